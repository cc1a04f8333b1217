-- A matter may be restricted to named people (限定知悉范围): then a part of a unit shows it to nobody, only what its kind says of restricted matters
-- (`visibleWhenRestricted`) and these people. The row goes when the restriction is lifted; when and why stands in the journal.
create table matter_restriction (
  matter_id  uuid primary key references matter,
  person_ids uuid[] not null,
  by_id      uuid references person,
  since      timestamptz not null
);
comment on table matter_restriction is 'Matters restricted to named people, as long as they are';
