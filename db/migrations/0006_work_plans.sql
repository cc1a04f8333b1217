-- Work plans: the imported document, its items as matters, what units do about them, and how it is judged.

create table work_plan_import (
  id           uuid primary key default gen_random_uuid(),
  bureau_id    uuid not null references unit,
  -- In whose name the publication will be drafted.
  unit_id      uuid not null references unit,
  file_name    text not null,
  file_hash    text references stored_file,
  fingerprint  text not null,
  -- What the reader understood; never changed. What a person corrected stands beside it.
  reading      jsonb not null,
  corrections  jsonb not null default '{}',
  state        text not null default 'draft' check (state in ('draft', 'confirmed', 'discarded')),
  plan_id      uuid,
  made_by      uuid not null references person,
  made_at      timestamptz not null,
  version      integer not null default 1,
  check ((state = 'confirmed') = (plan_id is not null))
);
create index work_plan_import_open on work_plan_import (bureau_id, made_at desc) where state = 'draft';

create table work_plan (
  id               uuid primary key default gen_random_uuid(),
  bureau_id        uuid not null references unit,
  unit_id          uuid not null references unit,
  title            text not null,
  document_number  text,
  year             integer not null check (year between 1949 and 2999),
  issued_on        date not null,
  source           text,
  fingerprint      text not null,
  edition          integer not null default 1,
  -- The edition this one takes the place of.
  previous_plan_id uuid references work_plan unique,
  reading          jsonb not null,
  -- The publication that takes it through the door.
  document_id      uuid not null references document,
  made_by          uuid not null references person,
  made_at          timestamptz not null,
  -- The same document is a plan once in a bureau.
  unique (bureau_id, fingerprint),
  check ((edition = 1) = (previous_plan_id is null))
);
alter table work_plan_import add foreign key (plan_id) references work_plan;

create table work_plan_section (
  plan_id  uuid not null references work_plan,
  position integer not null,
  number   text not null,
  title    text not null,
  primary key (plan_id, position)
);

create table work_item (
  id          uuid primary key references matter,
  plan_id     uuid not null references work_plan,
  section     integer not null,
  position    integer not null,
  number      text not null,
  title       text not null,
  text        text not null,
  -- As printed, each with its verbatim words, and who they were taken to be.
  annotations jsonb not null,
  parties     jsonb not null,
  deadlines   jsonb not null,
  -- printed: in the plan; set: by a person at import; year-end: none printed, our choice; standing: never over.
  due_basis   text not null check (due_basis in ('printed', 'set', 'year-end', 'standing')),
  first_due_on date,
  -- How often a report is owed where nothing ends the work.
  rhythm      text check (rhythm in ('monthly', 'quarterly')),
  -- Collective words a person has still to narrow, and who that is.
  open_classes jsonb not null default '[]',
  foreign key (plan_id, section) references work_plan_section (plan_id, position),
  unique (plan_id, section, position)
);

create table work_measure (
  id       uuid primary key default gen_random_uuid(),
  item_id  uuid not null references work_item,
  unit_id  uuid not null references unit,
  text     text not null,
  due_on   date,
  done_on  date,
  made_at  timestamptz not null,
  -- Replaced by a later plan of measures; kept, because it was once the plan.
  dropped_at timestamptz
);
create index work_measure_by_item on work_measure (item_id) where dropped_at is null;

create table progress_report (
  id          uuid primary key default gen_random_uuid(),
  item_id     uuid not null references work_item,
  unit_id     uuid not null references unit,
  kind        text not null check (kind in ('lead', 'cooperating', 'completion')),
  reported_on date not null,
  percent     integer not null check (percent between 0 and 100),
  text        text not null,
  attachments jsonb not null default '[]',
  reported_by uuid not null references person,
  reported_at timestamptz not null,
  verdict     text check (verdict in ('accepted', 'returned')),
  reason      text,
  decided_by  uuid references person,
  decided_at  timestamptz,
  -- Whoever reported does not judge the report.
  check (decided_by is null or decided_by <> reported_by),
  check ((verdict is null) = (decided_at is null)),
  check (verdict is distinct from 'returned' or reason is not null)
);
create index progress_report_by_item on progress_report (item_id, reported_at);

create table due_extension (
  id         uuid primary key default gen_random_uuid(),
  item_id    uuid not null references work_item,
  from_on    date not null,
  to_on      date not null,
  reason     text not null,
  asked_by   uuid not null references person,
  asked_at   timestamptz not null,
  granted    boolean,
  opinion    text,
  decided_by uuid references person,
  decided_at timestamptz,
  check (to_on > from_on),
  check (decided_by is null or decided_by <> asked_by)
);
create unique index due_extension_one_open on due_extension (item_id) where granted is null;

create table supervision_notice (
  id          uuid primary key default gen_random_uuid(),
  item_id     uuid not null references work_item,
  number      text not null unique,
  unit_id     uuid not null references unit,
  demand      text not null,
  reply_by    date not null,
  issued_by   uuid not null references person,
  issued_on   date not null,
  reply       text,
  attachments jsonb not null default '[]',
  replied_by  uuid references person,
  replied_on  date,
  check ((reply is null) = (replied_on is null))
);
create index supervision_notice_open on supervision_notice (unit_id, reply_by) where replied_on is null;
create index supervision_notice_by_item on supervision_notice (item_id);

create table execution_evaluation (
  id          uuid primary key default gen_random_uuid(),
  plan_id     uuid not null references work_plan,
  item_id     uuid references work_item,
  method      text not null,
  conclusion  text not null,
  adjustment  text,
  made_by     uuid not null references person,
  made_on     date not null,
  document_id uuid references document
);
create index execution_evaluation_by_plan on execution_evaluation (plan_id);

-- Stakeholders' opinions in their own words, kept apart from what was made of them.
create table evaluation_opinion (
  id            uuid primary key default gen_random_uuid(),
  evaluation_id uuid not null references execution_evaluation,
  position      integer not null,
  speaker       text not null,
  channel       text not null,
  heard_on      date not null,
  verbatim      text not null,
  unique (evaluation_id, position)
);
create trigger evaluation_opinion_append_only before update or delete on evaluation_opinion for each row execute function refuse_change();
revoke update, delete, truncate on evaluation_opinion from sunlit_office;
