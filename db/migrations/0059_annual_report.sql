-- The statutory annual report (政府信息公开工作年度报告, 条例第四十九、五十条): what is typed with its source, what is written, what was frozen
-- when it went to review, and last year's report where another system made it. Figures of requests are never typed: they are counted.

-- The one answer by which a request is counted: that of the year in which it was first answered, the last one of that year. A reply ordered
-- in a later year is given and kept, and does not count the request a second time. Ours until the legal office confirms it.
create table request_outcome (
  request_id uuid primary key references request (id),
  bucket     text not null,
  ended_on   date not null
);
create index request_outcome_by_day on request_outcome (ended_on);

create function keep_request_outcome() returns trigger
  language plpgsql set search_path = pg_catalog, public
  as $$
begin
  if new.reply_kind is not null and new.replied_on is not null then
    insert into request_outcome (request_id, bucket, ended_on) values (new.id, new.reply_kind, new.replied_on)
    on conflict (request_id) do update set bucket = excluded.bucket, ended_on = excluded.ended_on
      where extract(year from request_outcome.ended_on) = extract(year from excluded.ended_on);
  end if;
  return null;
end $$;
create trigger request_outcome_kept after insert or update of reply_kind, replied_on on request
  for each row execute function keep_request_outcome();
insert into request_outcome (request_id, bucket, ended_on)
  select id, reply_kind, replied_on from request where reply_kind is not null and replied_on is not null;
revoke delete, truncate on request_outcome from sunlit_office;

create table annual_report (
  id        uuid primary key references matter (id),
  bureau_id uuid not null references unit (id),
  year      int not null check (year between 2021 and 2100),
  -- The edition last frozen; 0 before the first.
  edition   int not null default 0 check (edition >= 0),
  -- What the next edition corrects, where one was handed in before.
  correcting text,
  unique (bureau_id, year)
);
revoke delete, truncate on annual_report from sunlit_office;

-- A figure no module counts yet: who says so, where it comes from, as of which day. The newest counts; the others stay.
create table annual_report_entry (
  id         bigint generated always as identity primary key,
  report_id  uuid not null references annual_report (id),
  cell       text not null,
  value      numeric(18, 6) not null check (value >= 0),
  source     text not null check (length(source) >= 2),
  as_of      date not null,
  entered_by uuid not null references person (id),
  entered_at timestamptz not null
);
create index annual_report_entry_of on annual_report_entry (report_id, cell, id);
create index annual_report_entry_by on annual_report_entry (entered_by);

-- The written parts, each time they are saved.
create table annual_report_part (
  report_id uuid not null references annual_report (id),
  part      text not null check (part in ('overview', 'problems', 'other')),
  number    int not null check (number > 0),
  text      text not null,
  saved_by  uuid not null references person (id),
  saved_at  timestamptz not null,
  primary key (report_id, part, number)
);
create index annual_report_part_by on annual_report_part (saved_by);

-- Why something a check warned of is right all the same. Bound to the words of the finding: other figures ask anew.
create table annual_report_answer (
  id          bigint generated always as identity primary key,
  report_id   uuid not null references annual_report (id),
  rule        text not null,
  finding     text not null,
  reason      text not null check (length(reason) >= 2),
  answered_by uuid not null references person (id),
  answered_at timestamptz not null
);
create index annual_report_answer_of on annual_report_answer (report_id, finding);
create index annual_report_answer_by on annual_report_answer (answered_by);

-- As it went to review: figures in the exchange scheme with the written parts, the moment they were counted, what the checks said.
create table annual_report_edition (
  id           uuid primary key default uuidv7(),
  report_id    uuid not null references annual_report (id),
  number       int not null check (number > 0),
  figures      jsonb not null,
  figures_hash text not null,
  findings     jsonb not null,
  counted_at   timestamptz not null,
  reason       text,
  frozen_by    uuid not null references person (id),
  -- A correction says what it corrects.
  check (number = 1 or reason is not null),
  unique (report_id, number)
);
create index annual_report_edition_by on annual_report_edition (frozen_by);

-- The publication of an edition.
create table annual_report_document (
  document_id uuid primary key references document (id),
  edition_id  uuid not null unique references annual_report_edition (id)
);

-- A report made elsewhere, read from its file: what was read is looked at before it is taken.
create table annual_report_import (
  id        uuid primary key default uuidv7(),
  bureau_id uuid not null references unit (id),
  year      int not null,
  file_name text not null,
  file_hash text not null,
  format    text not null check (format in ('json', 'html', 'docx')),
  figures   jsonb not null,
  notes     jsonb not null,
  read_by   uuid not null references person (id),
  read_at   timestamptz not null,
  taken_by  uuid references person (id),
  taken_at  timestamptz,
  check ((taken_by is null) = (taken_at is null))
);
create index annual_report_import_of on annual_report_import (bureau_id, year);
create index annual_report_import_read_by on annual_report_import (read_by);
create index annual_report_import_taken_by on annual_report_import (taken_by) where taken_by is not null;
revoke delete, truncate on annual_report_import from sunlit_office;

do $$
declare kept text;
begin
  foreach kept in array array['annual_report_entry', 'annual_report_part', 'annual_report_answer', 'annual_report_edition', 'annual_report_document'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', kept || '_append_only', kept);
    execute format('create trigger %I before truncate on %I execute function refuse_change()', kept || '_no_truncate', kept);
    execute format('revoke update, delete, truncate on %I from sunlit_office', kept);
  end loop;
end $$;
