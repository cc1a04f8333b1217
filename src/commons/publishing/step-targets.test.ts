import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chaseTargets, type MatterRow } from '#commons/casework/index.ts';
import type { MatterDetail, ToDo } from '#commons/casework/contract.ts';
import { type Instant, instant } from '#kernel/dates.ts';
import { checked } from '#platform/validation.ts';
import type { PublishingStatistics } from './statistics/contract.ts';
import { stepTargets } from './step-targets.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';

// Monday 2 March 2026; no holiday in the three weeks that follow.
const at = (day: string, time = '09:00'): Instant => instant(`2026-03-${day}T${time}:00+08:00`);

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const shown = async ({ id }: MatterRow) =>
  (await room.browse(room.people.drafter).get(`/api/matters/${id}`)).json<MatterDetail>().matter.target;
const told = async () =>
  (
    await room.database.db
      .selectFrom('notice')
      .select(['person_id', 'title', 'body'])
      .where('dedupe', 'like', 'target:%')
      .execute()
  ).map(({ person_id, title, body }) => ({ to: person_id, said: `${title} ${body}` }));

describe('the goal of a step', () => {
  it('begins with each step, is told in working days, and ends with the work', async () => {
    const matter = await room.draft();
    expect(await shown(matter)).toMatchObject({
      on: '2026-03-09',
      days: 5,
      light: { colour: 'green', words: '目标 5 个工作日，还剩 5 个工作日' },
    });
    await room.sign(matter, 'submit');
    for (const [day, colour, words] of [
      ['02', 'green', '还剩 2 个工作日'],
      ['04', 'yellow', '今天到期'],
      ['05', 'red', '已超过 1 个工作日'],
      ['08', 'red', '已超过 2 个工作日'],
    ] as const) {
      room.moveTo(at(day, '10:00'));
      const target = await shown(matter);
      expect(target).toMatchObject({ on: '2026-03-04', days: 2, light: { colour } });
      expect(target?.light.words).toBe(`目标 2 个工作日，${words}`);
    }
    const { waiting } = (await room.browse(room.people.head).get('/api/todo')).json<ToDo>();
    expect(waiting[0]?.target?.light.words).toContain('已超过');
    const list = (await room.browse(room.people.drafter).get('/api/documents')).json<{ rows: unknown[] }>();
    expect(list.rows[0]).toMatchObject({ target: { on: '2026-03-04' } });
    const { head, reviewer, issuer, releaser } = room.people;
    await room.take(head, matter, 'headSign', { opinion: '同意' });
    await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密', checklist: CHECKLIST });
    await room.take(issuer, matter, 'issue', { opinion: '同意' });
    await room.take(releaser, matter, 'release');
    expect(await shown(matter)).toBeNull();
  });

  it('is the one of its type, and the one set last; what is under way keeps the one it began with', async () => {
    const before = await room.draft({ columnKey: 'news' }, 'news');
    expect((await shown(before))?.days).toBe(2);
    const values = await stepTargets.current(room.database.db);
    await room.as(room.people.office, (a) =>
      stepTargets.write(a, { ...values, news: { ...values.news, drafting: 7 } }),
    );
    expect((await shown(before))?.days).toBe(2);
    expect((await shown(await room.draft({ columnKey: 'news' }, 'news')))?.days).toBe(7);
    // A type no setting names goes by the goals of the others.
    expect((await shown(await room.draft({ data: { facts: [] } }, 'bulletin')))?.days).toBe(5);
  });

  it.each([[0], [21], [1.5], [undefined]])('cannot be set to %s days', async (drafting) => {
    const values = await stepTargets.current(room.database.db);
    expect(() => checked(stepTargets.schema, { ...values, news: { ...values.news, drafting } })).toThrow();
    expect(() => checked(stepTargets.schema, values)).not.toThrow();
  });
});

describe('a step that comes to the end of its goal', () => {
  it('is chased on that day and every working day after, once a day, and from the third by those above', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'submit');
    const { head, office } = room.people;
    const days: [string, number][] = [
      ['03', 0],
      ['04', 1],
      ['05', 1],
      ['07', 0],
      ['06', 1],
    ];
    for (const [day, chased] of days) {
      room.moveTo(at(day));
      expect(await chaseTargets(room.services)).toBe(chased);
    }
    await chaseTargets(room.services);
    expect((await told()).map(({ to }) => to)).toEqual([head.id, head.id, head.id]);
    expect((await told())[0]?.said).toContain('本环节今天到期');
    expect((await told())[1]?.said).toContain('已超过 1 个工作日');
    room.moveTo(at('09'));
    await chaseTargets(room.services);
    expect((await told()).slice(3).map(({ to }) => to)).toEqual(expect.arrayContaining([head.id, office.id]));
  });

  it('is left in peace once it has moved on', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    room.moveTo(at('03'));
    expect(await chaseTargets(room.services)).toBe(0);
    expect(await told()).toEqual([]);
  });
});

it('the statistics of the year count the steps of each unit, and those within their goal', async () => {
  const first = await room.draft();
  await room.sign(first);
  await room.take(room.people.releaser, first, 'release');
  const second = await room.draft();
  await room.sign(second, 'submit');
  room.moveTo(at('10'));
  await room.take(room.people.head, second, 'headSign', { opinion: '同意' });
  room.moveTo(at('20'));
  const read = async (year: number) =>
    (await room.browse(room.people.office).get(`/api/publishing-statistics?year=${year}`)).json<PublishingStatistics>()
      .steps;
  const names = await room.database.db
    .selectFrom('unit')
    .select(['key', 'name'])
    .where('key', 'in', ['jx-finance', 'jx-mpa', 'jx-information'])
    .execute();
  const name = (key: string) => names.find((unit) => unit.key === key)?.name;
  const rows = await read(2026);
  // Finance: drafting, department and secrecy of the first; drafting and the late review of the second.
  expect(rows.find(({ unit }) => unit === name('jx-finance'))).toMatchObject({ total: 5, within: 4 });
  expect(rows.find(({ unit }) => unit === name('jx-information'))).toMatchObject({ total: 1, within: 1 });
  // The bureau: the issue of the first; the secrecy review of the second, which nobody has taken up.
  expect(rows.find(({ unit }) => unit === name('jx-mpa'))).toMatchObject({ total: 2, within: 1 });
  expect(await read(2025)).toEqual([]);
});
