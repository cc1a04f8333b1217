-- One that cannot be opened stands behind all others, files belong to every application that names them, what is sent twice is kept once, and lists of
-- what need not be known any more are each bureau's own.

-- What a job tried and could not do: it is tried again later and after everything fresh. A row goes when the work is done.
create table work_tried (
  work text not null,
  subject_id uuid not null,
  tries int not null check (tries > 0),
  tried_at timestamptz not null,
  primary key (work, subject_id)
);

-- Which of the files that wait an application names. Null: sent before this was kept, any of them may be its own.
alter table intake.request_submission add column file_ids uuid[];
alter table intake.request_submission alter column file_ids set default '{}';
grant insert (file_ids) on intake.request_submission to sunlit_portal;

-- The same file may come with several applications, and once with each.
create unique index request_upload_once on request_upload (request_id, hash);

-- Said by the form of the desk: sent twice (a second press, an answer that was lost) it is one request, one draft.
alter table request add column form_id uuid unique;
alter table request_letter add column form_id uuid unique;

-- Each bureau goes through its own list.
alter table retention_list add column bureau_id uuid references unit (id);
update retention_list l set bureau_id = coalesce(
  (select m.bureau_id from retention_entry e join matter m on m.id = e.request_id where e.list_id = l.id order by e.request_id limit 1),
  (select id from unit where kind = 'bureau' order by id limit 1));
alter table retention_list alter column bureau_id set not null;
drop index retention_list_open;
create unique index retention_list_open on retention_list (bureau_id) where state in ('review', 'proposed', 'approved');
create index retention_list_of on retention_list (bureau_id, prepared_at);
