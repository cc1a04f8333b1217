-- The mailbox that is read (政府信息公开条例第二十九条: 数据电文形式的申请): what comes in lies sealed in a holding pen until the openness office says what it is; and what a
-- mail server says of our own notices, that they did not arrive.

create table request_mail (
  id           uuid primary key default uuidv7(),
  bureau_id    uuid not null references unit,
  -- Of its Message-ID, or of its bytes where it has none: the same mail is one.
  message_hash text not null,
  size         bigint not null,
  -- When the mail server had it: the day it arrived (条例第三十一条第三项 counts from the confirmation).
  arrived_at   timestamptz not null,
  taken_at     timestamptz not null,
  -- Sender and subject, sealed; and the mail as it came, sealed: null where it was too large to fetch or bears a virus.
  head         bytea,
  raw          bytea,
  scan         text not null check (scan in ('clean', 'unscanned', 'infected')),
  trouble      text check (trouble in ('too-large', 'unreadable', 'infected')),
  attachments  int not null default 0,
  state        text not null default 'waiting' check (state in ('waiting', 'registered', 'filed', 'closed', 'bounce')),
  request_id   uuid references request (id),
  -- The request whose notice it answers, as its own headers say: proposed, never more.
  suggested_id uuid references request (id),
  handled_by   uuid references person,
  handled_at   timestamptz,
  -- Why it is no application, sealed.
  reason       bytea,
  cleared_at   timestamptz,
  unique (bureau_id, message_hash),
  check ((state in ('registered', 'filed', 'bounce')) = (request_id is not null)),
  check ((state = 'waiting') = (handled_at is null))
);
create index request_mail_of on request_mail (request_id) where request_id is not null;
create index request_mail_waiting on request_mail (bureau_id, arrived_at) where state = 'waiting';
create index request_mail_to_clear on request_mail (handled_at) where state = 'closed' and cleared_at is null;
revoke delete, truncate on request_mail from sunlit_office;

alter table request_notice
  drop constraint request_notice_state_check,
  drop constraint request_notice_check,
  add constraint request_notice_state_check check (state in ('waiting', 'sent', 'failed', 'unsent', 'undelivered')),
  add constraint request_notice_sent_check check ((state in ('sent', 'undelivered')) = (sent_at is not null));
