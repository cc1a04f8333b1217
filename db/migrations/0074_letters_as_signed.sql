-- A signed letter is what it said when it was signed: beside its print its text is kept, from which the Word file is made.

alter table request_letter
  -- What both printers were given, under encryption. Null of a letter signed before this was kept.
  add column sheet bytea,
  add column sheet_hash text,
  add constraint request_letter_sheet_with_hash
    check (((sheet is null) = (sheet_hash is null)) or (sheet is null and cleared_at is not null)),
  add constraint request_letter_sheet_of_signed check (sheet is null or number is not null);
