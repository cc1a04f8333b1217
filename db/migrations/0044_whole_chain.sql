-- Nothing goes out without every signature its kind asks for, whoever writes to the database: the whole chain stands under exactly this text,
-- in this round, each by another person and none by who wrote it. What an emergency passes over has its reason and is owed.

-- The signatures a kind of document needs before it goes out, where they are other than usual (`signatures_demanded`). Declared by the
-- content types; a test holds the two against each other. Written by migrations only.
create table signature_chain (
  type text not null,
  -- A signature's step, or `deliberation`: a meeting has passed the text before the leader signs.
  step text not null check (step in ('department-review', 'secrecy-review', 'legality-review', 'deliberation', 'issue')),
  primary key (type, step)
);
insert into signature_chain (type, step) values
  ('normative-document', 'department-review'),
  ('normative-document', 'secrecy-review'),
  ('normative-document', 'legality-review'),
  ('normative-document', 'deliberation'),
  ('normative-document', 'issue'),
  ('cleaning-announcement', 'department-review'),
  ('cleaning-announcement', 'secrecy-review'),
  ('cleaning-announcement', 'legality-review'),
  ('cleaning-announcement', 'issue');
revoke insert, update, delete, truncate on signature_chain from sunlit_office;

create function signatures_demanded(of_type text) returns text[] language sql stable as $$
  select coalesce(array_agg(c.step order by c.step), array['department-review', 'issue', 'secrecy-review'])
  from signature_chain c where c.type = of_type
$$;

-- What a document is was said when it was begun: as another kind it would need other signatures.
create function document_keeps_its_kind() returns trigger language plpgsql as $$
begin
  raise exception 'a document keeps its kind and its index number' using errcode = 'restrict_violation';
end $$;
create trigger document_keeps_its_kind before update of type, index_number on document for each row
  when (new.type <> old.type or new.index_number <> old.index_number) execute function document_keeps_its_kind();

-- Signatures of an earlier round are worth nothing; a round that came back would bring them back.
create function matter_round_goes_on() returns trigger language plpgsql as $$
begin
  raise exception 'the round of a matter goes on, never back' using errcode = 'restrict_violation';
end $$;
create trigger matter_round_goes_on before update of round on matter for each row when (new.round < old.round) execute function matter_round_goes_on();

-- As before, and: a leader signs what a meeting must pass after it has passed it (国办发〔2018〕37号).
create or replace function signature_is_lawful() returns trigger language plpgsql as $$
begin
  if not exists (select from document_revision r where r.id = new.revision_id and r.document_id = new.document_id and r.content_hash = new.content_hash) then
    raise exception 'signature does not match the revision' using errcode = 'restrict_violation';
  end if;
  if new.agrees and exists (select from document_revision r where r.document_id = new.document_id and r.made_by in (new.signer_id, new.on_behalf_of)) then
    raise exception 'the drafter cannot sign' using errcode = 'restrict_violation';
  end if;
  if new.agrees and new.step = 'issue'
      and 'deliberation' = any (signatures_demanded((select d.type from document d where d.id = new.document_id)))
      and not exists (select from deliberation m where m.document_id = new.document_id and m.content_hash = new.content_hash and m.round = new.round) then
    raise exception 'no meeting has passed the text' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Of what is demanded, what stands neither under this text in the present round nor is passed over by an emergency with a reason. The
-- department's review alone can be: what else may be deferred is nobody's to say here. Deliberation is asked at the leader's signature.
create function signatures_missing(of_document uuid, of_hash text) returns text[] language sql stable as $$
  select array_agg(demanded.step order by demanded.step)
  from document d join matter m on m.id = d.id cross join unnest(signatures_demanded(d.type)) as demanded(step)
  where d.id = of_document and demanded.step <> 'deliberation'
    and not exists (select from signature s
      where s.document_id = d.id and s.content_hash = of_hash and s.round = m.round and s.step = demanded.step and s.agrees)
$$;

create or replace function release_is_lawful() returns trigger language plpgsql as $$
declare
  released_hash text;
  missing text[];
  urgent jsonb;
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
  -- Signatures are refused to authors when given; somebody may have written since.
  if exists (select from signature s join document_revision r on r.document_id = s.document_id and r.made_by in (s.signer_id, s.on_behalf_of)
      where s.document_id = new.document_id and s.content_hash = released_hash and s.agrees
        and s.round = (select m.round from matter m where m.id = new.document_id)) then
    raise exception 'a signer has written the document' using errcode = 'restrict_violation';
  end if;
  if exists (select from signature s join matter m on m.id = s.document_id and m.round = s.round
      cross join unnest(array[s.signer_id, s.on_behalf_of]) as signed(person)
      where s.document_id = new.document_id and s.content_hash = released_hash and s.agrees and signed.person is not null
      group by signed.person having count(*) > 1) then
    raise exception 'one person has signed twice' using errcode = 'restrict_violation';
  end if;
  missing := coalesce(signatures_missing(new.document_id, released_hash), '{}');
  select d.urgent into urgent from document d where d.id = new.document_id;
  if length(trim(coalesce(urgent ->> 'reason', ''))) > 0 and length(coalesce(urgent ->> 'cause', '')) > 0 then
    missing := array_remove(missing, 'department-review');
  end if;
  if cardinality(missing) > 0 then
    raise exception 'the text is not signed: %', array_to_string(missing, ', ') using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Asked when all is written: what went out without the department's review owes it.
create function release_owes_its_review() returns trigger language plpgsql as $$
declare
  released_hash text;
begin
  if new.kind = 'withdraw' or new.released_at is null then
    return null;
  end if;
  select r.content_hash into released_hash from document_revision r where r.id = new.revision_id;
  if 'department-review' = any (signatures_missing(new.document_id, released_hash))
      and not exists (select from review_debt b where b.document_id = new.document_id and b.revision_id = new.revision_id and b.step = 'department-review') then
    raise exception 'the review that was passed over is not owed' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger release_owes_its_review after insert or update of released_at on release
  deferrable initially deferred for each row execute function release_owes_its_review();
