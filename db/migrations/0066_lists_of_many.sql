-- Lists over a hundred thousand matters: what a page is sorted, filtered and counted by lies narrow and together.

-- The general ledger in its usual order, what is open first; whether somebody may see a row is read off the index.
create index matter_in_order on matter (closed_on desc nulls first, due_on, id)
  include (kind, bureau_id, lead_unit_id, assignee_id, started_by, restricted, state);
create index matter_unit_of_unit on matter_unit (unit_id, matter_id) include (part);
create index countersign_of_unit on countersign (unit_id, matter_id);

-- What desks ask of letters and consultations: few at a time, among all that ever were.
create index request_letter_on_its_way on request_letter (request_id, kind) where state = 'sent' and delivered_on is null;
create index request_consultation_open on request_consultation (request_id) where answered_on is null and closed_on is null;

-- What the ledger of requests filters, sorts and counts by, of the matter and of the request, as one narrow row: the titles, texts and sealed names
-- lie elsewhere. Kept by triggers, so that no command can forget it; nothing of it is a fact of its own.
create table request_line (
  id uuid primary key references request (id) on delete cascade,
  bureau_id uuid not null,
  lead_unit_id uuid not null,
  assignee_id uuid,
  started_by uuid,
  restricted boolean not null,
  closed_on date,
  due_on date,
  received_on date not null,
  arrived_on date not null,
  started_at timestamptz not null,
  state text not null,
  clock_state text not null,
  channel text not null,
  applicant_class text not null,
  reply_kind text
);
comment on table request_line is 'What the ledger of requests filters and sorts by, of matter and request together; kept by triggers';
create index request_line_in_order on request_line (closed_on desc nulls first, due_on, id)
  include (bureau_id, lead_unit_id, assignee_id, started_by, restricted, state, clock_state);

create function keep_request_line(one uuid) returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  insert into request_line
  select r.id, m.bureau_id, m.lead_unit_id, m.assignee_id, m.started_by, m.restricted, m.closed_on, m.due_on, m.received_on, r.arrived_on,
    m.started_at, m.state, m.clock_state, r.channel, r.applicant_class, r.reply_kind
  from request r join matter m on m.id = r.id where r.id = one
  on conflict (id) do update set
    bureau_id = excluded.bureau_id, lead_unit_id = excluded.lead_unit_id, assignee_id = excluded.assignee_id, started_by = excluded.started_by,
    restricted = excluded.restricted, closed_on = excluded.closed_on, due_on = excluded.due_on, received_on = excluded.received_on,
    arrived_on = excluded.arrived_on, started_at = excluded.started_at, state = excluded.state, clock_state = excluded.clock_state,
    channel = excluded.channel, applicant_class = excluded.applicant_class, reply_kind = excluded.reply_kind
$$;
revoke all on function keep_request_line(uuid) from public;

create function request_line_follows() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  perform keep_request_line(new.id);
  return null;
end
$$;
revoke all on function request_line_follows() from public;
create trigger request_line_of_request after insert or update on request for each row execute function request_line_follows();
create trigger request_line_of_matter after update on matter for each row when (
  new.kind = 'request' and
  (new.bureau_id, new.lead_unit_id, new.assignee_id, new.started_by, new.restricted, new.closed_on, new.due_on, new.received_on, new.started_at, new.state, new.clock_state)
  is distinct from
  (old.bureau_id, old.lead_unit_id, old.assignee_id, old.started_by, old.restricted, old.closed_on, old.due_on, old.received_on, old.started_at, old.state, old.clock_state)
) execute function request_line_follows();

select keep_request_line(id) from request;

-- Written by the triggers alone.
revoke insert, update, delete, truncate on request_line from sunlit_office;
