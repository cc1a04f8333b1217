-- Records that go out with a reply (依申请公开, 条例 arts 36-37): what the handling unit attached, its pages as they are seen, what is covered on
-- them and why, and the copies that were made, checked and released. Everything that can be read of a record lies under encryption.

create table request_record (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  -- The file's name as it was sent; it may name people.
  name bytea not null,
  kind text not null check (kind in ('pdf', 'picture', 'docx', 'xlsx')),
  source bytea not null,
  -- Of an Office file, the pages it prints; made once, so that what was looked at is what is copied.
  printed bytea,
  source_hash text not null,
  source_size int not null check (source_size > 0),
  -- Pages are drawn in the background: received, then ready or failed (with a sentence for people).
  state text not null check (state in ('received', 'ready', 'failed')),
  failure text,
  check ((state = 'failed') = (failure is not null)),
  -- What the scanner says the source holds unseen: sentences, numbers masked.
  hidden jsonb not null default '[]',
  -- Grows with every change of what is covered; a copy is of one version.
  version int not null default 0,
  claimed_at timestamptz,
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid references person (id),
  removed_because text,
  check ((removed_at is null) = (removed_because is null))
);
create index request_record_of on request_record (request_id);
create unique index request_record_once on request_record (request_id, source_hash) where removed_at is null;
create index request_record_waiting on request_record (added_at) where state = 'received';
revoke delete on request_record from sunlit_office;
comment on column request_record.source is 'sealed; the source as it came, never released';

create table request_record_page (
  record_id uuid not null references request_record (id),
  page int not null check (page > 0),
  width real not null check (width > 0),
  height real not null check (height > 0),
  picture bytea not null,
  pieces bytea not null,
  -- Whether there is text to search; a scan has none and is looked through by eye.
  legible boolean not null,
  outside int not null default 0,
  flag text not null default 'open' check (flag in ('open', 'withheld')),
  reason text,
  check ((flag = 'withheld') = (reason is not null)),
  flagged_by uuid references person (id),
  flagged_at timestamptz,
  primary key (record_id, page)
);
revoke delete on request_record_page from sunlit_office;
comment on table request_record_page is 'part of a page is withheld when boxes stand on it, the whole when its flag says so';

create table redaction_copy (
  id uuid primary key default uuidv7(),
  record_id uuid not null references request_record (id),
  version int not null,
  state text not null check (state in ('making', 'refused', 'passed')),
  pdf bytea,
  pdf_hash text,
  size int,
  check ((state = 'passed') = (pdf is not null)),
  check ((pdf is null) = (pdf_hash is null) and (pdf is null) = (size is null)),
  open_pages int not null,
  partial_pages int not null,
  withheld_pages int not null,
  -- By page what was covered and by which article, as printed on the copy's last sheet.
  lines jsonb not null,
  -- What the leak gate found; it names what was covered, so it is sealed.
  findings bytea,
  claimed_at timestamptz,
  made_by uuid not null references person (id),
  made_at timestamptz not null,
  checked_at timestamptz,
  check ((state = 'making') = (checked_at is null)),
  examined_by uuid references person (id),
  examined_at timestamptz,
  opinion text,
  -- Four eyes: who made a copy does not examine it. That nobody who drew on it does either is asked by the command.
  check (examined_by is null or (examined_by <> made_by and state = 'passed')),
  letter_id uuid references request_letter (id),
  released_at timestamptz,
  check (released_at is null or (examined_by is not null and letter_id is not null))
);
create index redaction_copy_of on redaction_copy (record_id, version);
create index redaction_copy_letter on redaction_copy (letter_id) where letter_id is not null;
create index redaction_copy_waiting on redaction_copy (made_at) where state = 'making';
create unique index redaction_copy_under_way on redaction_copy (record_id) where state = 'making';
revoke delete on redaction_copy from sunlit_office;

create table redaction_box (
  id uuid primary key default uuidv7(),
  record_id uuid not null,
  page int not null,
  foreign key (record_id, page) references request_record_page (record_id, page),
  -- In points from the upper left corner of the page as it is seen.
  x real not null check (x >= 0),
  y real not null check (y >= 0),
  w real not null check (w > 0),
  h real not null check (h > 0),
  reason text not null,
  origin text not null check (origin in ('drawn', 'searched', 'personal')),
  -- The working layer is what people draw; with every copy it is written down once more as it was then.
  copy_id uuid references redaction_copy (id),
  layer text not null generated always as (case when copy_id is null then 'working' else 'released' end) stored,
  drawn_by uuid not null references person (id),
  drawn_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid references person (id),
  check ((removed_at is null) = (removed_by is null)),
  check (copy_id is null or removed_at is null)
);
create index redaction_box_on on redaction_box (record_id, page) where copy_id is null and removed_at is null;
create index redaction_box_page on redaction_box (record_id, page);
create index redaction_box_copy on redaction_box (copy_id) where copy_id is not null;
revoke delete on redaction_box from sunlit_office;

-- Words that must be nowhere in what is released ('cover'), and words of which somebody says why they may stand ('may-stand').
create table redaction_word (
  id uuid primary key default uuidv7(),
  record_id uuid not null references request_record (id),
  kind text not null check (kind in ('cover', 'may-stand')),
  word bytea not null,
  word_hash text not null,
  reason text not null,
  said_by uuid not null references person (id),
  said_at timestamptz not null,
  dropped_at timestamptz,
  dropped_by uuid references person (id),
  check ((dropped_at is null) = (dropped_by is null))
);
create unique index redaction_word_once on redaction_word (record_id, word_hash) where dropped_at is null;
create index redaction_word_of on redaction_word (record_id);
revoke delete on redaction_word from sunlit_office;
