-- The register of units, the words they are known by, and who holds which post when.

create table unit (
  id           uuid primary key default gen_random_uuid(),
  key          text not null unique check (key ~ '^[a-z0-9-]+$'),
  kind         text not null check (kind in ('bureau', 'department', 'affiliated', 'city-bureau', 'county-bureau', 'leading-group', 'external')),
  name         text not null unique,
  short_name   text,
  parent_id    uuid references unit,
  -- A leading group's office is set in a department (办公室设在…).
  office_unit_id uuid references unit,
  region_code  text,
  functions    text,
  address      text,
  office_hours text,
  phone        text,
  email        text,
  position     integer not null default 0,
  founded_on   date,
  closed_on    date,
  -- The bureau down to this unit, both included; kept by the register's commands.
  path         uuid[] not null,
  version      integer not null default 1,
  check (kind = 'leading-group' or office_unit_id is null)
);
create index unit_by_parent on unit (parent_id, position);
create index unit_by_path on unit using gin (path);

create table unit_alias (
  alias   text not null,
  unit_id uuid not null references unit on delete cascade,
  note    text,
  primary key (alias, unit_id)
);

-- Collective words found in documents: 局机关各处, 直属各单位, 各相关处. Members are a rule, so that a new unit is in at once.
create table unit_class (
  key         text primary key,
  name        text not null unique,
  aliases     text[] not null default '{}',
  bureau_id   uuid not null references unit,
  kinds       text[] not null,
  -- An open class (各相关处) names nobody until a person says which units are meant.
  open        boolean not null default false
);

create table person (
  id         uuid primary key default gen_random_uuid(),
  name       text not null,
  email      text,
  -- Encrypted at field level; shown masked, each full view logged.
  phone      bytea,
  phone_tail text,
  staff_number text unique,
  active     boolean not null default true,
  version    integer not null default 1
);

create table post (
  id       uuid primary key default gen_random_uuid(),
  unit_id  uuid not null references unit,
  title    text not null,
  roles    text[] not null default '{}',
  position integer not null default 0,
  -- Shown on the portal with the holder's name (负责人).
  public   boolean not null default false,
  abolished_on date,
  unique (unit_id, title)
);

create table post_holding (
  id        uuid primary key default gen_random_uuid(),
  post_id   uuid not null references post,
  person_id uuid not null references person,
  from_on   date not null,
  until_on  date,
  check (until_on is null or until_on >= from_on)
);
create index post_holding_by_person on post_holding (person_id, from_on);
create index post_holding_by_post on post_holding (post_id, from_on);

-- Acting for somebody absent. The delegate has the roles of the absent person's posts, in their units, for these days.
create table delegation (
  id             uuid primary key default gen_random_uuid(),
  from_person_id uuid not null references person,
  to_person_id   uuid not null references person,
  from_on        date not null,
  until_on       date not null,
  roles          text[] not null,
  reason         text not null,
  made_by        uuid not null references person,
  made_at        timestamptz not null,
  ended_at       timestamptz,
  check (from_person_id <> to_person_id),
  check (until_on >= from_on)
);
create index delegation_by_receiver on delegation (to_person_id, from_on);
