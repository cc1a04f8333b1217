-- What the law asks of the door: a statutory class only where article 20 applies, no period for what is not for the public, and a
-- withdrawal that says of which kind its reason is.
alter table document_revision
  alter column statutory_class drop not null,
  drop constraint document_revision_statutory_class_check,
  -- 0: somebody looked, and it is none of the fifteen.
  add constraint document_revision_statutory_class_check check (statutory_class between 0 and 15);
alter table portal.document alter column statutory_class drop not null;

alter table release
  add column cause text check (cause in ('secrecy', 'privacy', 'trade-secret', 'error', 'other')),
  -- Withdrawals older than this rule have a reason only.
  add constraint release_withdrawal_has_cause check (kind <> 'withdraw' or cause is not null) not valid;

update matter m set due_on = null, due_provisional = false, clock_state = 'idle'
  from document d join document_revision r on r.id = d.current_revision_id
  where d.id = m.id and m.kind = 'publication' and r.disclosure <> 'active' and d.released_revision_id is null;
