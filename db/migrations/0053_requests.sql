-- Requests for information (依申请公开). The portal writes sealed submissions it cannot read back; the office keeps who asked under
-- encryption, apart from what was asked; every letter stands with the hands it went through.

create table request (
  id uuid primary key references matter (id),
  channel text not null check (channel in ('web', 'counter', 'oral', 'registered-mail', 'ordinary-mail', 'other-office', 'fax', 'email')),
  -- When it came in, and the civil day; the day it counts as received (matter.received_on) is another fact.
  submitted_at timestamptz not null,
  arrived_on date not null,
  confirmed_on date,
  receipt_evidence text,
  filled_by_staff boolean not null default false,
  -- What the citizen holds: number of the receipt and, hashed, the query code. Requests on paper are given them too.
  receipt text not null unique,
  code_hash text not null,
  -- The key made of the code, sealed for the office: with it the state of things is closed for the applicant.
  track_key bytea not null,
  applicant_kind text not null check (applicant_kind in ('citizen', 'organisation')),
  applicant_class text not null check (applicant_class in ('naturalPerson', 'commercial', 'research', 'publicWelfare', 'legalService', 'otherOrg')),
  check ((applicant_kind = 'citizen') = (applicant_class = 'naturalPerson')),
  -- The same person or organisation through whichever channel: a keyed hash of the number of the identity document.
  applicant_hash text not null,
  applicant bytea,
  -- Verbatim, as it came; a correction adds to it and changes nothing of it.
  description text not null,
  wanted_form text not null check (wanted_form in ('paper', 'electronic', 'inspection')),
  wanted_channel text not null check (wanted_channel in ('web', 'post', 'email', 'fax', 'collect')),
  relief_reason text,
  content_hash text not null,
  split_from uuid references request (id),
  merged_into uuid references request (id),
  reply_kind text,
  replied_on date,
  late_reason text,
  anonymised_at timestamptz,
  check (applicant is not null or anonymised_at is not null)
);
create index request_applicant on request (applicant_hash, arrived_on);
create index request_split_from on request (split_from) where split_from is not null;
create index request_merged_into on request (merged_into) where merged_into is not null;

-- What the applicant added on being asked: nothing of the first text is changed.
create table request_correction (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  text text not null,
  corrected_on date not null,
  recorded_by uuid references person (id),
  recorded_at timestamptz not null
);
create index request_correction_of on request_correction (request_id);

-- Where it was looked for: what "not held" rests on.
create table request_search (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  systems text not null,
  words text not null,
  people text not null,
  searched_on date not null,
  result text not null,
  found boolean not null,
  recorded_by uuid not null references person (id),
  recorded_at timestamptz not null
);
create index request_search_of on request_search (request_id);

create table request_letter (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  kind text not null,
  reply_kind text,
  check ((kind = 'reply') = (reply_kind is not null)),
  -- What it says beside the fixed parts of its kind, as the form of the kind asks.
  content jsonb not null,
  content_hash text not null,
  -- As it was printed when it was signed: under encryption, for it names people.
  pdf bytea,
  pdf_hash text,
  check ((pdf is null) = (pdf_hash is null)),
  state text not null check (state in ('draft', 'proposed', 'approved', 'issued', 'sent', 'dropped')),
  number text unique,
  check (state not in ('issued', 'sent') or number is not null),
  check (state not in ('draft', 'proposed', 'approved') or number is null),
  drafted_by uuid not null references person (id),
  drafted_at timestamptz not null,
  approved_by uuid references person (id),
  approved_at timestamptz,
  issued_by uuid references person (id),
  issued_at timestamptz,
  -- Three people: one drafts, one examines, one signs.
  check (approved_by is null or approved_by <> drafted_by),
  check (issued_by is null or (issued_by <> drafted_by and issued_by <> approved_by)),
  sent_on date,
  sent_by uuid references person (id),
  channel text,
  delivered_on date,
  delivery_proof text,
  check ((state = 'sent') = (sent_on is not null)),
  check (delivered_on is null or delivered_on >= sent_on)
);
create index request_letter_of on request_letter (request_id);

-- One in the chain at a time: what is being examined is what will be sent.
create unique index request_letter_under_way on request_letter (request_id) where state in ('proposed', 'approved', 'issued');

create table request_consultation (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  letter_id uuid not null unique references request_letter (id),
  party_kind text not null check (party_kind in ('third-party', 'co-maker', 'other-organ')),
  party text not null,
  sent_on date not null,
  delivered_on date,
  answered_on date,
  agrees boolean,
  opinion text,
  closed_on date,
  decision text,
  check ((answered_on is null) = (opinion is null))
);
create index request_consultation_of on request_consultation (request_id);

create table request_fee (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  letter_id uuid not null unique references request_letter (id),
  basis text not null check (basis in ('items', 'pages')),
  quantity int not null check (quantity > 0),
  amount_yuan int not null check (amount_yuan > 0),
  due_on date,
  paid_on date,
  voucher text,
  check ((paid_on is null) = (voucher is null))
);
create index request_fee_of on request_fee (request_id);

-- What the portal takes in. It says itself what it was given, and can read nothing of it again.
create table intake.request_submission (
  id uuid primary key,
  receipt text not null unique,
  code_hash text not null,
  sealed bytea not null check (octet_length(sealed) <= 200000),
  content_hash text not null,
  sent_at timestamptz not null,
  opened_at timestamptz
);
create index request_submission_waiting on intake.request_submission (sent_at) where opened_at is null;
revoke insert on intake.request_submission from sunlit_portal;
grant insert (id, receipt, code_hash, sealed, content_hash, sent_at) on intake.request_submission to sunlit_portal;

-- Sent a second time with other words, the first stays; whoever knows the id is told which one was kept.
create function intake.kept_content_hash(submission uuid) returns text
  language sql stable security definer set search_path = pg_catalog
  as $$ select content_hash from intake.request_submission where id = submission $$;
revoke all on function intake.kept_content_hash(uuid) from public;
grant execute on function intake.kept_content_hash(uuid) to sunlit_portal;

-- Between sending and opening, the one who holds number and code is told that it is there.
create function intake.submission_sent_at(asked_receipt text, asked_code_hash text) returns timestamptz
  language sql stable security definer set search_path = pg_catalog
  as $$ select sent_at from intake.request_submission where receipt = asked_receipt and code_hash = asked_code_hash $$;
revoke all on function intake.submission_sent_at(text, text) from public;
grant execute on function intake.submission_sent_at(text, text) to sunlit_portal;

-- What an applicant says later: a correction, a withdrawal, that the fee was paid, how it was handled.
create table intake.request_answer (
  id uuid primary key,
  receipt text not null,
  code_hash text not null,
  sealed bytea not null check (octet_length(sealed) <= 200000),
  sent_at timestamptz not null,
  opened_at timestamptz
);
create index request_answer_waiting on intake.request_answer (sent_at) where opened_at is null;
revoke insert on intake.request_answer from sunlit_portal;
grant insert (id, receipt, code_hash, sealed, sent_at) on intake.request_answer to sunlit_portal;

-- The state of things for whoever holds number and code, closed under a key made of the code: the portal cannot read it before.
create table portal.request_track (
  receipt text primary key,
  code_hash text not null,
  sealed bytea not null,
  updated_at timestamptz not null
);
create table portal.request_file (
  id uuid primary key,
  receipt text not null references portal.request_track (receipt) on delete cascade,
  sealed bytea not null
);
create index request_file_of on portal.request_file (receipt);
