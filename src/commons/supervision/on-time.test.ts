import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '#commons/casework/index.ts';
import { type Bureau, openBureau } from '#commons/casework/testing/bureau.ts';
import { pacedErrand } from '#commons/casework/testing/errand.ts';
import { instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { act } from '#platform/services.ts';
import type { OnTime, OnTimeMatters } from './on-time-contract.ts';
import { onTimeLights, rateLight } from './on-time-lights.ts';

let bureau: Bureau;
let office: Actor;
let clerk: Actor;
let head: Actor;

const on = (day: string) => bureau.moveTo(instant(`${day}T09:00:00+08:00`));

/** An errand of ten working days from the second of March, ended on a day; one that `waits` for others does not count from then until it is reported. */
async function lived(endsOn: string, { waits = false } = {}): Promise<string> {
  on('2026-03-02');
  let matter = await bureau.errand('jx-licensing', { kind: pacedErrand });
  const take = async (who: Actor, step: string, fields: object = {}) => {
    matter = await bureau.as(who, (a) => takeStep(a, { matterId: matter.id, step, version: matter.version, fields }));
  };
  if (waits) await take(clerk, 'wait');
  on(endsOn);
  await take(clerk, 'report', { result: '已办' });
  await take(head, 'pass');
  await take(office, 'accept');
  return matter.id;
}

let late: string;
beforeAll(async () => {
  bureau = await openBureau();
  office = await bureau.who('openness-officer', 'jx-finance');
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  // The tenth working day is the sixteenth of March.
  await lived('2026-03-16');
  late = await lived('2026-03-17');
  await lived('2026-04-03', { waits: true });
  on('2026-05-06');
});
afterAll(() => bureau.close());

const read = async <T>(who: Actor, path: string): Promise<T> => (await bureau.browse(who).get(path)).json();
const rates = (query = '') => read<OnTime>(office, `/api/supervision/on-time?kind=paced-errand${query}`);

describe('whether periods were kept', () => {
  it('is told by unit for the last eight quarters: the last day is in time, the next is late, and lawful waiting is never late', async () => {
    const { quarters, rows } = await rates();
    expect([quarters.length, quarters[0]?.label, quarters.at(-1)?.label]).toEqual([
      8,
      '2024年第三季度',
      '2026年第二季度',
    ]);
    expect(rows.map(({ unit }) => unit?.name ?? null)).toEqual([null, '行政许可处']);
    for (const { cells } of rows) {
      expect(cells.map(({ ended, inTime }) => [ended, inTime]).slice(-2)).toEqual([
        [2, 1],
        [1, 1],
      ]);
      expect(cells.slice(0, 6).every(({ light }) => light.colour === 'none')).toBe(true);
      expect(cells.slice(-2).map(({ light }) => [light.colour, light.words])).toEqual([
        ['red', '50%（1/2）'],
        ['green', '100%（1/1）'],
      ]);
    }
  });

  it('leads from a quarter to its ends, and draws the line of one unit', async () => {
    const behind = await read<OnTimeMatters>(
      office,
      '/api/supervision/on-time/matters?kind=paced-errand&quarter=2026-1&late=true',
    );
    expect(behind.rows).toMatchObject([{ id: late, endedOn: '2026-03-17', late: true }]);
    const unit = await bureau.unit('jx-licensing');
    const { line } = await rates(`&unit=${unit}`);
    expect(line.unit).toEqual({ id: unit, name: '行政许可处' });
    expect(decodeURIComponent(line.picture.src)).toContain('2026年');
    expect((await rates()).line.unit).toBeNull();
  });

  it('has its lights by settings of the office, and cuts a rate rather than round it up', async () => {
    const usual = await onTimeLights.current(bureau.services.db);
    expect(rateLight(996, 1000, usual)).toMatchObject({ colour: 'green', words: '99%（996/1000）' });
    expect([979, 900, 899].map((n) => rateLight(n, 1000, usual).colour)).toEqual(['yellow', 'yellow', 'red']);
    await act(bureau.services, office, (a) => onTimeLights.write(a, { green: 50, yellow: 10 }));
    expect((await rates()).rows[0]?.cells.at(-2)?.light.colour).toBe('green');
  });

  it('is for whoever supervises, of their own bureau, and not found for work without periods', async () => {
    expect((await bureau.browse(clerk).get('/api/supervision/on-time')).statusCode).toBe(403);
    expect((await bureau.browse(clerk).get('/api/supervision/on-time/matters')).statusCode).toBe(403);
    expect((await bureau.browse(office).get('/api/supervision/on-time?kind=errand')).statusCode).toBe(404);
    const elsewhere = await bureau.who('openness-officer', 'nanchang');
    expect((await read<OnTime>(elsewhere, '/api/supervision/on-time')).rows.map(({ unit }) => unit)).toEqual([null]);
  });
});
