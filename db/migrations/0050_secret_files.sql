-- A file that turns out to be secret is not for this system (保密法): its bytes and its words go, for everybody and for good. That it was here,
-- and who took it away for what reason, stays.
alter table stored_file add column cleared_at timestamptz;
alter table attachment
  add column cleared_at timestamptz,
  add column cleared_by uuid references person,
  -- The name of the file says too much itself.
  add column name_hidden boolean not null default false,
  add constraint attachment_cleared_is_removed check (cleared_at is null or (removed_at is not null and cleared_by is not null));

-- What a text went out with is taken away for nothing else, whoever writes (0048).
create function released_material_stays() returns trigger language plpgsql as $$
begin
  if new.cleared_at is null and released_with(new.id) then
    raise exception 'a text went out with this file' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger released_material_stays before update of removed_at on attachment for each row
  when (old.removed_at is null and new.removed_at is not null) execute function released_material_stays();
