-- A change of information that is out is owed by a day of its own (条例第二十六条), columns carry the tags and the inspection they are counted by.

-- The day the information changed, of a text that says so: the public is told, so it is signed with the text.
alter table document_revision add column changed_on date;

-- The day the information changed, of a correction that is a change; the last day of the period that a release met or missed.
alter table release
  add column changed_on date check (changed_on is null or kind = 'correct'),
  add column due_on date;
update release r set due_on = m.due_on from matter m
  where m.id = r.document_id and r.kind = 'release' and r.released_at is not null;
create function release_bears_the_signed_day() returns trigger language plpgsql as $$
begin
  if new.kind = 'correct' and exists (select from document_revision r
      where r.id = new.revision_id and r.changed_on is distinct from new.changed_on) then
    raise exception 'the day of the change is not the one that was signed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger release_bears_the_signed_day before insert or update on release
  for each row execute function release_bears_the_signed_day();
