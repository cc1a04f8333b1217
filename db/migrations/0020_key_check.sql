-- Which master key this installation seals with: a keyed hash of a fixed word, from which nothing can be read back.
alter table installation add column key_check text;
