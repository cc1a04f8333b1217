-- The citizen's side of requests for information: what the guide says of the office, files sent along with an application, and whether answers
-- that stand published already were of help.

-- 政府信息公开申请指南 (条例第十二条): names, addresses and hours as the settings have them; written through the door.
create table portal.request_guide (
  singleton boolean primary key default true check (singleton),
  facts jsonb not null
);

-- A proof of identity, a power of attorney, an attachment: closed for the office's key when it arrives, before the application itself is sent, so
-- that it is kept while other fields are put right. What no application names is cleared after some days.
create table intake.request_submission_file (
  id uuid primary key,
  sealed bytea not null check (octet_length(sealed) <= 6000000),
  sent_at timestamptz not null
);
create index request_submission_file_sent on intake.request_submission_file (sent_at);
revoke insert on intake.request_submission_file from sunlit_portal;
grant insert (id, sealed, sent_at) on intake.request_submission_file to sunlit_portal;

-- Files arrive before anybody has confirmed anything: all that wait together have a bound.
create function intake.has_room_for_files() returns boolean
  language sql stable security definer set search_path = pg_catalog
  as $$ select coalesce(sum(octet_length(sealed)), 0) < 2147483648 from intake.request_submission_file $$;
revoke all on function intake.has_room_for_files() from public;
grant execute on function intake.has_room_for_files() to sunlit_portal;

-- The same files once their application is opened. Name and bytes lie under encryption; of an infected file nothing is kept but that it was there.
create table request_upload (
  id uuid primary key,
  request_id uuid not null references request (id),
  purpose text not null check (purpose in ('identity', 'authority', 'attachment')),
  -- By the bytes, never by what the sender claims.
  media_type text not null,
  size int not null check (size > 0),
  hash text not null,
  scan text not null check (scan in ('clean', 'unscanned', 'infected', 'missing')),
  sealed bytea,
  received_at timestamptz not null,
  removed_at timestamptz,
  check ((sealed is null) = (scan in ('infected', 'missing') or removed_at is not null))
);
create index request_upload_of on request_upload (request_id);

-- Answers that stand published already, offered while somebody writes: shown, opened, enough, or not. Nothing of who or what was asked.
create table intake.offered_answer (
  id bigint generated always as identity primary key,
  what text not null check (what in ('shown', 'opened', 'found', 'anyway')),
  told_at timestamptz not null
);
revoke insert on intake.offered_answer from sunlit_portal;
grant insert (what, told_at) on intake.offered_answer to sunlit_portal;
create table offered_answer (
  day date not null,
  what text not null check (what in ('shown', 'opened', 'found', 'anyway')),
  times int not null check (times > 0),
  primary key (day, what)
);
