-- Lists over a hundred thousand matters: by their title, by words, and what they may be filtered by.

-- Turned to any page by title; whether somebody may see a row is read off the index.
create index matter_by_title on matter (title, id)
  include (kind, bureau_id, lead_unit_id, assignee_id, started_by, restricted, state, closed_on);
-- What one person has been given.
create index matter_assigned on matter (assignee_id) where assignee_id is not null;
-- Who has a part in something and does not lead it: few among all who lead.
create index matter_unit_beside on matter_unit (unit_id, matter_id) where part <> 'lead';

-- Two characters that stand side by side: most Chinese words are two characters long, and what is shorter than three no trigram finds.
create function pairs_of(words text) returns text[]
  language sql immutable strict parallel safe
  return array(select distinct substr(words, n, 2) from generate_series(1, length(words) - 1) as n);

-- What a matter is called, in small letters, as lists look for it. Kept by triggers, so that no command can forget it; nothing of it is a fact of its own.
create table matter_words (
  matter_id uuid primary key references matter (id) on delete cascade,
  words text not null,
  pairs text[] not null generated always as (pairs_of(words)) stored
);
comment on table matter_words is 'Title and number of a matter as lists look for them; kept by triggers';
create index matter_words_pairs on matter_words using gin (pairs);

create function keep_matter_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into matter_words (matter_id, words) values (new.id, lower(new.title || E'\n' || new.number))
  on conflict (matter_id) do update set words = excluded.words;
  return null;
end
$$;
revoke all on function keep_matter_words() from public;
create trigger matter_words_of_new after insert on matter for each row execute function keep_matter_words();
create trigger matter_words_of_changed after update of title, number on matter for each row
  when ((new.title, new.number) is distinct from (old.title, old.number)) execute function keep_matter_words();

insert into matter_words (matter_id, words) select id, lower(title || E'\n' || number) from matter;

-- Written by the triggers alone.
revoke insert, update, delete, truncate on matter_words from sunlit_office;

-- A letter is printed in the act that signs it: there is none that waits to be printed.
drop index request_letter_unprinted;
