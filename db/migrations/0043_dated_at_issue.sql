-- The date of a document with a number is the day on which whoever is responsible signs it, or the meeting that passed it
-- (党政机关公文处理工作条例第九条): while it is drafted and reviewed nobody knows it. Such a text bears none, the signatures before the issuer's
-- are under it as it is, and the issuer's says the date.
alter table document_revision
  alter column formed_on drop not null,
  add constraint document_revision_formed_or_numbered check (formed_on is not null or length(trim(coalesce(document_number, ''))) > 0);

alter table signature
  add column formed_on date,
  add constraint signature_issuer_says_when
    check (formed_on is null or (step = 'issue' and agrees and formed_on <= (signed_at at time zone 'Asia/Shanghai')::date));

-- Said by the issuer where the text bears none, and never a second time beside one it bears.
create function issuer_says_when() returns trigger language plpgsql as $$
begin
  if (new.formed_on is null) = (select r.formed_on is null from document_revision r where r.id = new.revision_id) then
    raise exception 'the issuer says when a document was formed, and only where it does not say so itself' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger issuer_says_when before insert on signature for each row when (new.step = 'issue' and new.agrees) execute function issuer_says_when();

-- The date a revision bears: its own, or what its issuer said, while that signature stands or once it went out with it.
create function formed_on(r document_revision) returns date language sql stable as $$
  select coalesce(r.formed_on, (
    select s.formed_on from signature s join matter m on m.id = s.document_id
    where s.document_id = r.document_id and s.revision_id = r.id and s.step = 'issue' and s.agrees
      and (s.round = m.round or exists (select from release x where x.document_id = r.document_id and x.revision_id = r.id and x.kind <> 'withdraw' and x.released_at is not null))
    order by s.signed_at desc limit 1))
$$;
