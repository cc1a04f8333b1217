import pg from 'pg';

/**
 * Puts so many requests into a running installation, by SQL: five years back to yesterday, over a dozen units, in the shares of a real office (two thirds of
 * them disclosed or not held, nine of ten answered, one in a hundred late). The rows commands write, without the journal and what is printed: the matter and
 * its unit, the request, the letter that answered it, what is asked of others.
 */
export async function fillRequests(ownerUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    // A utility statement takes no parameters.
    await client.query(FILL.replace('$1', String(Math.trunc(count))));
    for (const rows of [MATTERS, UNITS, REQUESTS, LETTERS, CONSULTATIONS]) await client.query(rows);
    await client.query('drop table bench_request, bench_unit');
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

const FILL = `
  create temporary table bench_unit as
  select u.id, b.id as bureau_id, row_number() over (order by u.key = 'jx-inspection' desc, u.key) - 1 as nth
  from unit u join unit b on b.key = 'jx-mpa' where b.id = any(u.path) and u.id <> b.id limit 12;
  create temporary table bench_request as
  select gen_random_uuid() as id, gen_random_uuid() as letter_id, n, u.id as unit_id, u.bureau_id, current_date - 1 - (n % 1800) as received,
    current_date - 1 - (n % 1800) + 28 as due,
    case when n % 1800 > 40 and n % 10 <> 0 then current_date - 1 - (n % 1800) + case when n % 100 = 7 then 33 else 5 + n % 20 end end as replied,
    (array['naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','commercial',
      'legalService','research','publicWelfare','otherOrg'])[1 + n % 12] as class,
    (array['granted','granted','granted','granted','granted','granted','partial','partial','denied.thirdParty','denied.enforcementFile',
      'denied.process','unable.notHeld','unable.notHeld','unable.notHeld','notProcessed.complaint','notProcessed.duplicate',
      'other.overdueCorrection','other.other'])[1 + (n / 12) % 18] as bucket
  from generate_series(1, $1::int) as n join bench_unit u on u.nth = (n / 7) % (select count(*) from bench_unit)`;

const MATTERS = `
  insert into matter (id, kind, number, title, bureau_id, lead_unit_id, state, received_on, due_on, clock_state, closed_on, started_at)
  select id, 'request', 'BENCH-' || n, '申请公开第' || n || '号检查的情况', bureau_id, unit_id,
    case when replied is null then 'processing' else 'answered' end, received, due,
    case when replied is null then 'running' else 'stopped' end, replied, received::timestamptz + n % 30000 * interval '1 second'
  from bench_request`;

const UNITS = `
  insert into matter_unit (matter_id, unit_id, part) select id, unit_id, 'lead' from bench_request`;

const REQUESTS = `
  insert into request (id, channel, submitted_at, arrived_on, confirmed_on, receipt, code_hash, track_key, applicant_kind,
    applicant_class, applicant_hash, applicant, description, wanted_form, wanted_channel, content_hash, reply_kind, replied_on, late_reason)
  select id, (array['web','web','web','email','registered-mail','counter','fax'])[1 + n % 7], received::timestamptz, received, received,
    'BENCH-' || n, 'x', '\\x00', case when class = 'naturalPerson' then 'citizen' else 'organisation' end, class, 'h' || n % 40000,
    '\\x00', '申请公开第' || n || '号检查的情况', 'electronic', 'web', 'x' || n, case when replied is not null then bucket end, replied,
    case when replied > due then '档案调取用时较长' end
  from bench_request`;

/** Of each request that was answered, its answer; of one in a hundred nobody has said yet that it arrived. Of one in twenty others, a question to a third party. */
const LETTERS = `
  insert into request_letter (id, request_id, kind, reply_kind, content, content_hash, state, number, drafted_by, drafted_at, sent_on, sent_by, channel, delivered_on)
  select r.letter_id, r.id, case when replied is null then 'consultation' else 'reply' end, case when replied is not null then bucket end, '{}', 'x', 'sent', 'BENCH-' || n, p.id, received::timestamptz,
    coalesce(replied, received), p.id, 'web', case when n % 100 <> 9 then coalesce(replied, received) end
  from bench_request r, (select id from person limit 1) p where replied is not null or n % 200 = 0`;

const CONSULTATIONS = `
  insert into request_consultation (request_id, letter_id, party_kind, party, sent_on, delivered_on)
  select r.id, r.letter_id, 'third-party', '某某医药公司', received, received from bench_request r where replied is null and n % 200 = 0`;
