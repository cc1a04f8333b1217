-- A signature is under a hash, and a release asks for signatures under the hash of its text: another text of the document under the same hash,
-- written past the application, would go out with signatures nobody gave it. One hash of a document is one text and one reason told to the
-- public, whoever writes; that it is the hash of that text is counted anew by the application at the second of release.
create function revision_has_its_own_hash() returns trigger language plpgsql as $$
declare
  -- What is about the revision, not of the text.
  beside constant text[] := array['id', 'number', 'reason', 'made_by', 'made_at'];
begin
  if exists (select from document_revision r where r.document_id = new.document_id and r.content_hash = new.content_hash
      and to_jsonb(r) - beside <> to_jsonb(new) - beside) then
    raise exception 'another text of the document has the same hash' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger revision_has_its_own_hash before insert on document_revision for each row execute function revision_has_its_own_hash();
