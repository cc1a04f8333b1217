-- How many working days each step was meant to take and took: the office's own goal beside the periods of law, shown, chased and counted.

-- The goal of the state a matter is in; null where none is set. Its last day is `target_on`.
alter table matter add column target_days smallint check (target_days between 1 and 250);

-- One row for each state with a goal a matter has been in.
create table matter_stay (
  id          bigint generated always as identity primary key,
  matter_id   uuid not null references matter,
  state       text not null,
  -- Whose turn it was. While a role of the whole bureau is awaited nobody knows; then the unit of whoever took the step.
  unit_id     uuid references unit,
  since_on    date not null,
  target_days smallint not null check (target_days between 1 and 250),
  target_on   date not null,
  left_on     date,
  check (left_on >= since_on)
);
create unique index matter_stay_open on matter_stay (matter_id) where left_on is null;
create index matter_stay_by_day on matter_stay (left_on);
