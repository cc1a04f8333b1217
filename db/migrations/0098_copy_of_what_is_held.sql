-- 个人信息保护法第四十五条: an applicant asks with number and code for everything held about them in one file; it is made by the office, lies some days and goes.
create table request_own_data (
  -- That of the asking.
  id uuid primary key references request_answer (id) deferrable initially deferred,
  request_id uuid not null references request (id),
  made_at timestamptz not null,
  -- The last day on which it may be fetched.
  until_on date not null,
  size int not null,
  hash text not null,
  sealed bytea,
  cleared_at timestamptz,
  check ((sealed is null) = (cleared_at is not null))
);
create index request_own_data_of on request_own_data (request_id);
create index request_own_data_lies on request_own_data (until_on) where sealed is not null;
revoke delete, truncate on request_own_data from sunlit_office;

alter table request_answer drop constraint request_answer_kind_check;
alter table request_answer add constraint request_answer_kind_check
  check (kind in ('correction', 'supplement', 'reasons', 'payment', 'withdrawal', 'proactive', 'rating', 'download', 'replacement',
    'ownData', 'ownDataFetched'));
