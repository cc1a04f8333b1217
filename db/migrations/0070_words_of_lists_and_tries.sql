-- What is said when a list of retention is decided may name people, and lies where other words of steps lie; packages that are made count their tries.

-- Of a request, or of a list of retention: never of both.
alter table request_words alter column request_id drop not null;
alter table request_words add column list_id uuid references retention_list (id);
alter table request_words add check (num_nonnulls(request_id, list_id) = 1);
create index request_words_of_list on request_words (list_id, said_at) where list_id is not null;
-- What was said before this day stands in the journal, which nothing leaves.
alter table retention_list drop column opinion;

-- Taken up so often, a package that brings down whoever makes it is set aside.
alter table request_archive add column tries int not null default 0;
