-- Wording the scan objects to and this house has found to be right: a term beside these characters.
create table allowed_wording (
  id         uuid primary key default gen_random_uuid(),
  term       text not null check (length(term) between 1 and 60),
  neighbour  text not null check (length(neighbour) <= 60),
  reason     text not null,
  added_by   uuid not null references person,
  added_at   timestamptz not null,
  removed_at timestamptz
);
create unique index allowed_wording_once on allowed_wording (term, neighbour) where removed_at is null;
revoke delete, truncate on allowed_wording from sunlit_office;
