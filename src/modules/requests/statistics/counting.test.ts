import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yearTable } from './year-table.ts';
import type { OnTime } from '../../../commons/supervision/on-time-contract.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } } };
const counted = async (id: string) => {
  const [row] = await world.services.db
    .selectFrom('report.request_statistics')
    .select(['received_on as receivedOn', 'bucket', 'replied_on as repliedOn', 'due_on as dueOn', 'late'])
    .where('id', '=', id)
    .execute();
  return row;
};
const reopened = (id: string, orderedOn: string) =>
  desk.step(desk.officer, id, 'reopen', { reason: '复议决定责令重新答复', ordered: 'review', orderedOn });
const late = { lateReason: '档案调取耗时较长' };
const withdrawnOn = (id: string, on: string) =>
  desk.step(desk.officer, id, 'withdraw', { withdrawnOn: on, evidence: '申请人书面撤回' });

describe('late stays late', () => {
  test('an answer given late is counted as late after the request was taken up again and answered in time in another year', async () => {
    const id = await desk.underway('2025-11-03');
    desk.on('2025-12-02');
    await desk.letter(id, granted, late);
    expect(await counted(id)).toMatchObject({ dueOn: '2025-12-01', late: true });
    desk.on('2026-03-02');
    await reopened(id, '2026-03-02');
    expect(await counted(id)).toMatchObject({ repliedOn: '2025-12-02', dueOn: '2025-12-01', late: true });
    desk.on('2026-03-10');
    await desk.letter(id, granted);
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-03-30' });
    expect(await counted(id)).toMatchObject({ repliedOn: '2025-12-02', dueOn: '2025-12-01', late: true });
  });

  test('in the same year the answer given anew is the one that counts, and the lateness of the first is not wiped out by it', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-31');
    await desk.letter(id, granted, late);
    desk.on('2026-05-06');
    await reopened(id, '2026-05-06');
    await desk.letter(id, granted);
    expect(await counted(id)).toMatchObject({ repliedOn: '2026-05-06', dueOn: '2026-06-02', late: true });
  });

  test('an answer in time stays in time when a decision comes and the second is late in another year', async () => {
    const id = await desk.underway('2025-11-03');
    await desk.letter(id, granted);
    desk.on('2026-03-02');
    await reopened(id, '2026-03-02');
    desk.on('2026-04-01');
    await desk.letter(id, granted, late);
    expect(await counted(id)).toMatchObject({ repliedOn: '2025-11-03', dueOn: '2025-12-01', late: false });
  });

  test('what is given up while the applicant has the word was not late: no period ran', async () => {
    const id = await desk.underway('2026-03-02');
    const notice = await desk.letter(id, { kind: 'correction', content: { items: '请写明年份', days: 15 } });
    await desk.delivered(id, notice, '2026-03-02');
    desk.on('2026-04-20');
    await desk.letter(id, { kind: 'not-corrected', content: { facts: '期满后电话联系申请人，没有说明正当理由' } });
    expect(await counted(id)).toMatchObject({ bucket: 'other.overdueCorrection', late: false });
  });
});

describe('received is what the law calls received', () => {
  test('by mail without signature it is not before both sides have confirmed it: withdrawn before that it never came in', async () => {
    desk.on('2026-03-02');
    const { matter } = await desk.register({ channel: 'ordinary-mail' });
    await withdrawnOn(matter.id, '2026-03-02');
    expect(await desk.matter(matter.id)).toMatchObject({ state: 'withdrawn' });
    expect(await counted(matter.id)).toBeUndefined();
  });

  test('handed in it counts on that day, confirmed or not, also when it is withdrawn; before it is confirmed nothing is late', async () => {
    desk.on('2026-03-02');
    const { matter } = await desk.register();
    desk.on('2026-06-02');
    expect(await counted(matter.id)).toMatchObject({ receivedOn: '2026-03-02', repliedOn: null, dueOn: null });
    await withdrawnOn(matter.id, '2026-06-02');
    expect(await counted(matter.id)).toMatchObject({
      receivedOn: '2026-03-02',
      bucket: 'other.other',
      dueOn: null,
      late: false,
    });
  });

  test('the table of the year stands on both sides with what was withdrawn before it was confirmed', async () => {
    const { bureauId } = await desk.matter((await desk.underway('2026-03-02')) as string);
    const before = await yearTable(world.services.db, bureauId, 2026);
    for (const channel of ['ordinary-mail', 'fax', 'email', 'other-office', 'counter', 'oral'] as const) {
      const { matter } = await desk.register({ channel });
      await withdrawnOn(matter.id, '2026-03-02');
    }
    const after = await yearTable(world.services.db, bureauId, 2026);
    expect(after.newReceived.total - before.newReceived.total).toBe(2);
    expect(after['other.other'].total - before['other.other'].total).toBe(2);
    expect(after.newReceived.total + after.carriedOver.total).toBe(
      after.totalProcessed.total + after.carriedForward.total,
    );
  });
});

test('the on-time rate of supervision has each answer in its quarter, late where the annual figures have it late', async () => {
  const { db } = world.services;
  const { rows: kept } = await sql<{ quarter: string; ended: number; inTime: number }>`
    select extract(year from replied_on) || '-' || extract(quarter from replied_on) as quarter, count(*)::int as ended,
      count(*) filter (where not late)::int as "inTime"
    from report.request_statistics where late is not null group by 1`.execute(db);
  expect(kept.some(({ ended, inTime }) => ended > inTime)).toBe(true);
  desk.on('2026-09-01');
  const officer = await signedIn(world, desk.officer, 'rates');
  const { rows } = (await officer.get('/api/supervision/on-time?kind=request')).json<OnTime>();
  const [whole, ...units] = rows.map(({ cells }) => cells.filter(({ ended }) => ended > 0));
  const plain = (cells: OnTime['rows'][number]['cells'] = []) =>
    cells.map(({ quarter, ended, inTime }) => ({ quarter, ended, inTime }));
  expect(plain(whole)).toEqual(kept.toSorted((a, b) => a.quarter.localeCompare(b.quarter)));
  expect(units.flat().reduce((sum, { ended }) => sum + ended, 0)).toBe(kept.reduce((sum, { ended }) => sum + ended, 0));
});
