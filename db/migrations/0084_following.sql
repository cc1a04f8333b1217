-- Who follows what: how far somebody has read a matter, who watches it, whom a remark addresses. About the readers alone, so that nothing of it is in the journal.

-- The last entry of its journal somebody has had before their eyes. Cleared some time after the matter is closed.
create table matter_look (
  person_id uuid not null references person,
  matter_id uuid not null references matter,
  seen_seq  integer not null check (seen_seq >= 0),
  looked_at timestamptz not null,
  primary key (person_id, matter_id)
);
create index matter_look_of on matter_look (matter_id);

-- Told of each step. Gone at the first step of which its watcher may no longer know.
create table matter_watch (
  person_id uuid not null references person,
  matter_id uuid not null references matter,
  since_at  timestamptz not null,
  primary key (person_id, matter_id)
);
create index matter_watch_of on matter_watch (matter_id);

-- Whom a remark (the entry `seq` of the matter's journal) asks to look; stands in their to-do until they have.
create table matter_mention (
  matter_id uuid not null references matter,
  seq       integer not null check (seq > 0),
  person_id uuid not null references person,
  by_id     uuid not null references person,
  made_at   timestamptz not null,
  opened_at timestamptz,
  primary key (matter_id, seq, person_id)
);
create index matter_mention_open on matter_mention (person_id) where opened_at is null;
create index matter_mention_by on matter_mention (by_id);
