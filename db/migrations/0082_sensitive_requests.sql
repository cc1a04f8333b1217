-- A request may be marked 重大敏感, with the reason: its decisions then need the agreement of the leader in charge between examination and signing.

alter table request add column sensitive text
  check (sensitive in ('public-opinion', 'trade-secret', 'state-secret-edge', 'litigation', 'other'));
comment on column request.sensitive is 'Why the request is 重大敏感; null: it is not';
