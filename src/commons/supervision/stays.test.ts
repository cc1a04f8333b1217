import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MatterRow, takeStep } from '#commons/casework/index.ts';
import { type Bureau, openBureau } from '#commons/casework/testing/bureau.ts';
import { pacedErrand } from '#commons/casework/testing/errand.ts';
import { isWorkingDay, workdaysBetween } from '#kernel/calendar.ts';
import { addDays, instant, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { StayFigure, StayFigures, StayMatters } from './stays-contract.ts';

/** What one errand did, as the test itself has written it down. */
interface Stay {
  readonly state: string;
  readonly unit: string;
  readonly since: LocalDate;
  readonly goal: number;
  left?: LocalDate;
}

let bureau: Bureau;
let office: Actor;
let clerk: Actor;
const lived: Stay[] = [];

const UNITS = ['jx-licensing', 'jx-science'] as const;
const LIFE = [
  { state: 'handling', step: 'report', fields: { result: '已办' }, by: 'clerk', goal: 3 },
  { state: 'review', step: 'pass', fields: {}, by: 'department-head', goal: 2 },
  { state: 'checking', step: 'accept', fields: {}, by: 'openness-officer', goal: 1 },
] as const;

/** The same lives each time, none like another: a small generator of our own (Park and Miller). */
function chance() {
  let seed = 20_260_302;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

beforeAll(async () => {
  bureau = await openBureau();
  office = await bureau.who('openness-officer', 'jx-finance');
  clerk = await bureau.who('clerk', 'jx-licensing');
  const next = chance();
  const underway: { matter: MatterRow; at: number; unit: string; stay: Stay }[] = [];
  const comeInto = (at: number, unit: string, today: LocalDate): Stay => {
    const { state, goal } = LIFE[at] ?? LIFE[0];
    const stay: Stay = { state, unit: state === 'checking' ? 'jx-mpa' : unit, since: today, goal };
    lived.push(stay);
    return stay;
  };
  for (let day = 0; day < 30; day += 1) {
    const today = addDays(bureau.services.time.today(), day === 0 ? 0 : 1);
    bureau.moveTo(instant(`${today}T09:00:00+08:00`));
    if (day < 16) {
      const unit = UNITS[day % 2] ?? 'jx-licensing';
      underway.push({
        matter: await bureau.errand(unit, { kind: pacedErrand, title: `第 ${day} 件` }),
        at: 0,
        unit,
        stay: comeInto(0, unit, today),
      });
    }
    for (const one of underway) {
      const { step, fields, by } = LIFE[one.at] ?? { step: undefined, fields: {}, by: '' };
      if (!step || next() > 0.3) continue;
      const who = by === 'openness-officer' ? office : await bureau.who(by, one.unit);
      one.matter = await bureau.as(who, (a) =>
        takeStep(a, { matterId: one.matter.id, step, version: one.matter.version, fields }),
      );
      one.stay.left = today;
      // What waited for the whole bureau is counted with whoever ended it.
      if (by === 'openness-officer') Object.assign(one.stay, { unit: 'jx-finance' });
      one.at += 1;
      if (one.at < LIFE.length) one.stay = comeInto(one.at, one.unit, today);
    }
  }
});
afterAll(() => bureau.close());

const read = async <T>(actor: Actor, path: string): Promise<T> => (await bureau.browse(actor).get(path)).json();
const figures = (query: string) => read<StayFigures>(office, `/api/supervision/stays?size=100${query}`);

/** Counted day by day and sorted by hand, as slowly as one likes. */
function slowly(stays: readonly Stay[], from: LocalDate, to: LocalDate) {
  const calendar = bureau.services.calendar();
  const today = bureau.services.time.today();
  const days = (since: LocalDate, until: LocalDate) => {
    let n = 0;
    for (let on = since; on < until; ) {
      on = addDays(on, 1);
      if (isWorkingDay(on, calendar)) n += 1;
    }
    return n;
  };
  // Who leaves on a rest day after the last day of the goal has used no more working days and is late all the same.
  const past = (since: LocalDate, on: LocalDate, goal: number) => on > since && days(since, addDays(on, -1)) >= goal;
  const ended = stays.filter(({ left }) => left !== undefined && left >= from && left <= to);
  const took = ended.map(({ since, left }) => days(since, left ?? since)).sort((a, b) => a - b);
  // The first so many of which a share does not exceed.
  const share = (part: number) => took.find((_, at) => (at + 1) / took.length >= part) ?? null;
  const open = stays.filter(({ left }) => left === undefined);
  return {
    ended: ended.length,
    within: ended.filter(({ since, left, goal }) => !past(since, left ?? since, goal)).length,
    median: share(0.5),
    ninety: share(0.9),
    longest: took.at(-1) ?? null,
    open: open.length,
    openBeyond: open.filter(({ since, goal }) => past(since, today, goal)).length,
  };
}

const plain = ({ ended, within, median, ninety, longest, open, openBeyond }: StayFigure) => ({
  ended,
  within,
  median,
  ninety,
  longest,
  open,
  openBeyond,
});

describe('how long stages take', () => {
  it('is what counting day by day gives, for each stage, each unit and every period', async () => {
    const unitIds = new Map(
      await Promise.all([...UNITS, 'jx-finance', 'jx-mpa'].map(async (key) => [await bureau.unit(key), key] as const)),
    );
    expect(lived.filter(({ left }) => left).length).toBeGreaterThan(30);
    for (const [first, last] of [
      [0, 40],
      [0, 9],
      [10, 14],
      [25, 29],
    ] as const) {
      const from = addDays('2026-03-02' as LocalDate, first);
      const to = addDays('2026-03-02' as LocalDate, last);
      const { rows, total } = await figures(`&from=${from}&to=${to}`);
      expect(rows).toHaveLength(total);
      for (const { state } of LIFE) {
        const here = lived.filter((stay) => stay.state === state);
        const whole = rows.find((row) => row.state === state && row.unit === null);
        expect(whole ? plain(whole) : slowly([], from, to)).toEqual(slowly(here, from, to));
        for (const [id, key] of unitIds) {
          const one = rows.find((row) => row.state === state && row.unit?.id === id);
          const its = slowly(
            here.filter(({ unit }) => unit === key),
            from,
            to,
          );
          expect([key, one ? plain(one) : slowly([], from, to)]).toEqual([key, its]);
        }
      }
    }
  });

  it('leads from each figure to the stays it counts, the longest first', async () => {
    const { rows } = await figures('&kind=paced-errand');
    expect(rows.map(({ stateLabel }) => stateLabel)).toEqual(
      rows.map(({ stateLabel }) => stateLabel).toSorted((a, b) => STAGES.indexOf(a) - STAGES.indexOf(b)),
    );
    for (const row of rows) {
      const behind = async (end = '') =>
        read<StayMatters>(office, `/api/supervision/stays/matters?size=100&${row.query}${end}`);
      const all = await behind();
      const took = all.rows.map((one) => one.took);
      expect([all.total, took[0] ?? null]).toEqual([row.ended, row.longest]);
      expect(took).toEqual(took.toSorted((a, b) => b - a));
      expect((await behind('&end=within')).total).toBe(row.within);
      expect((await behind('&end=beyond')).total).toBe(row.ended - row.within);
      const open = await behind('&end=open');
      expect([open.total, open.rows.filter(({ beyond }) => beyond).length]).toEqual([row.open, row.openBeyond]);
      const [line] = all.rows;
      if (line?.leftOn) expect(line.took).toBe(workdaysBetween(line.sinceOn, line.leftOn, bureau.services.calendar()));
    }
  });

  it('leaves as a spreadsheet and as text, which is recorded; not shown to whoever supervises nothing', async () => {
    const { rows } = await figures('');
    const xlsx = await bureau.browse(office).get('/api/supervision/stays.xlsx');
    const [sheet] = (await readXlsx(xlsx.rawPayload)).sheets;
    expect(sheet?.rows).toHaveLength(rows.length + 1);
    const csv = (await bureau.browse(office).get('/api/supervision/stays.csv?kind=paced-errand')).body;
    expect(csv.split('\r\n')[0]).toContain('环节,单位,件次,中位数（工作日）');
    const kept = await bureau.services.db
      .selectFrom('journal_entry')
      .select('payload')
      .where('action', '=', 'supervision.stays-exported')
      .execute();
    expect(kept).toHaveLength(2);
    for (const path of ['stays', 'stays/matters', 'stays.xlsx', 'stays.csv'])
      expect((await bureau.browse(clerk).get(`/api/supervision/${path}`)).statusCode).toBe(403);
    const elsewhere = await bureau.who('openness-officer', 'nanchang');
    expect((await read<StayFigures>(elsewhere, '/api/supervision/stays')).total).toBe(0);
  });
});

const STAGES = ['办理中', '处室审核', '核验'];
