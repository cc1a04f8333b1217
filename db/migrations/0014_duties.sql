-- What a matter asks of somebody beside moving it on: to judge a report, to decide an extension, to answer a notice. Stands in their to-do list until done.
create table duty (
  id        uuid primary key default gen_random_uuid(),
  matter_id uuid not null references matter,
  key       text not null,
  role      text not null,
  -- Null: anyone in the matter's bureau with the role.
  unit_id   uuid references unit,
  task      text not null,
  due_on    date,
  opened_at timestamptz not null,
  done_at   timestamptz
);
create unique index duty_open on duty (matter_id, key) where done_at is null;
create index duty_by_role on duty (role) where done_at is null;
