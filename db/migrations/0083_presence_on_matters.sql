-- Who is at the page of a matter now, to read it or to write about it: of every kind of matter, as it was of documents alone. Rows not renewed say nothing
-- after a minute and are taken away; nothing of it is history.

drop table editing_presence;
create table matter_presence (
  matter_id uuid not null references matter,
  person_id uuid not null references person,
  doing     text not null check (doing in ('reading', 'writing')),
  unit_id   uuid references unit,
  since     timestamptz not null,
  seen_at   timestamptz not null,
  primary key (matter_id, person_id, doing)
);
create index matter_presence_by_age on matter_presence (seen_at);
comment on table matter_presence is 'Who is at the page of a matter; worth nothing a minute after the last sign';
