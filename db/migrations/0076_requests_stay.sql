-- What came in, what was asked, said and answered about a request is changed in the course of things and emptied when its time has come; its rows are
-- never taken out. No verb deletes them, and now the office's hand could not.

revoke delete, truncate on
  request, request_correction, request_search, request_letter, request_letter_shared, request_consultation, request_fee, request_upload,
  request_reasons, request_relief, request_dispute, request_words
from sunlit_office;
