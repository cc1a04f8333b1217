-- Nothing typed is lost, nobody overwrites anybody, and what a reviewer says stands at the words it is about.

-- What somebody writes and has not saved: theirs alone, and sealed, so that neither a query nor a backup gives it away.
create table working_copy (
  id            uuid primary key default gen_random_uuid(),
  person_id     uuid not null references person,
  -- Null while it is to become a new document.
  document_id   uuid references document,
  -- The revision it was begun on.
  base_revision integer,
  -- Two windows of one person do not overwrite each other either.
  version       integer not null default 1,
  sealed        bytea not null check (octet_length(sealed) <= 1200000),
  begun_at      timestamptz not null,
  saved_at      timestamptz not null,
  check ((document_id is null) = (base_revision is null))
);
create unique index working_copy_one_each on working_copy (person_id, document_id) where document_id is not null;
create index working_copy_by_person on working_copy (person_id);
create index working_copy_by_age on working_copy (saved_at);

-- Who has a document open to write at it; a row not renewed for a minute says nothing any more.
create table editing_presence (
  document_id uuid not null references document,
  person_id   uuid not null references person,
  unit_id     uuid references unit,
  since       timestamptz not null,
  seen_at     timestamptz not null,
  primary key (document_id, person_id)
);

-- A remark stands at words of one revision (the quote with what is around it), or at a field as a whole.
create table text_remark (
  id          uuid primary key default gen_random_uuid(),
  document_id uuid not null references document,
  revision_id uuid not null references document_revision,
  field       text not null check (field ~ '^[a-zA-Z]+$'),
  anchor      jsonb,
  made_by     uuid not null references person,
  made_at     timestamptz not null
);
create index text_remark_by_document on text_remark (document_id, made_at);
create trigger text_remark_append_only before update or delete on text_remark for each row execute function refuse_change();
create trigger text_remark_no_truncate before truncate on text_remark execute function refuse_change();
revoke update, delete, truncate on text_remark from sunlit_office;

-- What was said and done about it, in order; whether it is settled is what its last entry of that kind says.
create table text_remark_entry (
  id        bigint generated always as identity primary key,
  remark_id uuid not null references text_remark,
  kind      text not null check (kind in ('remark', 'reply', 'resolve', 'reopen')),
  text      text check (length(text) <= 1000),
  made_by   uuid not null references person,
  made_at   timestamptz not null,
  check (text is not null or kind in ('resolve', 'reopen'))
);
create index text_remark_entry_by_remark on text_remark_entry (remark_id, id);
create trigger text_remark_entry_append_only before update or delete on text_remark_entry for each row execute function refuse_change();
create trigger text_remark_entry_no_truncate before truncate on text_remark_entry execute function refuse_change();
revoke update, delete, truncate on text_remark_entry from sunlit_office;
