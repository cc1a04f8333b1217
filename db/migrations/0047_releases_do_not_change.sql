-- What went out went out then, late or in time: whoever writes, a release that happened is not changed (0021 keeps it from being deleted).
create function release_that_happened_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a release that happened does not change' using errcode = 'restrict_violation';
end $$;
create trigger release_that_happened_stays before update on release for each row
  when (old.released_at is not null) execute function release_that_happened_stays();
