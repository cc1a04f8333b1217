-- What a text was reviewed with stays with the text that went out, and its date is the one it went out with.

-- Exactly the files that lay before whoever signed (国办发〔2018〕115号: the review is of the draft and its materials). Written with the signature.
create table signed_material (
  signature_id  uuid not null references signature,
  attachment_id uuid not null references attachment,
  primary key (signature_id, attachment_id)
);
create index signed_material_by_attachment on signed_material (attachment_id);
create trigger signed_material_append_only before update or delete on signed_material for each row execute function refuse_change();
create trigger signed_material_no_truncate before truncate on signed_material execute function refuse_change();
revoke update, delete, truncate on signed_material from sunlit_office;

-- Of signatures given before there was such a record: what hung there in that moment.
insert into signed_material (signature_id, attachment_id)
select s.id, a.id from signature s join attachment a on a.matter_id = s.document_id
where s.agrees and a.purpose in ('drafting-note', 'basis', 'comments', 'fair-competition', 'risk')
  and a.added_at <= s.signed_at and (a.removed_at is null or a.removed_at > s.signed_at);

-- The files of a matter under which a text of it went out.
create function released_with(of_attachment uuid) returns boolean language sql stable as $$
  select exists (select from signed_material k join signature s on s.id = k.signature_id
    join release x on x.document_id = s.document_id and x.revision_id = s.revision_id and x.kind <> 'withdraw' and x.released_at is not null
    where k.attachment_id = of_attachment)
$$;

-- The date a revision bears: its own; once it went out what its issuer said before it did, until then what is said in the present round. Who
-- signs the same text again later says nothing about what stands there.
create or replace function formed_on(r document_revision) returns date language sql stable as $$
  select coalesce(r.formed_on, (
    select s.formed_on from signature s join matter m on m.id = s.document_id
    cross join lateral (select max(x.released_at) as at from release x
      where x.document_id = r.document_id and x.revision_id = r.id and x.kind <> 'withdraw') as out
    where s.document_id = r.document_id and s.revision_id = r.id and s.step = 'issue' and s.agrees
      and case when out.at is null then s.round = m.round else s.signed_at <= out.at end
    order by s.signed_at desc limit 1))
$$;

-- The date a partner says a numbered document of theirs was formed on: signed there, it is not made undated here. Of those pushed before, what
-- the last push said.
alter table exchange_document add column formed_on date;
update exchange_document x set formed_on = (
  select r.formed_on from exchange_push p join document_revision r on r.id = p.revision_id
  where p.partner_id = x.partner_id and p.external_id = x.external_id and r.document_number is not null order by r.number desc limit 1);
