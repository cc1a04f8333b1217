-- People outside the bureau are asked about one revision by a link of their own; what they answer is kept as it was sent. Sheets of signatures
-- can be held against what the system holds.

create table expert_request (
  id            uuid primary key default gen_random_uuid(),
  document_id   uuid not null references document,
  revision_id   uuid not null references document_revision,
  content_hash  text not null,
  round         integer not null,
  -- {name, institution, email, phone}: personal data, encrypted.
  expert        bytea not null,
  question      text not null,
  -- Places of the blocks of the text that are meant, counted from one; empty: all.
  paragraphs    jsonb not null default '[]',
  due_on        date not null,
  expires_at    timestamptz not null,
  -- Keyed hashes; neither link nor code nor session can be read back.
  token_hash    text not null unique,
  code_hash     text,
  code_made_at  timestamptz not null,
  wrong_codes   integer not null default 0,
  session_hash  text,
  asked_by      uuid not null references person,
  asked_at      timestamptz not null,
  withdrawn_at  timestamptz,
  withdrawn_by  uuid references person,
  withdrawn_why text,
  mailed_at     timestamptz,
  reminded_on   date,
  check (paragraphs is not null and jsonb_typeof(paragraphs) = 'array'),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index expert_request_by_document on expert_request (document_id);
-- Who was asked what under which text does not change; codes, sessions, withdrawal and reminders do.
create function expert_request_keeps() returns trigger language plpgsql as $$
begin
  if (new.document_id, new.revision_id, new.content_hash, new.expert, new.question, new.paragraphs, new.due_on, new.token_hash, new.asked_by, new.asked_at)
     is distinct from
     (old.document_id, old.revision_id, old.content_hash, old.expert, old.question, old.paragraphs, old.due_on, old.token_hash, old.asked_by, old.asked_at)
     or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) then
    raise exception 'what an expert was asked does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger expert_request_keeps before update on expert_request for each row execute function expert_request_keeps();

-- What the expert has typed and not sent.
create table expert_draft (
  request_id uuid primary key references expert_request,
  answer     jsonb not null,
  saved_at   timestamptz not null
);

create table expert_opinion (
  request_id   uuid primary key references expert_request,
  revision_id  uuid not null references document_revision,
  content_hash text not null,
  -- agrees, amends, objects
  verdict      text not null check (verdict in ('agrees', 'amends', 'objects')),
  opinion      text not null,
  -- [{paragraph, verdict, text, excerpt}]
  paragraphs   jsonb not null,
  -- Over everything above and whom it is by.
  seal         text not null,
  receipt      text not null unique,
  sent_at      timestamptz not null
);
create function expert_opinion_is_about_what_was_asked() returns trigger language plpgsql as $$
begin
  if not exists (select from expert_request q where q.id = new.request_id and q.revision_id = new.revision_id
      and q.content_hash = new.content_hash and q.withdrawn_at is null) then
    raise exception 'the opinion is not about the text that was asked about' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger expert_opinion_matches before insert on expert_opinion
  for each row execute function expert_opinion_is_about_what_was_asked();

-- Every use of a link: when and with what outcome; of the address only the network (203.0.113.0/24).
create table expert_access (
  id         bigint generated always as identity primary key,
  request_id uuid not null references expert_request,
  at         timestamptz not null,
  what       text not null check (what in ('opened', 'code-right', 'code-wrong', 'locked', 'read', 'saved', 'reviewed', 'sent', 'receipt', 'refused', 'foreign-session')),
  network    text
);
create index expert_access_by_request on expert_access (request_id, id);

-- The facts a sheet of signatures was made from, under a keyed hash of its code.
create table sheet_code (
  code_hash   text primary key,
  document_id uuid not null references document,
  facts       jsonb not null,
  made_by     uuid not null references person,
  made_at     timestamptz not null
);
create index sheet_code_by_document on sheet_code (document_id);

create trigger expert_opinion_append_only before update or delete on expert_opinion for each row execute function refuse_change();
create trigger expert_opinion_no_truncate before truncate on expert_opinion execute function refuse_change();
create trigger expert_access_append_only before update or delete on expert_access for each row execute function refuse_change();
create trigger expert_access_no_truncate before truncate on expert_access execute function refuse_change();
create trigger sheet_code_append_only before update or delete on sheet_code for each row execute function refuse_change();
create trigger sheet_code_no_truncate before truncate on sheet_code execute function refuse_change();
revoke update, delete, truncate on expert_opinion, expert_access, sheet_code from sunlit_office;
revoke delete, truncate on expert_request from sunlit_office;
