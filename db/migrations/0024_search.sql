-- Search over everything released (ADR 10): a narrow table of words beside the wide one of pages, the texts of which excerpts are made,
-- the words people may have meant, and what was looked for in vain.

create sequence portal.search_ordinal;
grant usage on sequence portal.search_ordinal to sunlit_publisher;

create table portal.search_entry (
  document_id uuid primary key references portal.document on delete cascade,
  -- In the order of first release: the newest are looked through first.
  ordinal     bigint not null unique,
  column_key  text not null,
  released_at timestamptz not null,
  title_key   text not null,
  number_key  text,
  -- 〔2026〕12号 without the letters before it, as people remember it.
  number_tail text,
  index_key   text not null,
  -- By which edition of the making of words it was made; an older one is made anew.
  edition     integer not null,
  -- Without positions: only ever asked through the index.
  words       tsvector not null
);
create index search_entry_words on portal.search_entry using gin (words) with (gin_pending_list_limit = 1024);
create index search_entry_title on portal.search_entry (title_key text_pattern_ops);
create index search_entry_number on portal.search_entry (number_key text_pattern_ops) where number_key is not null;
create index search_entry_tail on portal.search_entry (number_tail) where number_tail is not null;
create index search_entry_index on portal.search_entry (index_key text_pattern_ops);

-- What excerpts are cut from: 0 is the document itself, from 1 its attachments in their order.
create table portal.search_text (
  document_id uuid not null references portal.search_entry on delete cascade,
  n           integer not null check (n >= 0),
  name        text,
  text        text not null,
  terms       text[] not null default '{}',
  primary key (document_id, n)
);

-- Words of titles and key words of what can be read, how they sound, and in how many documents they stand.
create table portal.search_term (
  term      text primary key,
  sound     text not null,
  initials  text not null,
  pairs     text[] not null,
  documents integer not null check (documents > 0)
);
create index search_term_prefix on portal.search_term (term text_pattern_ops);
create index search_term_sound on portal.search_term (sound text_pattern_ops);
create index search_term_initials on portal.search_term (initials text_pattern_ops);
create index search_term_pairs on portal.search_term using gin (pairs);

-- The text of a released file, read once for each content, wherever it hangs.
create table file_text (
  hash       text primary key,
  text       text not null,
  -- Why there is none: a scan, a picture, a password.
  refusal    text,
  read_at    timestamptz not null
);

-- Searches that found nothing: the words and the day, nothing of the person. Counted by the portal, added up by the office.
create table intake.search_in_vain (
  id          bigint generated always as identity primary key,
  words       text not null check (length(words) between 1 and 60),
  times       integer not null check (times > 0),
  searched_at timestamptz not null
);
revoke insert on intake.search_in_vain from sunlit_portal;
grant insert (words, times, searched_at) on intake.search_in_vain to sunlit_portal;

create table search_in_vain (
  words text not null,
  day   date not null,
  times integer not null check (times > 0),
  primary key (words, day)
);

-- What the openness office puts above the results, and words that mean the same, each with its days (bounds included).
create table search_help (
  id          uuid primary key default gen_random_uuid(),
  kind        text not null check (kind in ('best-bet', 'synonym')),
  words       text not null check (length(words) between 1 and 60),
  -- Of a synonym.
  means       text,
  -- Of a best bet.
  document_id uuid references document,
  from_on     date not null,
  until_on    date,
  made_by     uuid not null references person,
  made_at     timestamptz not null,
  ended_at    timestamptz,
  check ((kind = 'synonym') = (means is not null)),
  check ((kind = 'best-bet') = (document_id is not null)),
  check (until_on is null or until_on >= from_on)
);
create table portal.search_help (
  id          uuid primary key,
  kind        text not null,
  words_key   text not null,
  means       text,
  document_id uuid,
  from_on     date not null,
  until_on    date
);
create index portal_search_help_words on portal.search_help (words_key);

drop index portal.portal_document_search;
alter table portal.document drop column search;

-- Was this page useful: yes or no, without cookies, added up by the office.
create table intake.usefulness (
  id      bigint generated always as identity primary key,
  path    text not null check (length(path) <= 400),
  useful  boolean not null,
  told_at timestamptz not null
);
revoke insert on intake.usefulness from sunlit_portal;
grant insert (path, useful, told_at) on intake.usefulness to sunlit_portal;
create table usefulness (
  path text not null,
  day  date not null,
  yes  integer not null default 0,
  no   integer not null default 0,
  primary key (path, day)
);
