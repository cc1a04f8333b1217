-- The ground: three schemas with their rights, the journal, number series, the working-day calendar, settings.
-- Roles sunlit_office, sunlit_portal (both may sign in) and sunlit_publisher (may not) are made by the migrator before this runs.

create schema portal;
create schema intake;
create schema report;
create schema pgboss authorization sunlit_office;

revoke all on schema public from public;
grant usage on schema public, report, intake, portal to sunlit_office;
grant usage on schema portal, intake to sunlit_portal;
grant usage on schema portal to sunlit_publisher;

-- Whatever a later migration makes follows these rights; a generated test walks every table.
alter default privileges in schema public grant select, insert, update, delete on tables to sunlit_office;
alter default privileges in schema public grant usage on sequences to sunlit_office;
alter default privileges in schema report grant select on tables to sunlit_office;
alter default privileges in schema intake grant select, insert, update, delete on tables to sunlit_office;
alter default privileges in schema intake grant insert on tables to sunlit_portal;
alter default privileges in schema portal grant select on tables to sunlit_portal, sunlit_office;
alter default privileges in schema portal grant select, insert, update, delete on tables to sunlit_publisher;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- One row: which installation this is.
create table installation (
  id         uuid primary key default gen_random_uuid(),
  singleton  boolean not null default true unique check (singleton),
  demo       boolean not null,
  made_at    timestamptz not null
);

create table setting (
  key        text primary key,
  value      jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null
);

-- The head of each chain is locked while an entry is added, so that no two entries follow the same one.
create table journal_chain (
  chain text primary key,
  seq   integer not null,
  hash  bytea not null
);

-- Every act: who did what, to which matter, on which legal date, at which instant. `hash` covers the row and the hash before it.
create table journal_entry (
  id            bigint generated always as identity primary key,
  chain         text not null,
  seq           integer not null,
  action        text not null,
  actor_id      uuid,
  on_behalf_of  uuid,
  legal_date    date not null,
  at            timestamptz not null,
  round         integer not null default 1,
  payload       jsonb not null,
  algorithm     text not null check (algorithm in ('sm3', 'sha256')),
  previous_hash bytea not null,
  hash          bytea not null,
  unique (chain, seq)
);
create index journal_entry_by_time on journal_entry (at);
create index journal_entry_by_actor on journal_entry (actor_id, at);

-- One Merkle root for each day's entries (by civil date in China of `at`), chained to the day before.
create table journal_seal (
  day           date primary key,
  first_id      bigint,
  last_id       bigint,
  entries       integer not null,
  algorithm     text not null,
  root          bytea not null,
  previous_root bytea not null,
  sealed_at     timestamptz not null
);

create trigger journal_entry_append_only before update or delete on journal_entry for each row execute function refuse_change();
create trigger journal_entry_no_truncate before truncate on journal_entry execute function refuse_change();
create trigger journal_seal_append_only before update or delete on journal_seal for each row execute function refuse_change();
create trigger journal_seal_no_truncate before truncate on journal_seal execute function refuse_change();
revoke update, delete, truncate on journal_entry, journal_seal from sunlit_office;
revoke delete on journal_chain from sunlit_office;

-- Who looked at personal data, and why.
create table view_log (
  id           bigint generated always as identity primary key,
  person_id    uuid not null,
  subject_kind text not null,
  subject_id   text not null,
  fields       text[] not null,
  reason       text,
  at           timestamptz not null
);
create index view_log_by_subject on view_log (subject_kind, subject_id);
create trigger view_log_append_only before update or delete on view_log for each row execute function refuse_change();
revoke update, delete, truncate on view_log from sunlit_office;

-- Numbers never repeat and never skip within a series and year: the row lock is held until commit.
create table number_series (
  series text not null,
  year   integer not null,
  last   integer not null,
  primary key (series, year)
);

-- A public write that is sent again gives the answer it gave the first time.
create table intake.idempotency_key (
  scope      text not null,
  key        text not null,
  made_at    timestamptz not null,
  primary key (scope, key)
);

-- State Council notices, by year and version; the newest version of a year counts.
create table calendar_year (
  year         integer not null,
  version      integer not null,
  notice_title  text not null,
  notice_number text,
  announced_on date,
  primary key (year, version)
);

create table calendar_day (
  year    integer not null,
  version integer not null,
  date    date not null,
  kind    text not null check (kind in ('holiday', 'make-up')),
  name    text not null,
  primary key (version, date),
  foreign key (year, version) references calendar_year (year, version)
);
