-- Requests handled together, split, like others; fees with the count behind the figure; disputes about answers.

-- A letter that also concerns another request: what was sent for the lead holds for those merged into it.
create table request_letter_shared (
  letter_id uuid not null references request_letter (id),
  request_id uuid not null references request (id),
  primary key (letter_id, request_id)
);
create index request_letter_shared_with on request_letter_shared (request_id);

-- Keys made of the words of a request (min-hashes in bands): requests that share one may be alike; how much is then counted on the texts themselves.
create table request_likeness (
  request_id uuid primary key references request (id) on delete cascade,
  keys int[] not null
);
create index request_likeness_keys on request_likeness using gin (keys);
create index request_content on request (content_hash);

-- What an applicant said on being asked for reasons (条例第三十五条).
create table request_reasons (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  text text not null,
  given_on date not null,
  recorded_by uuid references person (id),
  recorded_at timestamptz not null
);
create index request_reasons_of on request_reasons (request_id);

-- Whether less is asked of an applicant than the tariff says, and who decided it.
create table request_relief (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  decision text not null check (decision in ('none', 'reduced', 'waived')),
  yuan int check (yuan > 0),
  check ((decision = 'reduced') = (yuan is not null)),
  reason text not null,
  decided_by uuid not null references person (id),
  decided_at timestamptz not null
);
create index request_relief_of on request_relief (request_id);
create index request_relief_by on request_relief (decided_by);

-- By items: the requests of the applicant in the month, as they stood when the notice was sent, and what was taken off.
alter table request_fee add column counted jsonb, add column relief_yuan int not null default 0 check (relief_yuan >= 0);

-- Reviews and suits about how a request was handled: the third table of the annual report is counted from here.
create table request_dispute (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  kind text not null check (kind in ('review', 'suit', 'suit-after-review')),
  organ text not null,
  case_number text not null,
  filed_on date not null,
  outcome text check (outcome in ('upheld', 'corrected', 'other')),
  decided_on date,
  check ((outcome is null) = (decided_on is null)),
  check (decided_on >= filed_on),
  note text not null default '',
  recorded_by uuid not null references person (id),
  recorded_at timestamptz not null
);
create index request_dispute_of on request_dispute (request_id);
create index request_dispute_filed on request_dispute (filed_on);
-- One case is recorded once.
create unique index request_dispute_case on request_dispute (request_id, kind, case_number);

-- Requests by applicant and month: what a fee by items counts.
create index matter_request_received on matter (received_on) where kind = 'request';
