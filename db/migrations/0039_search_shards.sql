-- Each shard of 8,192 documents released one after another has word lists of its own (ADR 10): its number stands before each word, so that
-- looking through the newest reads no list of all the years.

drop index portal.search_entry_words;

update portal.search_entry
set edition = 2,
  words = array_to_tsvector(array(
    select (ordinal >> 13)::text || '~' || word from unnest(tsvector_to_array(words)) word where word not like '~%'))
where edition = 1;

alter table portal.search_entry add column shard integer not null generated always as (ordinal >> 13) stored;

create index search_entry_words on portal.search_entry using gin (words) with (gin_pending_list_limit = 1024);

-- Questions of subscriptions are put in the same words: '药品' becomes '~药品', of whichever shard.
update subscription
set words_edition = 2, words = regexp_replace(words, '''((?:[^'']|'''')+)''', '''~\1''', 'g')
where words_edition = 1;
