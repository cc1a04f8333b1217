-- A unit's part of a matter and an opinion asked of a unit have days of their own: they climb the ladder of supervision by these.
alter table supervision_rung add column about text not null default 'matter' check (about in ('matter', 'part', 'countersign'));
alter table supervision_rung add column unit_id uuid references unit;
alter table supervision_rung add constraint supervision_rung_unit check ((about = 'matter') = (unit_id is null));
alter table supervision_rung drop constraint supervision_rung_pkey;
alter table supervision_rung add column id bigint generated always as identity primary key;
create unique index supervision_rung_once on supervision_rung (matter_id, due_on, rung, about, unit_id) nulls not distinct;
create index supervision_rung_by_unit on supervision_rung (unit_id) where unit_id is not null;
create index matter_unit_by_due on matter_unit (due_on) where done_on is null and due_on is not null;
create index countersign_by_due on countersign (due_on) where answered_at is null;
