-- What the public is told about a correction or a withdrawal is signed with the text; links for people outside open only with a code that
-- somebody other than the asker has handed out.

-- Edition 1 hashed the content alone, edition 2 also what the public is told about the correction. Old hashes stay what they were.
alter table document_revision
  add column hash_version smallint not null default 1 check (hash_version in (1, 2)),
  add column correction_reason text;
alter table document_revision alter column hash_version drop default;
alter table document_revision add constraint document_revision_reason_is_hashed check (correction_reason is null or hash_version >= 2);

-- Over what was withdrawn, why and what is told: kept in the journal too. Withdrawals before this have none.
alter table release add column said_hash text;
alter table release add constraint release_withdrawal_is_bound check (kind <> 'withdraw' or said_hash is not null) not valid;

-- A correction goes out with the reason that was signed and no other. Corrections begun before edition 2 bear it beside the text.
create function release_says_what_was_signed() returns trigger language plpgsql as $$
begin
  if new.kind = 'correct' and exists (select from document_revision r
      where r.id = new.revision_id and r.hash_version >= 2 and r.correction_reason is distinct from new.reason) then
    raise exception 'the reason of the correction is not the one that was signed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger release_says_what_was_signed before insert or update on release for each row execute function release_says_what_was_signed();

-- Until a second person has handed out the code there is none. A link that goes by mail waits here, encrypted, for that moment.
alter table expert_request
  alter column code_made_at drop not null,
  add column code_made_by uuid references person,
  add column link_waiting bytea,
  add constraint expert_request_two_hands check (code_made_by <> asked_by);
