-- 条例第四十四条: what several asked for and is public for everybody now, as the public reads it. Title and address are those of the document itself, so
-- that one that was withdrawn is not listed; of the requests there is their number alone. Written through the door.
create table portal.request_converted (
  document_id uuid primary key,
  requests integer not null check (requests > 0),
  decided_on date not null
);

insert into portal.request_converted (document_id, requests, decided_on)
select c.document_id, count(*), c.decided_on
from request_conversion c
join matter m on m.id = c.id and m.state = 'published'
join request_conversion_request r on r.conversion_id = c.id
where c.document_id is not null and c.decided_on is not null
group by c.document_id, c.decided_on
on conflict do nothing;
