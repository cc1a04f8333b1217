-- How links of texts to other sites answered when last asked.
create table link_probe (
  url        text primary key check (length(url) <= 400),
  -- dead: the other side says that there is nothing, twice a day apart; doubtful: once; unknown: cannot be judged from here.
  standing   text not null check (standing in ('alive', 'doubtful', 'dead', 'unknown')),
  said       text not null,
  checked_at timestamptz not null,
  dead_since timestamptz
);
create index link_probe_oldest on link_probe (checked_at);
