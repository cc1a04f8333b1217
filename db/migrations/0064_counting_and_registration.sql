-- How requests are counted and registered: the period of the answer a request is counted by, proof of identity that is still owed, what a
-- reviewer would remark on the day of receipt, and what came of calling back those who were not content.

-- By the answer that is counted, not by the period the matter has now: taken up again it has another. Late stays late: an answer given anew in
-- the same year takes the place of the first and not its lateness. What ended while the law stopped the clock was due on no day and was not late.
alter table request_outcome add column due_on date, add column late boolean not null default false;

create function keep_request_outcome_period() returns trigger
  language plpgsql set search_path = pg_catalog, public
  as $$
begin
  update request_outcome o
  set due_on = case when new.clock_state <> 'paused' then new.due_on end,
    late = o.late or coalesce(new.clock_state <> 'paused' and o.ended_on > new.due_on, false)
  from request r
  where r.id = new.id and o.request_id = new.id and r.confirmed_on is not null and r.replied_on = o.ended_on and r.reply_kind = o.bucket;
  return null;
end $$;
-- An effect writes the answer down before the matter closes: then its last day is known. Afterwards it stays as it was met or missed.
create trigger request_outcome_period_kept after update of closed_on on matter for each row
  when (new.kind = 'request' and old.closed_on is null and new.closed_on is not null) execute function keep_request_outcome_period();

update request_outcome o
set due_on = case when m.clock_state <> 'paused' then m.due_on end,
  late = coalesce(m.clock_state <> 'paused' and o.ended_on > m.due_on, false)
from matter m join request r on r.id = m.id
where m.id = o.request_id and r.confirmed_on is not null and r.replied_on = o.ended_on and r.reply_kind = o.bucket;
-- Of one taken up again since, the period is not kept anywhere; that it was late stands in the journal with its reason.
update request_outcome o set late = true
from journal_entry j
where j.chain = 'matter:' || o.request_id and j.action in ('request.sendLetter', 'request.followLead') and j.legal_date = o.ended_on
  and coalesce(j.payload ->> 'lateReason', '') <> '';

alter table request
  -- 条例第二十九条 asks for proof of identity: what came without it is registered all the same, and it is asked for.
  add column identity_owed boolean not null default false,
  -- What is to be said of the day of receipt: that it was not confirmed on the day the law demands.
  add column receipt_remarks text,
  -- On what a withdrawal rests. Like the evidence of receipt it may name people, so it stands here and its hash in the journal.
  add column withdrawal_evidence text;

-- 差评 (国办发〔2019〕51号): every call back, reached or not, and what came of it. Words lie under encryption: people tell of themselves.
create table request_call_back (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  answer_id uuid not null references request_answer (id),
  outcome text not null check (outcome in ('unreached', 'explained', 'mended', 'to-mend', 'mistaken')),
  called_on date not null,
  -- The last day for putting it right, where that takes time.
  mend_by date,
  check ((outcome = 'to-mend') = (mend_by is not null)),
  words bytea,
  recorded_by uuid not null references person (id),
  recorded_at timestamptz not null,
  anonymised_at timestamptz,
  check (words is not null or anonymised_at is not null)
);
create index request_call_back_of on request_call_back (request_id);
create index request_call_back_answer on request_call_back (answer_id);
create index request_call_back_by on request_call_back (recorded_by);
revoke delete, truncate on request_call_back from sunlit_office;

-- Ratings of a year, whichever request they are about.
create index request_answer_rated on request_answer (sent_on) where kind = 'rating';
-- What nobody may leave lying: looked for every few minutes, so that an empty answer costs nothing.
create index request_upload_unscanned on request_upload (received_at) where scan = 'unscanned' and sealed is not null;
create index request_letter_unprinted on request_letter (issued_at) where state in ('issued', 'sent') and pdf is null and cleared_at is null;
