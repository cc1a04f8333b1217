-- Pictures, videos and captions within the text of a document: listed with each revision, so that signatures cover them and the
-- public can have a file only while a document that lists it is out.
alter table document_revision add column media jsonb not null default '[]';
alter table portal.document add column media jsonb not null default '[]';
create index portal_document_media on portal.document using gin (media jsonb_path_ops);
-- A text that cites a document by its number leads to it.
create index portal_document_by_number on portal.document (document_number) where withdrawn_at is null and document_number is not null;
