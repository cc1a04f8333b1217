import pg from 'pg';

/**
 * Puts so many requests into a running installation, by SQL: five years back to yesterday, in the shares of a real office (two thirds of them disclosed or not
 * held, nine of ten answered, one in a hundred late). The rows commands write, without journal and letters: reports and ledgers read these alone.
 */
export async function fillRequests(ownerUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    // A utility statement takes no parameters.
    await client.query(FILL.replace('$1', String(Math.trunc(count))));
    await client.query(`
      insert into matter (id, kind, number, title, bureau_id, lead_unit_id, state, received_on, due_on, clock_state, started_at)
      select r.id, 'request', 'BENCH-' || n, '申请公开政府信息', b.id, u.id, case when replied is null then 'processing' else 'answered' end,
        received, due, case when replied is null then 'running' else 'stopped' end, received::timestamptz
      from bench_request r, (select id from unit where key = 'jx-mpa') b, (select id from unit where key = 'jx-inspection') u`);
    await client.query(
      `insert into request (id, channel, submitted_at, arrived_on, confirmed_on, receipt, code_hash, track_key, applicant_kind,
         applicant_class, applicant_hash, applicant, description, wanted_form, wanted_channel, content_hash, reply_kind, replied_on, late_reason)
       select id, (array['web','web','web','email','registered-mail','counter','fax'])[1 + n % 7], received::timestamptz, received, received,
         'BENCH-' || n, 'x', '\\x00', case when class = 'naturalPerson' then 'citizen' else 'organisation' end, class, 'h' || n % 40000,
         '\\x00', '申请公开第' || n || '号检查的情况', 'electronic', 'web', 'x', case when replied is not null then bucket end, replied,
         case when replied > due then '档案调取用时较长' end
       from bench_request`,
    );
    await client.query('drop table bench_request');
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

const FILL = `
  create temporary table bench_request as
  select gen_random_uuid() as id, n, current_date - 1 - (n % 1800) as received, current_date - 1 - (n % 1800) + 28 as due,
    case when n % 1800 > 40 and n % 10 <> 0 then current_date - 1 - (n % 1800) + case when n % 100 = 7 then 33 else 5 + n % 20 end end as replied,
    (array['naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','naturalPerson','commercial',
      'legalService','research','publicWelfare','otherOrg'])[1 + n % 12] as class,
    (array['granted','granted','granted','granted','granted','granted','partial','partial','denied.thirdParty','denied.enforcementFile',
      'denied.process','unable.notHeld','unable.notHeld','unable.notHeld','notProcessed.complaint','notProcessed.duplicate',
      'other.overdueCorrection','other.other'])[1 + (n / 12) % 18] as bucket
  from generate_series(1, $1::int) as n`;
