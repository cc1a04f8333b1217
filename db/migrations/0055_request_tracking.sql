-- What an applicant says later with number and code, codes handed out anew after an identity check, and notices to applicants without content.

-- One thing the applicant said on the query page. The words lie under encryption: people write of themselves.
create table request_answer (
  id uuid primary key,
  request_id uuid not null references request (id),
  kind text not null check (kind in ('correction', 'reasons', 'payment', 'withdrawal', 'proactive', 'rating', 'download')),
  -- The letter it answers, rates or has fetched.
  letter_id uuid references request_letter (id),
  words bytea,
  grade int check (grade between 1 and 5),
  check ((kind = 'rating') = (grade is not null)),
  check (kind not in ('rating', 'download') or letter_id is not null),
  -- The day it was sent is the day that counts in law; when it was opened is another fact.
  sent_at timestamptz not null,
  sent_on date not null,
  recorded_at timestamptz not null,
  -- taken: the step was taken on the applicant's word; office: the office has a duty; late: nothing could be taken any more; kept: nothing is asked of anybody.
  outcome text not null check (outcome in ('taken', 'office', 'late', 'kept')),
  why text,
  check ((outcome = 'late') = (why is not null)),
  handled_by uuid references person (id),
  handled_at timestamptz,
  handled_note text,
  check ((handled_at is null) = (handled_note is null)),
  anonymised_at timestamptz
);
create index request_answer_of on request_answer (request_id, sent_at);
create index request_answer_letter on request_answer (letter_id) where letter_id is not null;
create index request_answer_handled_by on request_answer (handled_by) where handled_by is not null;
-- Once for each reply; the first fetching of each letter is what proves that it has arrived.
create unique index request_answer_once on request_answer (letter_id, kind) where kind in ('rating', 'download');
revoke delete on request_answer from sunlit_office;

-- An identity check before a code is handed out anew, whether it held or not. The code that was in use before dies with it.
create table request_code_check (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  way text not null check (way in ('document', 'letter')),
  matched boolean not null,
  evidence text not null,
  former_code_hash text,
  check (matched = (former_code_hash is not null)),
  checked_by uuid not null references person (id),
  checked_at timestamptz not null
);
create index request_code_check_of on request_code_check (request_id, checked_at);
create index request_code_check_by on request_code_check (checked_by);
create trigger request_code_check_append_only before update or delete on request_code_check for each row execute function refuse_change();
create trigger request_code_check_no_truncate before truncate on request_code_check execute function refuse_change();
revoke update, delete, truncate on request_code_check from sunlit_office;

-- That there is something new, never what: by mail or text message, to what the applicant gave. The address is read from the request when it is sent.
create table request_notice (
  id uuid primary key default uuidv7(),
  request_id uuid not null references request (id),
  channel text not null check (channel in ('email', 'sms')),
  -- What it is about, once: an entry of the journal, or a day that comes near.
  about text not null,
  kind text not null check (kind in ('progress', 'asked', 'reminder', 'code')),
  made_at timestamptz not null,
  next_at timestamptz not null,
  tries int not null default 0,
  -- unsent: this installation has no such channel, and said so.
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'unsent')),
  last_error text,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null)),
  unique (request_id, about, channel)
);
create index request_notice_due on request_notice (next_at) where state = 'waiting';
revoke delete on request_notice from sunlit_office;

-- Between sending an answer and opening it, whoever holds number and code is told that it is there.
create function intake.answers_waiting(asked_receipt text, asked_code_hash text) returns setof timestamptz
  language sql stable security definer set search_path = pg_catalog
  as $$ select sent_at from intake.request_answer where receipt = asked_receipt and code_hash = asked_code_hash and opened_at is null order by sent_at limit 20 $$;
revoke all on function intake.answers_waiting(text, text) from public;
grant execute on function intake.answers_waiting(text, text) to sunlit_portal;
create index request_answer_by on intake.request_answer (receipt) where opened_at is null;
