-- Rules of covering: what a bureau always looks for on records that are to go out. They propose covers; a person draws them.

create table redaction_rule (
  id uuid primary key,
  bureau_id uuid not null references unit (id),
  name text not null check (length(name) between 2 and 40),
  -- Numbers of a closed kind, or words of the bureau's own: no patterns that people write.
  kind text not null check (kind in ('words', 'phone', 'identity', 'plate', 'account')),
  -- A list may name people.
  words bytea,
  check ((kind = 'words') = (words is not null)),
  reason text not null,
  active boolean not null default true,
  said_by uuid not null references person (id),
  said_at timestamptz not null,
  changed_by uuid references person (id),
  changed_at timestamptz,
  unique (bureau_id, name)
);
revoke delete, truncate on redaction_rule from sunlit_office;
comment on column redaction_rule.words is 'sealed list of words';
