-- Pages without a text layer, and pages that show pictures, are read by recognition (文字识别) after they were drawn, so that words and personal
-- information are found on scans too; a copy says how many of its covered pages the leak gate did not read again.

alter table request_record_page
  -- Sealed: the words that were recognised, with their places; null where nothing was read.
  add column recognised bytea,
  add column reading text not null default 'none' check (reading in ('none', 'waiting', 'read', 'failed'));
comment on column request_record_page.reading is 'none: nothing to read but the text layer, or drawn before pages were read';

-- A record whose pages wait to be read, taken up by one worker at a time; its id is the record's.
create table request_record_reading (
  id uuid primary key references request_record (id),
  state text not null check (state in ('waiting', 'done')),
  asked_at timestamptz not null,
  claimed_at timestamptz,
  tries int not null default 0
);
create index request_record_reading_waiting on request_record_reading (asked_at) where state = 'waiting';
revoke delete, truncate on request_record_reading from sunlit_office;

alter table redaction_copy add column unread_pages int not null default 0 check (unread_pages >= 0);
comment on column redaction_copy.unread_pages is 'covered pages beyond the limit, which the leak gate did not read by recognition';
