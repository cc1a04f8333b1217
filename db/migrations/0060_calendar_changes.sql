-- A year's arrangement of holidays moves the dates of what is under way: it is proposed by one, looked at as a list of what moves, and put in force by another.
create table calendar_change (
  id uuid primary key default uuidv7(),
  year integer not null check (year between 2000 and 2200),
  notice_title text not null,
  notice_number text,
  announced_on date not null,
  -- The whole arrangement of the year, as the notice has it: [{on, kind, name}].
  days jsonb not null,
  reason text,
  -- Null where it came with a newer product; then the version of the year in the product's own list.
  proposed_by uuid references person (id),
  product_version integer,
  check ((proposed_by is null) = (product_version is not null)),
  proposed_at timestamptz not null,
  agrees boolean,
  opinion text,
  decided_by uuid references person (id),
  decided_at timestamptz,
  -- Of the list of what moves, as it stood before the eyes of who put it in force.
  preview_hash text,
  withdrawn_at timestamptz,
  check ((agrees is null) = (decided_at is null) and (agrees is null) = (decided_by is null)),
  check (decided_by <> proposed_by),
  check (agrees is not true or preview_hash is not null),
  check (withdrawn_at is null or agrees is null)
);
create index calendar_change_proposer on calendar_change (proposed_by);
create index calendar_change_decider on calendar_change (decided_by);
-- One at a time for each year: what is looked at is what will be in force.
create unique index calendar_change_open on calendar_change (year) where agrees is null and withdrawn_at is null;
revoke delete, truncate on calendar_change from sunlit_office;

-- What moved when it was put in force: one row, and one journal entry of the matter, for each.
create table calendar_change_matter (
  change_id uuid not null references calendar_change (id),
  matter_id uuid not null references matter (id),
  due_before date,
  due_on date not null,
  provisional boolean not null,
  -- How many people were told.
  told integer not null,
  primary key (change_id, matter_id)
);
create index calendar_change_matter_of on calendar_change_matter (matter_id);
create trigger calendar_change_matter_append_only before update or delete on calendar_change_matter for each row execute function refuse_change();
create trigger calendar_change_matter_no_truncate before truncate on calendar_change_matter execute function refuse_change();
revoke update, delete, truncate on calendar_change_matter from sunlit_office;
