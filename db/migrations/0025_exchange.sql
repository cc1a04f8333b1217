-- Exchange with other systems: partners with keys, a record of every request in and out, documents pushed by the OA, deliveries to
-- subscribers, the round trip to the legality-review platform, and the public stream of what was released, corrected and withdrawn.

-- Another system that may call us, be called by us, or both. What it may do is said by the openness office, its keys are the
-- administrator's; nobody does both for one partner.
create table exchange_partner (
  id          uuid primary key default gen_random_uuid(),
  key         text not null unique check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
  name        text not null,
  bureau_id   uuid not null references unit,
  -- Who answers for it on the other side: an office, not a person.
  contact     text not null,
  operations  text[] not null,
  -- Units for which documents may be pushed; empty means every unit of the bureau.
  unit_ids    uuid[] not null default '{}',
  -- Networks its requests may come from, in CIDR; empty means any.
  networks    text[] not null default '{}',
  per_minute  integer not null check (per_minute between 1 and 600),
  -- Where the legality-review platform takes requests; null for partners that are not asked.
  legality_url text,
  -- Hours within which it has agreed to answer.
  answer_hours integer not null default 72 check (answer_hours between 1 and 2160),
  closed_at   timestamptz,
  version     integer not null default 1,
  changed_by  uuid not null references person,
  changed_at  timestamptz not null
);

-- A shared secret. Shown once when it is made; two may be good at the same time while one takes over from the other.
create table exchange_key (
  id          uuid primary key default gen_random_uuid(),
  key_id      text not null unique,
  partner_id  uuid not null references exchange_partner,
  -- Encrypted at field level.
  secret      bytea not null,
  issued_by   uuid not null references person,
  issued_at   timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  revoked_by  uuid references person,
  revoked_for text,
  last_used_at timestamptz
);
create index exchange_key_by_partner on exchange_key (partner_id, issued_at);

-- Random strings already used with a key within the window of time: a request is good once.
create table exchange_nonce (
  key_id  text not null,
  nonce   text not null,
  seen_at timestamptz not null,
  primary key (key_id, nonce)
);
create index exchange_nonce_by_age on exchange_nonce (seen_at);

-- Every exchange, in and out: written when it begins, completed once when it ends, never taken out. Contents are kept as a hash.
create table exchange_record (
  id           uuid primary key default gen_random_uuid(),
  direction    text not null check (direction in ('in', 'out')),
  partner_id   uuid references exchange_partner,
  key_id       text,
  operation    text not null,
  method       text not null,
  path         text not null,
  request_id   text not null,
  external_id  text,
  document_id  uuid references document,
  -- What was being sent out: a delivery.
  delivery_id  uuid,
  size         integer not null default 0,
  payload_hash text,
  begun_at     timestamptz not null,
  ended_at     timestamptz,
  status       integer,
  -- `ok`, `repeated`, or the code of the refusal.
  outcome      text,
  -- Names of the fields refused, or how an answer from outside began; never what was sent to us.
  detail       text,
  ms           integer
);
create index exchange_record_newest on exchange_record (begun_at desc, id);
create index exchange_record_by_partner on exchange_record (partner_id, begun_at desc, id);
create index exchange_record_by_delivery on exchange_record (delivery_id) where delivery_id is not null;
create index exchange_record_by_document on exchange_record (document_id) where document_id is not null;
create function exchange_record_ends_once() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null then
    raise exception 'a record that has ended does not change' using errcode = 'restrict_violation';
  end if;
  if (new.id, new.direction, new.method, new.path, new.request_id, new.begun_at)
    is distinct from (old.id, old.direction, old.method, old.path, old.request_id, old.begun_at) then
    raise exception 'a record says what was asked for good' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger exchange_record_ends_once before update on exchange_record for each row execute function exchange_record_ends_once();
revoke delete, truncate on exchange_record from sunlit_office;

-- Which document of ours is which of theirs.
create table exchange_document (
  partner_id  uuid not null references exchange_partner,
  external_id text not null,
  document_id uuid not null references document,
  made_at     timestamptz not null,
  primary key (partner_id, external_id)
);
create unique index exchange_document_by_document on exchange_document (document_id);

-- Each content pushed, with the receipt given for it: the same content again is given the same receipt.
create table exchange_push (
  id           uuid primary key default gen_random_uuid(),
  partner_id   uuid not null,
  external_id  text not null,
  payload_hash text not null,
  -- The revision it became.
  revision_id  uuid not null references document_revision,
  receipt      jsonb not null,
  pushed_at    timestamptz not null,
  foreign key (partner_id, external_id) references exchange_document,
  unique (partner_id, external_id, payload_hash)
);
create trigger exchange_push_append_only before update or delete on exchange_push for each row execute function refuse_change();
create trigger exchange_push_no_truncate before truncate on exchange_push execute function refuse_change();
revoke update, delete, truncate on exchange_push from sunlit_office;

-- What a partner wants to be told, and where.
create table exchange_subscription (
  id          uuid primary key default gen_random_uuid(),
  partner_id  uuid not null references exchange_partner,
  name        text not null,
  url         text not null,
  events      text[] not null,
  -- Empty means all.
  columns     text[] not null default '{}',
  types       text[] not null default '{}',
  unit_ids    uuid[] not null default '{}',
  paused_at   timestamptz,
  version     integer not null default 1,
  changed_by  uuid not null references person,
  changed_at  timestamptz not null
);
create index exchange_subscription_by_partner on exchange_subscription (partner_id);

-- The platform is asked about exactly one revision; its answers stand in exchange_opinion.
create table exchange_legality_request (
  id           uuid primary key default gen_random_uuid(),
  document_id  uuid not null references document,
  revision_id  uuid not null references document_revision,
  content_hash text not null,
  partner_id   uuid not null references exchange_partner,
  asked_by     uuid not null references person,
  asked_at     timestamptz not null,
  -- By when the platform has agreed to answer.
  due_at       timestamptz not null,
  -- The last time those who wait were told that it is late.
  chased_at    timestamptz,
  cancelled_at timestamptz,
  cancelled_for text
);
create index exchange_legality_request_by_document on exchange_legality_request (document_id, asked_at);
-- One revision is not put to the same platform twice at the same time.
create unique index exchange_legality_request_once on exchange_legality_request (document_id, revision_id, partner_id) where cancelled_at is null;

-- What the platform answered, each answer once; the newest by its own date counts.
create table exchange_legality_opinion (
  id           uuid primary key default gen_random_uuid(),
  request_id   uuid not null references exchange_legality_request,
  payload_hash text not null,
  verdict      text not null check (verdict in ('agree', 'change')),
  number       text not null,
  opinion      text not null,
  reviewer     text not null,
  reviewed_on  date not null,
  -- When the platform says it said so: callbacks may overtake one another.
  issued_at    timestamptz not null,
  received_at  timestamptz not null,
  receipt      jsonb not null,
  unique (request_id, payload_hash)
);
create trigger exchange_legality_opinion_append_only before update or delete on exchange_legality_opinion for each row execute function refuse_change();
create trigger exchange_legality_opinion_no_truncate before truncate on exchange_legality_opinion execute function refuse_change();
revoke update, delete, truncate on exchange_legality_opinion from sunlit_office;

-- Something a partner must be told. What it says is made when it is sent, from what the portal then shows.
create table exchange_delivery (
  id              uuid primary key default gen_random_uuid(),
  partner_id      uuid not null references exchange_partner,
  subscription_id uuid references exchange_subscription,
  legality_request_id uuid references exchange_legality_request,
  event           text not null,
  document_id     uuid not null references document,
  -- The place of the event in portal.change.
  seq             bigint,
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'superseded', 'abandoned')),
  tries           integer not null default 0,
  made_at         timestamptz not null,
  next_at         timestamptz not null,
  sent_at         timestamptz,
  last_status     integer,
  last_error      text,
  -- Who gave it up or asked for another round, and why.
  settled_by      uuid references person,
  settled_for     text,
  check ((subscription_id is null) <> (legality_request_id is null))
);
create index exchange_delivery_due on exchange_delivery (next_at) where state = 'waiting';
create index exchange_delivery_newest on exchange_delivery (made_at desc, id);
create index exchange_delivery_open on exchange_delivery (document_id) where state in ('waiting', 'dead');
-- An event is told a subscriber once, however often the code runs.
create unique index exchange_delivery_once on exchange_delivery (subscription_id, seq) where subscription_id is not null;

-- The public stream of publications. Rows are written while the edition is locked, so their numbers follow the order of commits:
-- whoever reads after a number misses nothing. It holds no title: what a document is called is asked of portal.document.
create table portal.change (
  seq          bigint generated always as identity primary key,
  kind         text not null check (kind in ('added', 'corrected', 'withdrawn')),
  document_id  uuid not null,
  index_number text not null,
  type         text not null,
  column_key   text not null,
  unit_id      uuid not null,
  at           timestamptz not null
);
create index portal_change_by_document on portal.change (document_id, seq);
insert into portal.change (kind, document_id, index_number, type, column_key, unit_id, at)
  select kind, id, index_number, type, column_key, unit_id, at from (
    select 'added' as kind, id, index_number, type, column_key, unit_id, first_released_at as at from portal.document
    union all
    select 'corrected', id, index_number, type, column_key, unit_id, released_at from portal.document where released_at > first_released_at
    union all
    select 'withdrawn', id, index_number, type, column_key, unit_id, withdrawn_at from portal.document where withdrawn_at is not null
  ) known order by at, id;
