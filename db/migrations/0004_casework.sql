-- The spine of every kind of work, what units have a part in it, files, notices and supervision.

create table matter (
  id               uuid primary key default gen_random_uuid(),
  kind             text not null,
  number           text not null unique,
  title            text not null,
  bureau_id        uuid not null references unit,
  lead_unit_id     uuid not null references unit,
  assignee_id      uuid references person,
  parent_id        uuid references matter,
  state            text not null,
  version          integer not null default 1,
  round            integer not null default 1,
  -- Whom the matter waits for, derived from the workflow at every step; all null when it waits for nobody.
  waiting_role     text,
  waiting_unit_id  uuid references unit,
  waiting_person_id uuid references person,
  waiting_since    date,
  task             text,
  received_on      date not null,
  target_on        date,
  due_on           date,
  due_provisional  boolean not null default false,
  clock_state      text not null default 'idle',
  closed_on        date,
  started_by       uuid references person,
  started_at       timestamptz not null
);
create index matter_waiting on matter (waiting_role, waiting_unit_id) where closed_on is null;
create index matter_waiting_person on matter (waiting_person_id) where closed_on is null;
create index matter_open_by_due on matter (due_on) where closed_on is null;
create index matter_by_lead on matter (lead_unit_id, kind);
create index matter_by_parent on matter (parent_id);
create index matter_by_kind on matter (kind, state);

create table matter_unit (
  matter_id    uuid not null references matter,
  unit_id      uuid not null references unit,
  part         text not null check (part in ('lead', 'joint', 'cooperating', 'guiding')),
  position     integer not null default 0,
  -- A cooperating unit has its own task and its own day; done only when all are done.
  task         text,
  due_on       date,
  done_on      date,
  primary key (matter_id, unit_id)
);
create index matter_unit_by_unit on matter_unit (unit_id) where done_on is null;

-- 会签: another unit's opinion, asked for and given once.
create table countersign (
  id          uuid primary key default gen_random_uuid(),
  matter_id   uuid not null references matter,
  unit_id     uuid not null references unit,
  question    text not null,
  due_on      date not null,
  asked_by    uuid not null references person,
  asked_at    timestamptz not null,
  agrees      boolean,
  opinion     text,
  answered_by uuid references person,
  answered_at timestamptz
);
create index countersign_open on countersign (unit_id) where answered_at is null;
create index countersign_by_matter on countersign (matter_id);

-- Content-addressed files: the name is the hash, so the same bytes are kept once and cannot change.
create table stored_file (
  hash       text primary key check (hash ~ '^[0-9a-f]{64}$'),
  size       bigint not null,
  media_type text not null,
  stored_at  timestamptz not null,
  -- clean, unscanned (no scanner configured), infected
  scan       text not null,
  -- Text taken out of it, for search and for the privacy scan; null when there is none to take.
  text       text
);

create table attachment (
  id         uuid primary key default gen_random_uuid(),
  hash       text not null references stored_file,
  name       text not null,
  -- What it hangs on: a matter, or an import that is not one yet.
  matter_id  uuid references matter,
  purpose    text not null,
  added_by   uuid references person,
  added_at   timestamptz not null,
  removed_at timestamptz
);
create index attachment_by_matter on attachment (matter_id);
create index attachment_by_hash on attachment (hash);

create table notice (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references person,
  kind       text not null,
  title      text not null,
  body       text not null,
  link       text,
  matter_id  uuid references matter,
  -- The same fact is told to the same person once.
  dedupe     text not null,
  made_at    timestamptz not null,
  read_at    timestamptz,
  unique (person_id, dedupe)
);
create index notice_unread on notice (person_id, made_at desc) where read_at is null;

-- The truth of what must still be sent is the row.
create table notice_delivery (
  id         uuid primary key default gen_random_uuid(),
  notice_id  uuid not null references notice,
  channel    text not null check (channel in ('email', 'sms')),
  address    text not null,
  state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries      integer not null default 0,
  next_at    timestamptz not null,
  last_error text,
  sent_at    timestamptz
);
create index notice_delivery_waiting on notice_delivery (next_at) where state = 'waiting';

-- Each rung of the ladder is climbed once for each due date, and leaves its trace.
create table supervision_rung (
  matter_id  uuid not null references matter,
  due_on     date not null,
  rung       text not null,
  reached_on date not null,
  told       integer not null,
  primary key (matter_id, due_on, rung)
);
create trigger supervision_rung_append_only before update or delete on supervision_rung for each row execute function refuse_change();
