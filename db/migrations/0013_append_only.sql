-- Every append-only table refuses truncation too, and the office has no right to change any of them: a test walks them all.

create trigger view_log_no_truncate before truncate on view_log execute function refuse_change();
create trigger supervision_rung_no_truncate before truncate on supervision_rung execute function refuse_change();
create trigger document_revision_no_truncate before truncate on document_revision execute function refuse_change();
create trigger signature_no_truncate before truncate on signature execute function refuse_change();
create trigger evaluation_opinion_no_truncate before truncate on evaluation_opinion execute function refuse_change();
revoke update, delete, truncate on supervision_rung, evaluation_opinion from sunlit_office;
