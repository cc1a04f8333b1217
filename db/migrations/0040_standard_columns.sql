-- Delivered columns nobody has changed carry the tag of 国办发〔2017〕47号 that is theirs and the inspection they are counted by.
update publication_column set inspected_as = 'news' where key = 'news' and inspected_as = 'other' and version = 1;
update publication_column set inspected_as = 'notice' where key in ('announcements', 'policies') and inspected_as = 'other' and version = 1;
update publication_column set type = '信息公开指南' where key = 'disclosure-guide' and type = '概况信息' and version = 1;
update publication_column set type = '信息公开年报' where key = 'annual-reports' and type = '数据发布' and version = 1;
update portal.publication_column p set type = c.type from publication_column c where c.key = p.key and p.type <> c.type;
