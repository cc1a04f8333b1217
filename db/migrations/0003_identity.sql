-- Who may sign in, and what was tried: better-auth's tables under our names, and the facts about accounts that are ours.

-- One account for each person, under the person's own id. `email` is a made-up address better-auth asks for; nothing is sent to it.
create table auth_user (
  id                 uuid primary key references person,
  name               text not null,
  username           text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{2,29}$'),
  email              text not null unique,
  email_verified     boolean not null,
  image              text,
  two_factor_enabled boolean not null default false,
  created_at         timestamptz not null,
  updated_at         timestamptz not null
);

-- Our facts about the account.
create table account (
  person_id            uuid primary key references auth_user,
  must_change_password boolean not null,
  password_set_at      timestamptz not null,
  disabled_at          timestamptz,
  disabled_reason      text,
  version              integer not null default 1,
  check (disabled_at is not null or disabled_reason is null)
);

create table auth_account (
  id                       uuid primary key default gen_random_uuid(),
  user_id                  uuid not null references auth_user,
  provider_id              text not null,
  account_id               text not null,
  password                 text,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  unique (provider_id, account_id),
  unique (user_id, provider_id)
);

-- Until `signed_in_at` is set the session counts for nothing: the library makes the row, our checks come after.
create table auth_session (
  id               uuid primary key default gen_random_uuid(),
  user_id          uuid not null references auth_user,
  token            text not null unique,
  expires_at       timestamptz not null,
  ip_address       text,
  user_agent       text,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  method           text check (method in ('password', 'oidc')),
  signed_in_at     timestamptz,
  last_seen_at     timestamptz,
  second_factor_at timestamptz
);
create index auth_session_by_user on auth_session (user_id);

-- Pending second steps and sign-ins by the identity provider; one-time codes already used (`used-code:…`, a code counts once, RFC 6238, 5.2).
create table auth_verification (
  id         uuid primary key default gen_random_uuid(),
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verification_by_identifier on auth_verification (identifier);

create table auth_two_factor (
  id                        uuid primary key default gen_random_uuid(),
  user_id                   uuid not null unique references auth_user,
  -- Both encrypted by the library.
  secret                    text not null,
  backup_codes              text not null,
  verified                  boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until              timestamptz
);

-- The last passwords, so that none of them comes back. Hashes only; older ones are removed.
create table password_history (
  id        bigint generated always as identity primary key,
  person_id uuid not null references auth_user,
  hash      text not null,
  set_at    timestamptz not null
);
create index password_history_by_person on password_history (person_id, id);

-- Wrong tries, counted for the name typed (whether or not there is such an account), for the address, for a second factor.
-- `subject` is a keyed hash: people type passwords into the field for the name.
create table sign_in_brake (
  subject        text primary key,
  failures       integer not null check (failures >= 0),
  last_failed_at timestamptz not null,
  locked_until   timestamptz
);
create index sign_in_brake_by_time on sign_in_brake (last_failed_at);

-- Every attempt to sign in and every end of a session.
create table sign_in_event (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  -- Null when the name belongs to nobody.
  person_id    uuid references auth_user,
  method       text not null check (method in ('password', 'second-factor', 'recovery-code', 'oidc')),
  outcome      text not null check (outcome in ('signed-in', 'second-factor-asked', 'wrong', 'locked', 'disabled', 'unknown-person', 'signed-out', 'idle', 'expired')),
  address_hash text not null,
  user_agent   text not null
);
create index sign_in_event_by_time on sign_in_event (at);
create index sign_in_event_by_person on sign_in_event (person_id, at);
create trigger sign_in_event_append_only before update or delete on sign_in_event for each row execute function refuse_change();
create trigger sign_in_event_no_truncate before truncate on sign_in_event execute function refuse_change();
revoke update, delete, truncate on sign_in_event from sunlit_office;
