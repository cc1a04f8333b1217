-- What was released, extended or demanded is never taken back out of the record; the application does not delete it.
revoke delete, truncate on release, due_extension, supervision_notice from sunlit_office;

-- Nothing goes out unsigned, whatever the application says: secrecy was reviewed and a leader has issued exactly this text.
create or replace function release_is_lawful() returns trigger language plpgsql as $$
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
  if exists (select from signature s where s.document_id = new.document_id and s.content_hash = released_hash and s.agrees
      and (s.signer_id in (new.ordered_by, new.on_behalf_of) or s.on_behalf_of in (new.ordered_by, new.on_behalf_of))) then
    raise exception 'a signer cannot release' using errcode = 'restrict_violation';
  end if;
  if (select count(distinct s.step) from signature s where s.document_id = new.document_id and s.content_hash = released_hash and s.agrees
      and s.step in ('secrecy-review', 'issue')) < 2 then
    raise exception 'the text is not signed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
