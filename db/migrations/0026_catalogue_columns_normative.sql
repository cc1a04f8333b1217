-- The catalogue of what is to be published and by when (主动公开基本目录), columns that are begun and retired with somebody who keeps them,
-- and the ledger of normative documents (规范性文件台账): what is in force, until when, and by whose act it ceased to be.

-- ---------------------------------------------------------------- catalogue
create table catalogue_item (
  key      text primary key check (key ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' and length(key) <= 60),
  added_at timestamptz not null
);

-- What an item says from a day on. Of several editions the last of those in force counts; nothing said before is ever changed.
create table catalogue_edition (
  id              uuid primary key default gen_random_uuid(),
  item_key        text not null references catalogue_item,
  number          integer not null check (number > 0),
  in_force_from   date not null,
  -- An item that is dropped ends with an edition that says so.
  dropped         boolean not null default false,
  name            text not null,
  -- 条例第二十条 (一)至(十五).
  statutory_class integer not null check (statutory_class between 1 and 15),
  content         text not null,
  basis           text not null,
  unit_id         uuid references unit,
  column_key      text references publication_column,
  -- Content types it may be filled by; none named: any.
  types           text[] not null default '{}',
  frequency       text not null check (frequency in ('once', 'on-forming', 'monthly', 'quarterly', 'yearly')),
  -- Within so many working days: of forming, of coming into force, or of the end of the month or quarter.
  workdays        integer check (workdays between 1 and 250),
  -- The day of every year by which it is owed: 01-31.
  due_day         text check (due_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  channel         text not null,
  time_limit      text not null,
  audience        text not null,
  position        integer not null,
  reason          text not null,
  -- Null: as delivered with the product.
  changed_by      uuid references person,
  changed_at      timestamptz not null,
  unique (item_key, number),
  check ((frequency = 'yearly') = (due_day is not null)),
  check ((frequency = 'yearly') = (workdays is null))
);
create trigger catalogue_edition_append_only before update or delete on catalogue_edition for each row execute function refuse_change();
create trigger catalogue_edition_no_truncate before truncate on catalogue_edition execute function refuse_change();
revoke update, delete, truncate on catalogue_edition from sunlit_office;

-- Said once for each thing owed: that it is near, and that it is over.
create table catalogue_warning (
  -- The item with the day, or with the draft that will fill it.
  subject  text not null,
  level    text not null check (level in ('near', 'over')),
  item_key text not null references catalogue_item,
  due_on   date not null,
  told     integer not null,
  told_at  timestamptz not null,
  primary key (subject, level)
);

-- What a drafter says a document fills.
alter table document_revision add column catalogue_item text references catalogue_item;
-- What it fills since its release: the item it names, else the only one that its column and type leave.
alter table document add column catalogue_item text references catalogue_item;
create index document_by_catalogue_item on document (catalogue_item, released_at desc) where catalogue_item is not null and withdrawn_at is null;

create table portal.catalogue_item (
  key             text primary key,
  position        integer not null,
  name            text not null,
  statutory_class integer not null,
  content         text not null,
  basis           text not null,
  unit_name       text,
  unit_key        text,
  column_key      text,
  column_name     text,
  frequency       text not null,
  channel         text not null,
  time_limit      text not null,
  audience        text not null,
  in_force_from   date not null,
  documents       integer not null,
  latest_index_number text,
  latest_title    text,
  updated_on      date
);

-- ---------------------------------------------------------------- columns
alter table publication_column
  add column state text not null default 'open' check (state in ('preparing', 'open', 'retired')),
  -- Who keeps it up to date, by name (谁更新); the unit answers for it (谁负责).
  add column keeper_id uuid references person,
  -- As inspectors count it (国办秘函〔2019〕19号): 动态要闻, 通知公告与政策文件, others.
  add column inspected_as text not null default 'other' check (inspected_as in ('news', 'notice', 'other')),
  add column opened_on date,
  add column retired_on date,
  add column retired_reason text,
  add column successor_key text references publication_column,
  add constraint publication_column_retired_says_why check ((state = 'retired') = (retired_on is not null and retired_reason is not null)),
  add constraint publication_column_not_its_own_successor check (successor_key <> key);
update publication_column set inspected_as = 'news' where key = 'news';
update publication_column set inspected_as = 'notice' where key in ('announcements', 'policies');
-- A column is retired, never taken out of the record.
revoke delete, truncate on publication_column from sunlit_office;

alter table portal.publication_column
  add column retired_on date,
  add column retired_reason text,
  add column successor_key text;

-- Said once for each level of a period that began with a release (or with the opening).
create table column_warning (
  column_key text not null references publication_column,
  since      date not null,
  level      integer not null check (level between 1 and 100),
  told       integer not null,
  told_at    timestamptz not null,
  primary key (column_key, since, level)
);

-- ---------------------------------------------------------------- duties that outlive their matter
alter table duty
  -- A released document is closed; to file it, to judge it before it expires, is owed all the same.
  add column after_closing boolean not null default false,
  -- Where it is done, below /workbench; null: where the matter is worked on.
  add column path text;

-- ---------------------------------------------------------------- normative documents
create table normative_document (
  id             uuid primary key references document,
  bureau_id      uuid not null references unit,
  -- Who drafted it and answers for it.
  unit_id        uuid not null references unit,
  title          text not null,
  document_number text,
  unified_number text,
  formed_on      date not null,
  released_on    date not null,
  effective_on   date not null,
  -- The last day; null: without a limit.
  valid_until    date,
  filing_due_on  date not null,
  filing_number  text,
  filed_on       date,
  -- As last settled; what counts on a day is read from the dates and the events.
  state          text not null check (state in ('pending', 'in-force', 'amended', 'repealed', 'expired', 'declared-invalid')),
  -- Its page was taken off the portal. That alone does not end its force.
  withdrawn      boolean not null default false,
  version        integer not null default 1
);
create index normative_document_by_unit on normative_document (unit_id);
create index normative_document_expiring on normative_document (valid_until) where state in ('pending', 'in-force', 'amended');

-- What happened to it. Nothing is taken back; what has not taken effect yet may be called off by another event.
create table normative_event (
  id             bigint generated always as identity primary key,
  document_id    uuid not null references normative_document,
  kind           text not null check (kind in ('entered', 'corrected', 'amended', 'repealed', 'declared-invalid', 'expired', 'continued', 'filed', 'called-off', 'withdrawn', 'returned')),
  effect_on      date not null,
  reason         text not null check (length(reason) >= 2),
  basis          text,
  by_document_id uuid references document,
  cleaning_id    uuid,
  called_off_id  bigint references normative_event,
  facts          jsonb not null default '{}',
  made_by        uuid references person,
  made_at        timestamptz not null
);
create index normative_event_by_document on normative_event (document_id, id);
create index normative_event_by_cause on normative_event (by_document_id) where by_document_id is not null;
create trigger normative_event_append_only before update or delete on normative_event for each row execute function refuse_change();
create trigger normative_event_no_truncate before truncate on normative_event execute function refuse_change();
revoke update, delete, truncate on normative_event from sunlit_office;

-- Periodic cleaning (清理): a matter, with a line for each document it looks at.
create table normative_cleaning (
  id          uuid primary key references matter,
  scope       text not null,
  basis       text not null,
  deadline    date not null,
  -- The announcement of the results, once it has been drafted.
  document_id uuid references document,
  applied_at  timestamptz
);
create table normative_cleaning_item (
  cleaning_id     uuid not null references normative_cleaning,
  document_id     uuid not null references normative_document,
  unit_id         uuid not null references unit,
  proposal        text check (proposal in ('continue', 'amend', 'repeal', 'declare-invalid')),
  proposal_reason text,
  proposed_until  date,
  proposed_by     uuid references person,
  proposed_at     timestamptz,
  decision        text check (decision in ('continue', 'amend', 'repeal', 'declare-invalid')),
  decision_reason text,
  decided_until   date,
  decided_by      uuid references person,
  decided_at      timestamptz,
  -- What came of it when the announcement was released.
  outcome         text,
  primary key (cleaning_id, document_id),
  check ((proposal is null) = (proposed_by is null)),
  check ((decision is null) = (decided_by is null)),
  -- Whoever proposes does not decide.
  check (decided_by is null or proposed_by is null or decided_by <> proposed_by)
);
alter table normative_event add foreign key (cleaning_id) references normative_cleaning;
