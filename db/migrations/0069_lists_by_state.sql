-- What the desks of requests ask for by state is a handful of a hundred thousand; orders a ledger is often turned to; what one person has started.
create index request_line_by_state on request_line (state);
create index request_line_by_due on request_line (due_on, id);
create index request_line_by_receipt on request_line (received_on, id);
create index matter_started_by on matter (started_by) where started_by is not null;
