-- An online form is closed for a time (maintenance, a breakdown, a closed office): said by one, agreed to by another, with the reason that the public reads and the hour at which it opens again.
create table form_closure (
  id uuid primary key default uuidv7(),
  -- Key of the form, as a feature declares it.
  form text not null,
  reason text not null,
  closes_at timestamptz not null,
  opens_at timestamptz not null,
  check (opens_at > closes_at),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null,
  agrees boolean,
  opinion text,
  decided_by uuid references person (id),
  decided_at timestamptz,
  withdrawn_at timestamptz,
  -- Opened again before its time; one person is enough for that.
  ended_by uuid references person (id),
  ended_at timestamptz,
  check ((agrees is null) = (decided_at is null) and (agrees is null) = (decided_by is null)),
  check (decided_by <> proposed_by),
  check (withdrawn_at is null or agrees is null),
  check ((ended_by is null) = (ended_at is null)),
  check (ended_at is null or agrees)
);
create index form_closure_proposer on form_closure (proposed_by);
create index form_closure_decider on form_closure (decided_by);
create index form_closure_ender on form_closure (ended_by);
-- One at a time waits for each form.
create unique index form_closure_open on form_closure (form) where agrees is null and withdrawn_at is null;
revoke delete, truncate on form_closure from sunlit_office;

-- As the public reads it; what was opened again early is taken away.
create table portal.form_closure (
  id uuid primary key,
  form text not null,
  reason text not null,
  closes_at timestamptz not null,
  opens_at timestamptz not null
);
