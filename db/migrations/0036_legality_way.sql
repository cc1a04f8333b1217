-- What the legality review and the collective deliberation of a normative document leave behind (国办发〔2018〕37号、115号).

-- The number of the opinion a legality review gives (合法性审核意见书), under its signature and nowhere else.
alter table signature
  add column review_number text
  check (review_number is null or (step = 'legality-review' and length(review_number) between 2 and 60));
create index signature_by_review_number on signature (review_number) where review_number is not null;

-- That a meeting has passed exactly this text. `adapted`: it passed an earlier one, and this carries out what it said.
create table deliberation (
  id           uuid primary key default gen_random_uuid(),
  document_id  uuid not null references document,
  revision_id  uuid not null references document_revision,
  content_hash text not null,
  round        integer not null,
  outcome      text not null check (outcome in ('passed', 'adapted')),
  meeting      text not null,
  held_on      date not null,
  minutes      text,
  recorded_by  uuid not null references person,
  recorded_at  timestamptz not null,
  unique (document_id, round, content_hash)
);
create trigger deliberation_append_only before update or delete on deliberation for each row execute function refuse_change();
create trigger deliberation_no_truncate before truncate on deliberation execute function refuse_change();
revoke update, delete, truncate on deliberation from sunlit_office;
