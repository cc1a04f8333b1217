-- What the application refuses at the door the database refuses as well: whoever wrote at a document neither signs it nor lets it out,
-- and whoever reviewed its secrecy does not let it out. And the head of a journal chain follows its entries, never goes back.

-- A release ordered for somebody absent binds both.
alter table release add column on_behalf_of uuid references person;

-- Every author of the document counts, not only that of the revision signed: an older author's hand may stand in the text.
create or replace function signature_is_lawful() returns trigger language plpgsql as $$
begin
  if not exists (select from document_revision r where r.id = new.revision_id and r.document_id = new.document_id and r.content_hash = new.content_hash) then
    raise exception 'signature does not match the revision' using errcode = 'restrict_violation';
  end if;
  if new.agrees and exists (select from document_revision r where r.document_id = new.document_id and r.made_by in (new.signer_id, new.on_behalf_of)) then
    raise exception 'the drafter cannot sign' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Asked when a release is ordered and again when it happens: somebody may have written or reviewed in between.
-- Withdrawing puts nothing out and is open to those who wrote.
create function release_is_lawful() returns trigger language plpgsql as $$
declare
  released_hash text;
begin
  if new.kind = 'withdraw' then
    return new;
  end if;
  select r.content_hash into released_hash from document_revision r where r.id = new.revision_id and r.document_id = new.document_id;
  if released_hash is null then
    raise exception 'release does not match the revision' using errcode = 'restrict_violation';
  end if;
  if exists (select from document_revision r where r.document_id = new.document_id and r.made_by in (new.ordered_by, new.on_behalf_of)) then
    raise exception 'the drafter cannot release' using errcode = 'restrict_violation';
  end if;
  if exists (select from signature s where s.document_id = new.document_id and s.content_hash = released_hash and s.step = 'secrecy-review' and s.agrees
      and (s.signer_id in (new.ordered_by, new.on_behalf_of) or s.on_behalf_of in (new.ordered_by, new.on_behalf_of))) then
    raise exception 'the secrecy reviewer cannot release' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger release_is_lawful before insert or update of document_id, revision_id, kind, ordered_by, on_behalf_of, released_at on release
  for each row execute function release_is_lawful();

-- The head is the office's to move, but only one entry on, to the entry that is there.
create function journal_head_follows() returns trigger language plpgsql as $$
begin
  if new.chain <> old.chain or new.seq <> old.seq + 1 or not exists (
    select from journal_entry e where e.chain = new.chain and e.seq = new.seq and e.hash = new.hash and e.previous_hash = old.hash) then
    raise exception 'the head of a chain moves on to its next entry and nowhere else' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger journal_head_follows before update on journal_chain for each row execute function journal_head_follows();
