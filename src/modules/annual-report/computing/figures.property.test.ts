import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dateOf } from '#kernel/dates.ts';
import { COUNTED_COLUMNS, COUNTED_ROWS, requestsBehind, yearTable } from '#modules/requests/index.ts';
import { type TestDatabase, freshDatabase } from '#platform/testing/database.ts';
import { checkFigures } from '../check.ts';
import { readFigures } from '../read-figures.ts';
import { organisationColumns, resultRows } from '../tables.ts';

// Whatever requests there are: the relations of the table hold, each cell has as many requests behind it as it says, and years join.

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const CLASSES = ['naturalPerson', ...organisationColumns] as const;
/** 条例第三十一条: what is handed in, signed for or told is received on the day it comes; the others when both sides have confirmed it. */
const COUNTS_ON_ARRIVAL: ReadonlySet<string> = new Set(['counter', 'registered-mail', 'oral']);
const CHANNELS = [...COUNTS_ON_ARRIVAL, 'ordinary-mail', 'other-office', 'fax', 'email', 'web'];
const BEGINS = dateOf(2023, 1, 1);
const request = fc.record({
  /** Days after the beginning of 2023: three years. */
  received: fc.nat(1095),
  /** Days until it was answered; some never are. */
  answered: fc.option(fc.nat(500), { freq: 4 }),
  bucket: fc.constantFrom(...resultRows('2021')),
  who: fc.constantFrom(...CLASSES),
  confirmed: fc.boolean(),
  channel: fc.constantFrom(...CHANNELS),
});

test('every relation of the table holds for any set of requests, and a cell is the number of requests behind it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
      const bureauId = await bureauWith(requests);
      const years = await Promise.all([2023, 2024, 2025].map((year) => yearTable(database.db, bureauId, year)));
      for (const [i, table] of years.entries()) {
        const year = 2023 + i;
        const file = (of: number, applications: unknown) =>
          readFigures({ authority: '某局', year: of, format: '2021', complete: false, applications });
        const before = years[i - 1];
        expect(
          checkFigures(file(year, table), { previous: before && file(year - 1, before) }).filter(
            ({ severity }) => severity === 'error',
          ),
        ).toEqual([]);
      }
      const table = years[1];
      for (const row of COUNTED_ROWS)
        for (const column of COUNTED_COLUMNS) {
          const count = table?.[row][column];
          if (count === 0 && column !== 'total') continue;
          const behind = await requestsBehind(
            database.db,
            { bureauId, year: 2024, row, column },
            { limit: 200, offset: 0 },
          );
          expect([row, column, behind.total, behind.rows.length]).toEqual([row, column, count, count]);
        }
      const expected = requests.filter(({ received, confirmed, channel }) => {
        const on = addDays(BEGINS, received);
        return on >= '2024-01-01' && on <= '2024-12-31' && (confirmed || COUNTS_ON_ARRIVAL.has(channel));
      });
      expect(table?.newReceived.total).toBe(expected.length);
    }),
    { numRuns: 12 },
  );
});

/** A bureau of its own with these requests: what the view reads, as commands leave it. */
async function bureauWith(requests: readonly (typeof request extends fc.Arbitrary<infer T> ? T : never)[]) {
  const bureauId = randomUUID();
  await sql`insert into unit (id, key, kind, name, path) values (${bureauId}, ${`b-${bureauId}`}, 'city-bureau', ${`局 ${bureauId}`}, array[${bureauId}::uuid])`.execute(
    database.ownerDb,
  );
  if (requests.length === 0) return bureauId;
  const rows = requests.map(({ received, answered, bucket, who, confirmed, channel }) => ({
    channel,
    id: randomUUID(),
    received: addDays(BEGINS, received),
    answered: answered === null ? null : addDays(BEGINS, received + answered),
    bucket: answered === null ? null : bucket,
    who,
    confirmed: confirmed ? addDays(BEGINS, received) : null,
  }));
  const json = JSON.stringify(rows);
  await sql`insert into matter (id, kind, number, title, bureau_id, lead_unit_id, state, received_on, started_at)
    select r.id, 'request', r.id::text, '申请', ${bureauId}::uuid, ${bureauId}::uuid, 'processing', r.received, now()
    from jsonb_to_recordset(${json}::jsonb) as r(id uuid, received date)`.execute(database.ownerDb);
  await sql`insert into request (id, channel, submitted_at, arrived_on, confirmed_on, receipt, code_hash, track_key, applicant_kind, applicant_class,
      applicant_hash, applicant, description, wanted_form, wanted_channel, content_hash, reply_kind, replied_on)
    select r.id, r.channel, now(), r.received, r.confirmed, r.id::text, '-', '\\x00', case r.who when 'naturalPerson' then 'citizen' else 'organisation' end, r.who,
      '-', '\\x00', '申请的内容', 'paper', 'post', '-', r.bucket, r.answered
    from jsonb_to_recordset(${json}::jsonb) as r(id uuid, received date, answered date, bucket text, who text, confirmed date, channel text)`.execute(
    database.ownerDb,
  );
  return bureauId;
}
