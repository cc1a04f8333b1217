-- Whoever asks for a copy of everything held about an applicant holds number and code; the applicant hears that somebody did.
alter table request_notice drop constraint request_notice_kind_check;
alter table request_notice add constraint request_notice_kind_check
  check (kind in ('progress', 'asked', 'reminder', 'code', 'copy'));
