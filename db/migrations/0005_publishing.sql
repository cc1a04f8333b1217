-- One door out: documents with immutable revisions, signatures bound to their hash, releases, and what the portal may read.

create table publication_column (
  key            text primary key check (key ~ '^[a-z0-9-]+$'),
  name           text not null unique,
  description    text not null,
  keywords       text not null,
  -- ColumnType of the government site guide (国办发〔2017〕47号 annex).
  type           text not null,
  section        text not null,
  unit_id        uuid references unit,
  position       integer not null default 0,
  -- A column goes stale after this many calendar days without a release; null for those that need no renewal.
  fresh_days     integer,
  version        integer not null default 1
);

create table document (
  id                   uuid primary key references matter,
  type                 text not null,
  index_number         text not null unique,
  current_revision_id  uuid,
  released_revision_id uuid,
  released_at          timestamptz,
  withdrawn_at         timestamptz
);

create table document_revision (
  id                uuid primary key default gen_random_uuid(),
  document_id       uuid not null references document,
  number            integer not null,
  title             text not null,
  document_number   text,
  issuing_unit_id   uuid not null references unit,
  formed_on         date not null,
  source            text,
  column_key        text not null references publication_column,
  disclosure        text not null check (disclosure in ('active', 'on-request', 'none')),
  -- Reason and basis are owed where a document is not published on the office's own motion (21 号要点、条例第 17 条).
  disclosure_reason text,
  disclosure_basis  text,
  openness_class    text not null check (openness_class in ('decision', 'execution', 'management', 'service', 'result')),
  statutory_class   integer not null check (statutory_class between 1 and 15),
  summary           text,
  keywords          text,
  body_html         text not null,
  data              jsonb not null default '{}',
  attachments       jsonb not null default '[]',
  -- Links to documents this one interprets, corrects or reports on.
  relations         jsonb not null default '[]',
  content_hash      text not null,
  reason            text not null,
  made_by           uuid not null references person,
  made_at           timestamptz not null,
  unique (document_id, number),
  check (disclosure = 'active' or (disclosure_reason is not null and disclosure_basis is not null))
);
create index document_revision_by_hash on document_revision (content_hash);
create trigger document_revision_append_only before update or delete on document_revision for each row execute function refuse_change();
revoke update, delete, truncate on document_revision from sunlit_office;

alter table document
  add foreign key (current_revision_id) references document_revision,
  add foreign key (released_revision_id) references document_revision;

-- A verdict on exactly these bytes. An edit makes another revision with another hash: the old signature stays and counts no more.
create table signature (
  id           uuid primary key default gen_random_uuid(),
  document_id  uuid not null references document,
  revision_id  uuid not null references document_revision,
  content_hash text not null,
  round        integer not null,
  step         text not null check (step in ('department-review', 'secrecy-review', 'issue')),
  signer_id    uuid not null references person,
  on_behalf_of uuid references person,
  agrees       boolean not null,
  opinion      text not null,
  checklist    jsonb not null default '[]',
  signed_at    timestamptz not null
);
create index signature_by_document on signature (document_id, signed_at);
-- Nobody twice in one round, and each step once.
create unique index signature_nobody_twice on signature (document_id, round, content_hash, signer_id) where agrees;
create unique index signature_step_once on signature (document_id, round, content_hash, step) where agrees;
create trigger signature_append_only before update or delete on signature for each row execute function refuse_change();
revoke update, delete, truncate on signature from sunlit_office;

-- Whoever wrote any revision of this round may not sign it; the hash must be that of the revision signed.
create function signature_is_lawful() returns trigger language plpgsql as $$
begin
  if not exists (select from document_revision r where r.id = new.revision_id and r.document_id = new.document_id and r.content_hash = new.content_hash) then
    raise exception 'signature does not match the revision' using errcode = 'restrict_violation';
  end if;
  if new.agrees and exists (select from document_revision r where r.id = new.revision_id and r.made_by in (new.signer_id, new.on_behalf_of)) then
    raise exception 'the drafter cannot sign' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger signature_is_lawful before insert on signature for each row execute function signature_is_lawful();

create table release_set (
  id         uuid primary key default gen_random_uuid(),
  title      text not null,
  release_at timestamptz,
  made_by    uuid references person,
  made_at    timestamptz not null,
  released_at timestamptz
);

-- The truth of a schedule is the row: due when release_at has come and released_at is null.
create table release (
  id          uuid primary key default gen_random_uuid(),
  set_id      uuid references release_set,
  document_id uuid not null references document,
  revision_id uuid not null references document_revision,
  kind        text not null check (kind in ('release', 'correct', 'withdraw')),
  reason      text,
  ordered_by  uuid not null references person,
  ordered_at  timestamptz not null,
  release_at  timestamptz not null,
  released_at timestamptz,
  failure     text,
  failed_at   timestamptz,
  cancelled_at timestamptz
);
create index release_due on release (release_at) where released_at is null and cancelled_at is null;
create unique index release_one_waiting on release (document_id) where released_at is null and cancelled_at is null;

-- ---------------------------------------------------------------- what the public may read
create table portal.edition (
  singleton      boolean primary key default true check (singleton),
  number     bigint not null,
  changed_at timestamptz not null
);
insert into portal.edition values (true, 1, now());

create table portal.site (
  singleton  boolean primary key default true check (singleton),
  facts  jsonb not null
);

create table portal.publication_column (
  key         text primary key,
  name        text not null,
  description text not null,
  keywords    text not null,
  type        text not null,
  section     text not null,
  unit_id     uuid,
  unit_name   text,
  position    integer not null,
  fresh_days  integer,
  updated_at  timestamptz
);

create table portal.unit (
  id           uuid primary key,
  key          text not null unique,
  kind         text not null,
  name         text not null,
  short_name   text,
  parent_id    uuid,
  functions    text,
  address      text,
  office_hours text,
  phone        text,
  leaders      jsonb not null default '[]',
  position     integer not null
);

create table portal.document (
  id              uuid primary key,
  index_number    text not null unique,
  type            text not null,
  column_key      text not null,
  title           text not null,
  document_number text,
  unit_id         uuid not null,
  unit_name       text not null,
  source          text,
  formed_on       date not null,
  openness_class  text not null,
  statutory_class integer not null,
  summary         text,
  keywords        text,
  body_html       text not null,
  data            jsonb not null,
  attachments     jsonb not null,
  relations       jsonb not null,
  corrections     jsonb not null default '[]',
  content_hash    text not null,
  first_released_at timestamptz not null,
  released_at     timestamptz not null,
  withdrawn_at    timestamptz,
  withdrawn_reason text,
  search          tsvector not null
);
create index portal_document_by_column on portal.document (column_key, first_released_at desc, id) where withdrawn_at is null;
create index portal_document_newest on portal.document (first_released_at desc, id) where withdrawn_at is null;
create index portal_document_search on portal.document using gin (search);

-- Structured facts that came out with a document: work items, progress, later penalties, answers …
create table portal.record (
  kind        text not null,
  key         text not null,
  parent_key  text,
  position    integer not null default 0,
  body        jsonb not null,
  document_id uuid not null,
  released_at timestamptz not null,
  primary key (kind, key)
);
create index portal_record_by_parent on portal.record (kind, parent_key, position);

create table portal.seal (
  day           date primary key,
  entries       integer not null,
  algorithm     text not null,
  root          text not null,
  previous_root text not null,
  sealed_at     timestamptz not null
);

create table portal.page_views (
  path  text primary key,
  views bigint not null
);

-- ---------------------------------------------------------------- what the public may write
-- Counted without cookies: one row for each batch, added up and removed by the office.
create table intake.page_views (
  id      bigint generated always as identity primary key,
  path    text not null,
  views   integer not null check (views > 0),
  counted_at timestamptz not null
);

create table intake.page_feedback (
  id          uuid primary key,
  page        text not null check (length(page) <= 400),
  kind        text not null,
  text        text not null check (length(text) between 1 and 2000),
  contact     text check (length(contact) <= 100),
  receipt     text not null unique,
  sent_at     timestamptz not null,
  opened_at   timestamptz
);
