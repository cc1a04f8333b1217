-- What a third party says, each time it says it, and what the office finds of it: the latest answer counts, and opposition counts with reasonable
-- grounds (条例第十五条、第三十二条).

-- The row of the consultation holds what ended the wait; every answer stands here, those after the end of the period too.
create table request_opinion (
  id uuid primary key default uuidv7(),
  consultation_id uuid not null references request_consultation (id),
  answered_on date not null,
  agrees boolean not null,
  opinion text not null,
  -- Null for what was recorded before answers were kept one by one.
  recorded_by uuid references person (id),
  recorded_at timestamptz not null
);
comment on table request_opinion is 'Every answer to a consultation, as it came; the latest of a party counts';
create index request_opinion_of on request_opinion (consultation_id);
create index request_opinion_recorder on request_opinion (recorded_by) where recorded_by is not null;
insert into request_opinion (consultation_id, answered_on, agrees, opinion, recorded_at)
select id, answered_on, coalesce(agrees, false), opinion, answered_on::timestamp at time zone 'Asia/Shanghai'
from request_consultation where answered_on is not null;

-- 条例第三十二条: whether the grounds of whoever opposes are reasonable; where nothing was said, whether the office discloses.
create table request_opinion_finding (
  id uuid primary key default uuidv7(),
  consultation_id uuid not null references request_consultation (id),
  -- The answer that was weighed; null: that none came.
  opinion_id uuid references request_opinion (id),
  finding text not null check (finding in ('reasonable', 'unreasonable', 'disclose', 'withhold')),
  check ((opinion_id is null) = (finding in ('disclose', 'withhold'))),
  reason text not null,
  found_by uuid not null references person (id),
  found_at timestamptz not null
);
comment on table request_opinion_finding is 'What the office found of an answer, or decided where none came, with its reasons; the latest counts';
create index request_opinion_finding_of on request_opinion_finding (consultation_id);
create index request_opinion_finding_weighs on request_opinion_finding (opinion_id) where opinion_id is not null;
create index request_opinion_finding_finder on request_opinion_finding (found_by);

-- Said is said, found is found; only the words go when a request is anonymised.
revoke delete, truncate on request_opinion, request_opinion_finding from sunlit_office;
