-- Requests as they are counted: one line for each that was received. Read by the annual report, the public statistics and the bench.
-- Of one that was split each part is counted, and the whole is not.
-- Received is by 条例第三十一条: what is handed in, signed for or told counts on the day it came, confirmed or not; by mail without signature, fax or
-- network it has not been received until both sides have confirmed it, and withdrawn before that it never was (regulations.md §2.5: new by receipt date).
create view report.request_statistics as
select r.id, m.number, m.bureau_id, m.lead_unit_id as unit_id, r.channel, r.applicant_class, m.received_on,
  o.bucket, o.ended_on as replied_on,
  -- Of one that was answered, the last day of the answer it is counted by; before it is confirmed no period of law runs.
  case when o.request_id is not null then o.due_on when r.confirmed_on is not null then m.due_on end as due_on,
  o.late, m.state
from request r
join matter m on m.id = r.id
left join request_outcome o on o.request_id = r.id
where m.state <> 'split' and (r.confirmed_on is not null or r.channel in ('counter', 'registered-mail', 'oral'));
comment on view report.request_statistics is 'Requests as they are counted: class of applicant, day received, the answer by which each is counted';

-- What applicants paid: 信息处理费 (国办函〔2020〕109号).
create view report.request_fee_statistics as
select f.id, f.request_id, m.number, m.bureau_id, f.amount_yuan, f.paid_on
from request_fee f
join matter m on m.id = f.request_id
where f.paid_on is not null;
comment on view report.request_fee_statistics is 'Information-processing fees that were paid';

-- Reviews and suits about how requests were handled.
create view report.request_dispute_statistics as
select d.id, d.request_id, m.number, m.bureau_id, d.kind, d.organ, d.case_number, d.filed_on, d.decided_on, d.outcome
from request_dispute d
join matter m on m.id = d.request_id;
comment on view report.request_dispute_statistics is 'Reviews and suits about how requests were handled';
