-- Measures keep the order in which they were typed.
alter table work_measure add column position integer not null default 0;

-- A report says of each measure where it stands: a percentage alone does not tell what has been done.
create table measure_report (
  report_id  uuid not null references progress_report,
  measure_id uuid not null references work_measure,
  state      text not null check (state in ('underway', 'done')),
  line       text,
  primary key (report_id, measure_id)
);
create index measure_report_by_measure on measure_report (measure_id);
create trigger measure_report_append_only before update or delete on measure_report for each row execute function refuse_change();
create trigger measure_report_no_truncate before truncate on measure_report execute function refuse_change();
revoke update, delete, truncate on measure_report from sunlit_office;
