-- Until the office confirms an application its sender may put another text in place of the first, which stays as it came; and before the form a page
-- asks whether an application is the right way.
create table request_replacement (
  -- That of the answer it came by.
  id uuid primary key references request_answer (id) deferrable initially deferred,
  request_id uuid not null references request (id),
  text text not null,
  -- SHA-256 of receipt and text: what the sender was given when sending it.
  content_hash text not null,
  sent_at timestamptz not null,
  recorded_at timestamptz not null
);
create index request_replacement_of on request_replacement (request_id, sent_at);
revoke delete, truncate on request_replacement from sunlit_office;

create function replacement_stays_as_it_came() returns trigger
  language plpgsql set search_path = pg_catalog, public
  as $$
begin
  if (new.id, new.request_id, new.content_hash, new.sent_at, new.recorded_at)
    is distinct from (old.id, old.request_id, old.content_hash, old.sent_at, old.recorded_at)
    or (new.text is distinct from old.text and not exists (
      select from request r where r.id = old.request_id and r.anonymised_at is not null)) then
    raise exception 'a replaced text stays as it came' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger request_replacement_as_it_came before update on request_replacement
  for each row execute function replacement_stays_as_it_came();

-- What is asked for: the text that was sent last before it was confirmed.
create function asked_text(asked request) returns text
  language sql stable set search_path = pg_catalog, public
  as $$ select coalesce((select p.text from request_replacement p where p.request_id = asked.id order by p.sent_at desc limit 1), asked.description) $$;

alter table request_answer drop constraint request_answer_kind_check;
alter table request_answer add constraint request_answer_kind_check
  check (kind in ('correction', 'supplement', 'reasons', 'payment', 'withdrawal', 'proactive', 'rating', 'download', 'replacement'));

-- Asked before the form: shown, which other way was taken, gone on to the form.
alter table intake.offered_answer drop constraint offered_answer_what_check;
alter table intake.offered_answer add constraint offered_answer_what_check
  check (what in ('shown', 'opened', 'found', 'anyway') or what ~ '^before-[a-z]{2,20}$');
alter table offered_answer drop constraint offered_answer_what_check;
alter table offered_answer add constraint offered_answer_what_check
  check (what in ('shown', 'opened', 'found', 'anyway') or what ~ '^before-[a-z]{2,20}$');
