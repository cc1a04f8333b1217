-- Whoever was mailed a document is mailed that it was withdrawn.
alter table subscription_delivery drop constraint subscription_delivery_event_check;
alter table subscription_delivery add constraint subscription_delivery_event_check
  check (event in ('released', 'corrected', 'withdrawn'));
