-- What is kept of a request and for how long: words of steps beside the journal, the package of its file, and what must go with it.

-- What somebody wrote when taking a step (a reason, an opinion, what proves something): it may name people. The journal, which nothing leaves, has a keyed hash.
create table request_words (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  step text not null,
  -- By field; under encryption.
  words bytea not null,
  said_at timestamptz not null,
  cleared_at timestamptz
);
create index request_words_of on request_words (request_id);
comment on column request_words.words is 'sealed {field: text}; no bytes once the request is anonymised';

-- What was looked at when a code was handed out anew names people and goes with them; that it was checked, by whom and when, stays as it was written.
create table request_code_check_words (
  check_id uuid primary key references request_code_check (id),
  evidence text not null
);
insert into request_code_check_words (check_id, evidence) select id, evidence from request_code_check;
alter table request_code_check drop column evidence;

-- 归档包: everything that stands on file of one request in one .zip, cut into pieces, each under encryption. A request that was taken up again gets another.
create table request_archive (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  number int not null check (number > 0),
  state text not null check (state in ('waiting', 'ready', 'failed')),
  failure text,
  check ((state = 'failed') = (failure is not null)),
  asked_by uuid not null references person (id),
  asked_at timestamptz not null,
  -- The last entry of its journal when it was made: what came later is not in it.
  up_to int,
  claimed_at timestamptz,
  made_at timestamptz,
  size bigint check (size > 0),
  files int check (files > 0),
  package_hash text,
  check ((state = 'ready') = (package_hash is not null) and (package_hash is null) = (size is null)
    and (package_hash is null) = (files is null) and (package_hash is null) = (made_at is null) and (package_hash is null) = (up_to is null)),
  cleared_at timestamptz,
  unique (request_id, number)
);
create index request_archive_waiting on request_archive (asked_at) where state = 'waiting';
create index request_archive_asked_by on request_archive (asked_by);
create unique index request_archive_under_way on request_archive (request_id) where state = 'waiting';
revoke delete, truncate on request_archive from sunlit_office;
comment on table request_archive is 'hash and size of a package stay when its bytes have gone';

create table request_archive_piece (
  archive_id uuid not null references request_archive (id),
  piece int not null check (piece > 0),
  sealed bytea not null,
  primary key (archive_id, piece)
);
