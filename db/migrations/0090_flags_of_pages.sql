-- What becomes of a whole page is more than open or withheld: it may lie outside what was applied for, which is no ground of withholding, or wait for
-- what a third party says. The same record on several requests is found by its hash, and what was covered on it there may be taken over.

alter table request_record_page drop constraint request_record_page_flag_check;
alter table request_record_page add constraint request_record_page_flag_check
  check (flag in ('open', 'withheld', 'unrelated', 'consult'));
comment on column request_record_page.flag is 'withheld whole with its reason; unrelated: outside the application, leaves the copy; consult: waits for a third party, no copy is made';

alter table redaction_copy add column unrelated_pages int not null default 0;

alter table redaction_box drop constraint redaction_box_origin_check;
alter table redaction_box add constraint redaction_box_origin_check
  check (origin in ('drawn', 'searched', 'personal', 'rule', 'taken-over'));

create index request_record_by_hash on request_record (source_hash);
