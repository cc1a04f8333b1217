import { addStandardColumns } from '#commons/publishing/index.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import { findingsOf, openReport } from '#modules/annual-report/index.ts';
import { COUNTED_COLUMNS, COUNTED_ROWS, requestsBehind, yearTable } from '#modules/requests/index.ts';
import { act, systemActor } from '#platform/services.ts';
import { movableClock } from '#platform/time.ts';
import { castOf, loadBureau } from '../src/demo/cast.ts';
import { liveRequests, openOffice, yearOfRequests } from '../src/demo/requests/index.ts';
import { renewCalendar } from '../src/furnish.ts';
import { numberGiven } from './arguments.ts';
import { openInside } from './inside.ts';
import { freshInstallation } from './product.ts';

// `npm run bench:year`: a year of requests lived by the commands of the people, on a clock that is moved; then the annual reports of its two calendar
// years: every cell is as many as the requests behind it, and the checks of the report find nothing wrong in what was counted.
// `-- --count 2000 --seed 1`.

const count = numberGiven('--count', 2_000);
const seed = numberGiven('--seed', 1);
const say = (sentence: string) => console.error(`· ${sentence}`);
const where = await freshInstallation('year', { SUNLIT_DEMO: 'false' });
try {
  const inside = await openInside(where);
  try {
    const began = performance.now();
    const found = await inside.house.making(async (services) => {
      const now = services.time.now();
      const hands = movableClock(now);
      const moving = { ...services, time: hands };
      await act(services, systemActor, renewCalendar);
      await services.reloadCalendar();
      await act(services, systemActor, addStandardColumns);
      await loadBureau(moving);
      const cast = castOf(moving);
      await openOffice(moving, cast);
      say(`${count} 件申请，种子 ${seed}`);
      let moved = 0;
      const clock = {
        moveTo(at: typeof now) {
          hands.moveTo(at < now ? at : now);
          moved += 1;
          if (moved % 2_000 === 0) say(`${moved} 步，${String(at).slice(0, 10)}，${seconds(began)} 秒`);
        },
      };
      await liveRequests(moving, clock, now, yearOfRequests(count, seed));
      const lived = seconds(began);
      const { id: bureauId } = await services.db
        .selectFrom('unit')
        .select('id')
        .where('key', '=', 'jx-mpa')
        .executeTakeFirstOrThrow();
      const thisYear = Number(services.time.today().slice(0, 4));
      const years = [];
      for (const year of [thisYear - 1, thisYear]) {
        const table = await yearTable(services.db, bureauId, year);
        const wrong: string[] = [];
        let cells = 0;
        for (const row of COUNTED_ROWS)
          for (const column of COUNTED_COLUMNS) {
            cells += 1;
            const behind = await requestsBehind(
              services.db,
              { bureauId, year, row, column },
              { limit: count + 1_000, offset: 0 },
            );
            const different = new Set(behind.rows.map(({ id }) => id)).size;
            if (behind.total !== table[row][column] || different !== behind.total)
              wrong.push(`${row}/${column}: ${table[row][column]}, behind ${behind.total} (${different})`);
          }
        const officer = await cast('openness-officer');
        const id = await act(moving, officer, (a) => openReport(a, { year }));
        const findings = (await findingsOf(services.db, id)).map(({ rule, severity, where: at, message }) => ({
          rule,
          severity,
          at,
          message,
        }));
        years.push({
          year,
          received: table.newReceived.total,
          concluded: table.totalProcessed.total,
          cells,
          wrong,
          findings,
        });
      }
      const kinds = await services.db
        .selectFrom('request_outcome')
        .select((eb) => ['bucket', eb.fn.countAll<number>().as('n')])
        .groupBy('bucket')
        .orderBy('n', 'desc')
        .execute();
      const channels = await services.db
        .selectFrom('request')
        .select((eb) => ['channel', eb.fn.countAll<number>().as('n')])
        .groupBy('channel')
        .orderBy('n', 'desc')
        .execute();
      const { ok } = await verifyJournal(services.db, services.time.today());
      return { count, seed, livedSeconds: Number(lived), journalOk: ok, kinds, channels, years };
    });
    console.log(JSON.stringify(found, null, 2));
    const bad = found.years.flatMap(({ wrong, findings }) => [
      ...wrong,
      // What is typed by hand is blank here; what was counted has to be right.
      ...findings
        .filter(({ severity, at }) => severity === 'error' && at.startsWith('applications'))
        .map(({ message }) => message),
    ]);
    if (bad.length > 0 || !found.journalOk) process.exitCode = 1;
  } finally {
    await inside.close();
  }
} finally {
  await where.remove();
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
