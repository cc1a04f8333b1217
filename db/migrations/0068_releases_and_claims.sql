-- What went out with a reply is inserted and never overwritten: a request that is answered anew has two releases, each with its letter, and
-- whoever is answered with it receives them by the letter. Background work counts its tries; a copy is examined by somebody without a hand in it.

create table redaction_release (
  id uuid primary key default uuidv7(),
  letter_id uuid not null references request_letter (id),
  copy_id uuid not null references redaction_copy (id),
  -- As the letter numbers it: 公开件1, 公开件2.
  position int not null check (position > 0),
  released_at timestamptz not null,
  unique (letter_id, copy_id),
  unique (letter_id, position)
);
create index redaction_release_copy on redaction_release (copy_id);
comment on table redaction_release is 'a copy of a record left the house with a letter; append-only';

insert into redaction_release (id, letter_id, copy_id, position, released_at)
select c.id, c.letter_id, c.id, row_number() over (partition by c.letter_id order by c.record_id, c.id), c.released_at
from redaction_copy c where c.released_at is not null;

create trigger redaction_release_append_only before update or delete on redaction_release for each row execute function refuse_change();
create trigger redaction_release_no_truncate before truncate on redaction_release execute function refuse_change();
revoke update, delete, truncate on redaction_release from sunlit_office;

alter table redaction_copy drop column letter_id, drop column released_at;

create function released_as_examined() returns trigger language plpgsql as $$
begin
  if not exists (select from redaction_copy where id = new.copy_id and state = 'passed' and examined_by is not null) then
    raise exception 'a copy leaves the house once it has passed the gate and was examined';
  end if;
  return new;
end $$;
create trigger redaction_release_examined before insert on redaction_release for each row execute function released_as_examined();

-- Four eyes, in the rows as they stand; the command asks the journal too, where hands that were drawn over are still to be read.
create function examined_by_another() returns trigger language plpgsql as $$
begin
  if exists (select from request_record where id = new.record_id and added_by = new.examined_by)
    or exists (select from redaction_box where record_id = new.record_id and new.examined_by in (drawn_by, removed_by))
    or exists (select from request_record_page where record_id = new.record_id and flagged_by = new.examined_by)
    or exists (select from redaction_word where record_id = new.record_id and new.examined_by in (said_by, dropped_by)) then
    raise exception 'who had a hand in a record does not examine its copy';
  end if;
  return new;
end $$;
create trigger redaction_copy_examined before update of examined_by on redaction_copy
  for each row when (new.examined_by is not null) execute function examined_by_another();

-- Taken up so often, a file that brings down whoever opens it is set aside.
alter table request_record add column tries int not null default 0;
alter table redaction_copy add column tries int not null default 0;
