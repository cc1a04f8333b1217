-- The text of every file is read when it is received (stored_file.text): nothing needs a second place for it.
drop table file_text;
