-- What the public pages ask for beside column and date: who names this document, and lists and counts by unit and class.
create index portal_document_relations on portal.document using gin (relations jsonb_path_ops);
create index portal_document_by_unit on portal.document (unit_id, first_released_at desc, id) where withdrawn_at is null;
create index portal_document_by_openness on portal.document (openness_class, first_released_at desc, id) where withdrawn_at is null;
create index portal_document_by_statutory on portal.document (statutory_class, first_released_at desc, id) where withdrawn_at is null;
