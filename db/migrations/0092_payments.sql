-- Fees are paid on the province's non-tax payment platform (非税缴款): a partner of the exchange like the others. It is asked for a payment
-- order when a notice of fee leaves, tells the code people pay with, and reports what was paid. Nothing of this is on until a partner has an address for it.

alter table exchange_partner
  add column payments_url text,
  -- 执收项目编码, as the finance department gave it.
  add column payments_item text check (payments_item ~ '^[A-Za-z0-9]{4,30}$'),
  add check ((payments_url is null) = (payments_item is null));
-- A bureau pays into one platform.
create unique index exchange_partner_payments on exchange_partner (bureau_id) where payments_url is not null;

-- 缴款书: one for each notice of fee. Who pays, and until when, is told when it is sent and not kept here.
create table exchange_payment_order (
  id          uuid primary key default gen_random_uuid(),
  partner_id  uuid not null references exchange_partner,
  matter_id   uuid not null references matter,
  -- What asks for the money, in its module's own table.
  subject_id  uuid not null unique,
  -- The number of the notice.
  reference   text not null,
  item_code   text not null,
  amount_fen  bigint not null check (amount_fen > 0),
  asked_at    timestamptz not null,
  -- 缴款码, and where the platform gives one, the address to pay at.
  code        text,
  pay_url     text,
  coded_at    timestamptz,
  -- The last time the platform was asked what became of it.
  chased_at   timestamptz,
  -- Paid, by whichever way that came to be known, or not to be paid any more.
  over_at     timestamptz
);
create index exchange_payment_order_of on exchange_payment_order (matter_id);
create index exchange_payment_order_open on exchange_payment_order (asked_at) where over_at is null;

-- What the platform says was paid, each report once, also what belongs to nothing of ours.
create table exchange_payment_report (
  id           uuid primary key default gen_random_uuid(),
  partner_id   uuid not null references exchange_partner,
  order_id     uuid references exchange_payment_order,
  payload_hash text not null,
  code         text not null,
  amount_fen   bigint not null,
  paid_on      date not null,
  voucher      text not null,
  received_at  timestamptz not null,
  outcome      text not null check (outcome in ('taken', 'wrong-amount', 'after-period', 'already-paid', 'not-waiting', 'unknown-order')),
  check ((order_id is null) = (outcome = 'unknown-order')),
  unique (partner_id, payload_hash)
);
create index exchange_payment_report_of on exchange_payment_report (order_id);
create trigger exchange_payment_report_append_only before update or delete on exchange_payment_report for each row execute function refuse_change();
create trigger exchange_payment_report_no_truncate before truncate on exchange_payment_report execute function refuse_change();
revoke update, delete, truncate on exchange_payment_report from sunlit_office;

alter table exchange_delivery
  alter column document_id drop not null,
  add column payment_order_id uuid references exchange_payment_order,
  drop constraint exchange_delivery_check,
  add constraint exchange_delivery_about_one check (num_nonnulls(subscription_id, legality_request_id, payment_order_id) = 1),
  add constraint exchange_delivery_of_document check ((document_id is null) = (payment_order_id is not null));
create index exchange_delivery_of_order on exchange_delivery (payment_order_id) where payment_order_id is not null;
