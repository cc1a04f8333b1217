-- Addresses that have moved: proposed by one, decided by another, and never a loop.
create table redirect (
  id          uuid primary key default gen_random_uuid(),
  from_path   text not null check (from_path ~ '^/' and length(from_path) <= 300),
  to_path     text not null check (to_path ~ '^/' and length(to_path) <= 300),
  reason      text not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  agrees      boolean,
  decided_by  uuid references person,
  decided_at  timestamptz,
  opinion     text,
  retired_at  timestamptz,
  check (decided_by is null or decided_by <> proposed_by),
  check (from_path <> to_path)
);
create unique index redirect_one_each on redirect (from_path) where retired_at is null and agrees is not false;
revoke delete, truncate on redirect from sunlit_office;

create table portal.redirect (
  from_path text primary key,
  to_path   text not null
);
