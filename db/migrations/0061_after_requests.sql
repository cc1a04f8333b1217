-- What follows once requests are answered: whether to publish what many ask for, how long who asked is kept, and the figures for everybody.

-- 条例第四十四条: several applicants ask for the same, or one suggests it: a matter of its own, with its decision.
create table request_conversion (
  id uuid primary key references matter (id),
  trigger text not null check (trigger in ('repeated', 'suggested', 'office')),
  -- What it is about, in the office's words: never who asked.
  topic text not null,
  decision text check (decision in ('publish', 'decline')),
  grounds text,
  proposed_by uuid references person (id),
  decided_by uuid references person (id),
  decided_on date,
  check ((decision is null) = (grounds is null)),
  check (decided_by is null or decision is not null),
  check (decided_by <> proposed_by),
  -- The draft that was made of it, in its own chain.
  document_id uuid unique references document (id)
);
create index request_conversion_proposer on request_conversion (proposed_by) where proposed_by is not null;
create index request_conversion_decider on request_conversion (decided_by) where decided_by is not null;

create table request_conversion_request (
  conversion_id uuid not null references request_conversion (id),
  request_id uuid not null references request (id),
  -- From 0 to 1, to the request that was looked at when it was added; 1 for that one itself.
  likeness real not null check (likeness between 0 and 1),
  suggested boolean not null default false,
  added_at timestamptz not null,
  primary key (conversion_id, request_id)
);
create index request_conversion_of on request_conversion_request (request_id);
revoke delete, truncate on request_conversion, request_conversion_request from sunlit_office;

-- Looked at once, for whether others ask the same.
alter table request add column looked_alike_at timestamptz;
create index request_not_looked_at on request (submitted_at) where looked_alike_at is null;

-- 个人信息保护法第十九条: no longer than needed. A list is made by the system, gone through by one, agreed to by another, and then carried out.
create table retention_list (
  id uuid primary key default uuidv7(),
  state text not null check (state in ('review', 'proposed', 'approved', 'done', 'dropped')),
  prepared_at timestamptz not null,
  -- The schedule it was made by, as it stood.
  schedule jsonb not null,
  proposed_by uuid references person (id),
  proposed_at timestamptz,
  approved_by uuid references person (id),
  approved_at timestamptz,
  check (approved_by <> proposed_by),
  check (state not in ('proposed', 'approved', 'done') or proposed_by is not null),
  check (state not in ('approved', 'done') or approved_by is not null),
  opinion text,
  done_at timestamptz,
  certificate jsonb,
  certificate_hash text,
  check ((state = 'done') = (certificate is not null) and (certificate is null) = (certificate_hash is null) and (certificate is null) = (done_at is null))
);
create unique index retention_list_open on retention_list ((true)) where state in ('review', 'proposed', 'approved');
create index retention_list_proposer on retention_list (proposed_by) where proposed_by is not null;
create index retention_list_approver on retention_list (approved_by) where approved_by is not null;
revoke delete, truncate on retention_list from sunlit_office;

create table retention_entry (
  list_id uuid not null references retention_list (id),
  request_id uuid not null references request (id),
  due_on date not null,
  basis text not null,
  -- Taken out by whoever went through the list, and until when it is kept.
  kept_because text,
  kept_until date,
  check ((kept_because is null) = (kept_until is null)),
  -- Why it was left when the list was carried out: a dispute, a matter taken up again.
  left_because text,
  -- Of everything that was destroyed of it.
  destroyed_hash text,
  destroyed jsonb,
  check ((destroyed_hash is null) = (destroyed is null)),
  check (num_nonnulls(kept_because, left_because, destroyed_hash) <= 1),
  primary key (list_id, request_id)
);
create index retention_entry_of on retention_entry (request_id);
revoke delete, truncate on retention_entry from sunlit_office;

-- The print of a letter goes, its hash stays: what was sent can still be proved by whoever holds it.
alter table request_letter add column cleared_at timestamptz;
do $$
declare name text;
begin
  select conname into strict name from pg_constraint
  where conrelid = 'request_letter'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%pdf IS NULL%pdf_hash IS NULL%';
  execute format('alter table request_letter drop constraint %I', name);
end $$;
alter table request_letter add constraint request_letter_print_with_hash
  check (((pdf is null) = (pdf_hash is null)) or (pdf is null and cleared_at is not null));

-- What was opened is in the matter: the sealed copy that came in is cleared after some days.
alter table intake.request_submission add column cleared_at timestamptz;
alter table intake.request_answer add column cleared_at timestamptz;
create index request_submission_to_clear on intake.request_submission (opened_at) where cleared_at is null and opened_at is not null;
create index request_answer_to_clear on intake.request_answer (opened_at) where cleared_at is null and opened_at is not null;

-- 依申请公开统计: written through the door, small numbers left out before they get here.
create table portal.request_statistics (
  year integer primary key,
  figures jsonb not null,
  made_at timestamptz not null
);
