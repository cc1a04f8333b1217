-- The number of a letter is its organ's (GB/T 9704-2012, 7.2.5: 发文机关代字、年份、发文顺序号): each bureau counts its own. Numbers that were given stay.

alter table request_letter add column bureau_id uuid references unit (id);
update request_letter l set bureau_id = m.bureau_id from matter m where m.id = l.request_id;
create function letter_of_bureau() returns trigger language plpgsql as $$
begin
  select bureau_id into strict new.bureau_id from matter where id = new.request_id;
  return new;
end $$;
create trigger request_letter_of_bureau before insert on request_letter for each row execute function letter_of_bureau();
comment on column request_letter.bureau_id is 'whose number it bears; written with the row';

alter table request_letter drop constraint request_letter_number_key;
alter table request_letter add constraint request_letter_number unique (bureau_id, number);

-- Each goes on after the last it gave.
insert into number_series (series, year, last)
select 'request-letter:' || bureau_id, substring(number from '〔(\d{4})〕')::int, max(substring(number from '〕(\d+)号$')::int)
from request_letter where number ~ '〔\d{4}〕\d+号$' group by 1, 2;
delete from number_series where series = 'request-letter';
