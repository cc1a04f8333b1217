-- Letters that end a request have their row of the annual report as replies have; what comes back undelivered is written down and sent again.

-- 逾期不补正、不缴费告知书: sent, they are the answer by which the request is counted.
alter table request_letter drop constraint request_letter_check;
alter table request_letter add constraint request_letter_counted
  check ((kind in ('reply', 'not-corrected', 'not-paid')) = (reply_kind is not null));

-- A letter that came back is with nobody: it is sent again, by another way where there is one. `sent_on` stays the day it first left, `channel` is that of the last sending.
alter table request_letter add column resent_on date, add column returned_on date;
alter table request_letter add constraint request_letter_resent check (resent_on is null or resent_on >= sent_on);
alter table request_letter add constraint request_letter_returned check (returned_on is null or (delivered_on is null and returned_on >= coalesce(resent_on, sent_on)));

-- Each sending that came back, and what proves it.
create table request_letter_return (
  id uuid primary key default uuidv7(),
  letter_id uuid not null references request_letter (id),
  sent_on date not null,
  channel text not null,
  returned_on date not null,
  check (returned_on >= sent_on),
  reason text not null,
  -- Emptied when the request is anonymised: an envelope's slip may name people.
  evidence text not null,
  recorded_by uuid not null references person (id),
  recorded_at timestamptz not null
);
comment on table request_letter_return is 'Sendings of letters that came back undelivered, with reason and evidence';
create index request_letter_return_of on request_letter_return (letter_id);
create index request_letter_return_by on request_letter_return (recorded_by);
revoke delete, truncate on request_letter_return from sunlit_office;

-- One that came back is waited for no more; sent again, the same letter asks anew.
alter table request_consultation add column returned_on date;
alter table request_consultation add constraint request_consultation_returned
  check (returned_on is null or (delivered_on is null and returned_on >= sent_on));
alter table request_consultation drop constraint request_consultation_letter_id_key;
create unique index request_consultation_letter on request_consultation (letter_id) where returned_on is null;
create index request_consultation_of_letter on request_consultation (letter_id);

-- The last day for paying follows from the day the notice arrived and the calendar in force; kept beside them it would not move with the calendar.
alter table request_fee drop column due_on;

-- What is said on a correction notice that came too late to stop the period.
alter table request_answer drop constraint request_answer_kind_check;
alter table request_answer add constraint request_answer_kind_check
  check (kind in ('correction', 'supplement', 'reasons', 'payment', 'withdrawal', 'proactive', 'rating', 'download'));
