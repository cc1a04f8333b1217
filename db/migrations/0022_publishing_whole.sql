-- Publishing, whole: what is not for the public is not for the whole bureau; the legality review is a signature; findings of the gate are
-- confirmed in writing; documents go out in sets; what went out in an emergency owes its reviews; what is kept is judged anew each year.

alter table matter add column restricted boolean not null default false;
update matter m set restricted = true from document d join document_revision r on r.id = d.current_revision_id
  where d.id = m.id and m.kind = 'publication' and (r.disclosure <> 'active'
    or exists (select from release x where x.document_id = d.id and x.kind = 'withdraw' and x.cause in ('secrecy', 'privacy', 'trade-secret')));

alter table document_revision add column topic text;
alter table portal.document
  add column topic text,
  -- The last day of a notice that is shown for a period (公示): afterwards it stays readable as ended.
  add column expires_on date;
create index portal_document_by_topic on portal.document (topic, first_released_at desc, id) where withdrawn_at is null;

alter table signature
  drop constraint signature_step_check,
  add constraint signature_step_check check (step in ('department-review', 'secrecy-review', 'legality-review', 'issue')),
  -- Of a secrecy review: what the gate found and the reviewer took responsibility for, each with a reason.
  add column confirmations jsonb not null default '[]';

-- What a scan of these bytes or this text found, by one edition of the rules. A cache: it may be emptied at any time.
create table gate_scan (
  key        text not null,
  edition    text not null,
  findings   jsonb not null,
  scanned_at timestamptz not null,
  primary key (key, edition)
);

-- A release set goes out as one (三同步): its order, once given, is what lets its members out.
alter table release_set
  add column bureau_id uuid not null references unit,
  add column reason text,
  add column ordered_by uuid references person,
  add column ordered_at timestamptz,
  add column dissolved_at timestamptz,
  add column version integer not null default 1;
create table release_set_member (
  set_id      uuid not null references release_set,
  document_id uuid not null references document,
  added_by    uuid not null references person,
  added_at    timestamptz not null,
  -- False once the set has gone out or was dissolved: a document stands in one open set at most.
  open        boolean not null default true,
  primary key (set_id, document_id)
);
create unique index release_set_member_one_open on release_set_member (document_id) where open;

-- Each look at a promised release before its second; what was wrong is said to those who can mend it.
create table release_check (
  release_id uuid not null references release,
  moment     text not null check (moment in ('day-before', 'quarter-before')),
  checked_at timestamptz not null,
  defects    jsonb not null,
  primary key (release_id, moment)
);

alter table document
  -- Set while an emergency lets a document pass the reviews that can be made up for: {cause, reason, orderedBy, orderedAt}.
  add column urgent jsonb,
  -- The day on which a document that is not public is to be judged anew (条例第十八条).
  add column reassess_on date;
update document d set reassess_on = m.closed_on + 365 from matter m where m.id = d.id and m.state = 'kept' and m.closed_on is not null;

-- What an emergency release still owes (先发后审).
create table review_debt (
  document_id uuid not null references document,
  step        text not null check (step in ('department-review', 'legality-review')),
  revision_id uuid not null references document_revision,
  incurred_at timestamptz not null,
  due_on      date not null,
  settled_at  timestamptz,
  -- Null while it is open; true: reviewed and agreed, false: reviewed and not agreed. Superseded by a corrected text: settled without a verdict.
  agrees      boolean,
  settled_by  uuid references person,
  primary key (document_id, step, incurred_at)
);
create index review_debt_open on review_debt (due_on) where settled_at is null;
-- What is owed and what was looked at is not taken back.
create trigger release_check_append_only before update or delete on release_check for each row execute function refuse_change();
create trigger release_check_no_truncate before truncate on release_check execute function refuse_change();
revoke update, delete, truncate on release_check from sunlit_office;
revoke delete, truncate on review_debt from sunlit_office;
