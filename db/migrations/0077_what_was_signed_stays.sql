-- A signed letter and an application as it came are changed by no hand, not even the office's own: what a signature stands for, what the period and the
-- figures rest on. Emptied when their time has come, they keep their hashes. The answer a request is counted by is written by triggers alone.

create function letter_stays_as_signed() returns trigger
  language plpgsql set search_path = pg_catalog, public
  as $$
begin
  if (new.request_id, new.bureau_id, new.kind, new.reply_kind, new.content_hash, new.number, new.drafted_by, new.drafted_at,
      new.approved_by, new.approved_at, new.issued_by, new.issued_at)
    is distinct from (old.request_id, old.bureau_id, old.kind, old.reply_kind, old.content_hash, old.number, old.drafted_by, old.drafted_at,
      old.approved_by, old.approved_at, old.issued_by, old.issued_at)
    -- Printed once, in the act that signs it.
    or (old.pdf_hash is not null and (new.pdf_hash, new.sheet_hash) is distinct from (old.pdf_hash, old.sheet_hash))
    or (old.pdf_hash is not null and new.pdf is distinct from old.pdf and (new.pdf is not null or new.cleared_at is null))
    or (old.pdf_hash is not null and new.sheet is distinct from old.sheet and (new.sheet is not null or new.cleared_at is null))
    or (new.content is distinct from old.content and (new.content <> '{}' or new.cleared_at is null))
    or (old.state = 'sent' and (new.state, new.sent_on, new.sent_by) is distinct from (old.state, old.sent_on, old.sent_by))
    or (old.cleared_at is not null and new.cleared_at is distinct from old.cleared_at) then
    raise exception 'a signed letter stays as it was signed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger request_letter_as_signed before update on request_letter
  for each row when (old.number is not null) execute function letter_stays_as_signed();

create function request_stays_as_it_came() returns trigger
  language plpgsql set search_path = pg_catalog, public
  as $$
begin
  if (new.channel, new.submitted_at, new.arrived_on, new.receipt, new.applicant_kind, new.applicant_class, new.content_hash)
    is distinct from (old.channel, old.submitted_at, old.arrived_on, old.receipt, old.applicant_kind, old.applicant_class, old.content_hash)
    or (new.description is distinct from old.description and new.anonymised_at is null)
    or (old.anonymised_at is not null and new.anonymised_at is distinct from old.anonymised_at) then
    raise exception 'an application stays as it came' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger request_as_it_came before update on request for each row execute function request_stays_as_it_came();

alter function keep_request_outcome() security definer;
alter function keep_request_outcome_period() security definer;
revoke all on function keep_request_outcome(), keep_request_outcome_period() from public;
revoke insert, update on request_outcome from sunlit_office;
