-- What a reply brings is many files: for the applicant it lies ready as one package too, made once when the reply has left and never changed.

create table request_package (
  id uuid primary key default uuidv7(),
  letter_id uuid not null unique references request_letter (id),
  state text not null check (state in ('waiting', 'ready', 'failed')),
  -- For people: why there is none.
  failure text,
  check ((state = 'failed') = (failure is not null)),
  asked_at timestamptz not null,
  claimed_at timestamptz,
  tries int not null default 0,
  made_at timestamptz,
  size int check (size > 0),
  files int check (files > 0),
  package_hash text,
  sealed bytea,
  cleared_at timestamptz,
  check ((state = 'ready') = (package_hash is not null) and (package_hash is null) = (size is null)
    and (package_hash is null) = (files is null) and (package_hash is null) = (made_at is null)),
  check ((sealed is not null) = (state = 'ready' and cleared_at is null))
);
create index request_package_waiting on request_package (asked_at) where state = 'waiting';
revoke delete, truncate on request_package from sunlit_office;
comment on table request_package is 'the reply, the copies that went out with it and a list of them; hash and size stay when the bytes have gone';
comment on column request_package.sealed is 'sealed zip; it names people';

-- What lay ready for the applicant once is what lies there: nothing but its going is written on it.
create function package_stays() returns trigger language plpgsql as $$
begin
  if old.state = 'ready' and (new.package_hash is distinct from old.package_hash or new.size is distinct from old.size
    or new.letter_id is distinct from old.letter_id or new.state is distinct from old.state
    or (new.sealed is distinct from old.sealed and new.sealed is not null)) then
    raise exception 'a package that was made is not changed';
  end if;
  return new;
end $$;
create trigger request_package_stays before update on request_package for each row execute function package_stays();
