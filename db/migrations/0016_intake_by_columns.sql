-- The portal says what was sent and when; what becomes of it (opened_at) and the numbers of rows are not its to say.

alter default privileges in schema intake revoke insert on tables from sunlit_portal;
revoke insert on all tables in schema intake from sunlit_portal;
grant insert (scope, key, made_at) on intake.idempotency_key to sunlit_portal;
grant insert (path, views, counted_at) on intake.page_views to sunlit_portal;
grant insert (id, page, kind, text, contact, receipt, sent_at) on intake.page_feedback to sunlit_portal;
