-- Subscriptions by e-mail. The portal sends in what a reader asks for, sealed; the office keeps it, mails the link by which it is
-- confirmed, and writes in the transaction of every release who must be told.

-- An address never lies here in the clear: the portal seals it before it writes. Rows are taken out when the office has read them.
create table intake.subscription_request (
  id           uuid primary key,
  address      bytea not null check (octet_length(address) between 1 and 1000),
  address_hash text not null check (length(address_hash) <= 100),
  -- Of the caller's network and the day: it counts, and cannot be followed from one day to the next.
  caller_hash  text not null check (length(caller_hash) <= 100),
  subject      jsonb not null check (octet_length(subject::text) <= 2000),
  rhythm       text not null check (rhythm in ('immediate', 'daily', 'weekly')),
  asked_at     timestamptz not null
);
-- A link was opened and its button pressed: confirmed, or given up. Only the hash of what the link said.
create table intake.subscription_answer (
  id         uuid primary key,
  said       text not null check (said in ('confirm', 'stop')),
  token_hash text not null check (length(token_hash) <= 100),
  said_at    timestamptz not null
);
grant insert (id, address, address_hash, caller_hash, subject, rhythm, asked_at) on intake.subscription_request to sunlit_portal;
grant insert (id, said, token_hash, said_at) on intake.subscription_answer to sunlit_portal;

-- How often an address or a caller has asked on a day; both hashed with the day.
create table subscription_attempt (
  day   date not null,
  hash  text not null,
  times integer not null,
  primary key (day, hash)
);

create table subscription (
  id            uuid primary key,
  -- Encrypted at field level; both null once it has ended: what is not needed is not kept.
  address       bytea,
  address_hash  text,
  subject       jsonb not null,
  -- The subject in one spelling: an address subscribes to a thing once.
  subject_key   text not null,
  -- The question a released document is asked: words of the search index, made by this edition of it.
  words         text not null,
  words_edition integer not null,
  rhythm        text not null check (rhythm in ('immediate', 'daily', 'weekly')),
  asked_at      timestamptz not null,
  -- Hash of the token in the link that confirms; null once used.
  confirm_hash  text unique,
  stop_hash     text not null unique,
  expires_at    timestamptz not null,
  confirmed_at  timestamptz,
  ended_at      timestamptz,
  ended_by      text check (ended_by in ('reader', 'bounced')),
  -- Mails in a row that came back for good.
  bounces       integer not null default 0,
  check ((ended_at is null) = (ended_by is null)),
  check (ended_at is not null or (address is not null and address_hash is not null))
);
create unique index subscription_once on subscription (address_hash, subject_key) where confirmed_at is not null and ended_at is null;
create unique index subscription_asked_once on subscription (address_hash, subject_key) where confirmed_at is null;
create index subscription_unconfirmed on subscription (expires_at) where confirmed_at is null;

-- The two letters about the subscription itself: the link to confirm, and that it holds.
create table subscription_letter (
  id              uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references subscription on delete cascade,
  kind            text not null check (kind in ('confirm', 'welcome')),
  -- Sealed until it is sent, then gone.
  token           bytea,
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries           integer not null default 0,
  made_at         timestamptz not null,
  next_at         timestamptz not null,
  sent_at         timestamptz,
  last_error      text,
  unique (subscription_id, kind)
);
create index subscription_letter_due on subscription_letter (next_at) where state = 'waiting';

-- Who must be told of what: written in the transaction of the release, and the only truth of what is still owed.
create table subscription_delivery (
  id              uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references subscription,
  document_id     uuid not null references document,
  event           text not null check (event in ('released', 'corrected')),
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'withdrawn', 'ended')),
  tries           integer not null default 0,
  made_at         timestamptz not null,
  -- The moment its mail is owed, by the rhythm; and of the next try.
  due_at          timestamptz not null,
  next_at         timestamptz not null,
  sent_at         timestamptz,
  last_error      text,
  -- One release is told once, however often the code runs.
  unique (subscription_id, document_id, made_at)
);
create index subscription_delivery_due on subscription_delivery (next_at) where state = 'waiting';
create index subscription_delivery_by_document on subscription_delivery (document_id);
-- What is not sent yet says what stands on the portal when it is: one waiting row for a document is enough.
create unique index subscription_delivery_waiting on subscription_delivery (subscription_id, document_id) where state = 'waiting';
