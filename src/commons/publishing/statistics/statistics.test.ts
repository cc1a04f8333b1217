import { afterAll, beforeAll, expect, it } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { PublishingStatistics } from './contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const statistics = async (year?: number) =>
  (
    await room.browse(room.people.office).get(`/api/publishing-statistics${year ? `?year=${year}` : ''}`)
  ).json<PublishingStatistics>();

it('counts a year from what happened: released, late, withdrawn, kept and why, emergencies, numbers without gaps', async () => {
  const { drafter, reviewer, issuer, releaser } = room.people;
  await room.released();
  const wrong = await room.released();
  await room.take(issuer, wrong, 'withdraw', { cause: 'error', reason: '有误' });
  await room.draft({ disclosure: 'none', disclosureBasis: 'article-16-process', disclosureReason: '过程性信息' });
  const urgent = await room.draft();
  await room.take(drafter, urgent, 'submitUrgently', { cause: 'warning', reason: '突发事件' });
  await room.take(reviewer, urgent, 'secrecySign', { opinion: '可以', checklist: CHECKLIST });
  await room.take(issuer, urgent, 'issue', { opinion: '同意', urgencyReason: '同意先发' });
  await room.take(releaser, urgent, 'release');
  const late = await room.draft();
  await room.sign(late);
  room.moveTo(instant('2026-04-20T09:00:00+08:00'));
  await room.take(releaser, late, 'release');

  expect(await statistics()).toMatchObject({
    year: 2026,
    released: 4,
    inTime: 3,
    late: 1,
    byType: [{ key: 'announcement', label: '通知公告', count: 4 }],
    byDisclosure: [
      { key: 'active', count: 4 },
      { key: 'none', count: 1 },
    ],
    byBasis: [{ key: 'article-16-process', count: 1 }],
    withdrawals: [{ key: 'error', count: 1 }],
    emergency: { released: 1, open: 1, overdue: 1 },
    indexNumbers: { issued: 5, missing: [] },
  });
  expect(await statistics(2025)).toMatchObject({ released: 0, indexNumbers: { issued: 0, missing: [] } });
});

it('counts what was to be public by now and is not, in the year of its last day, and nothing that is not for the public', async () => {
  const before = await statistics();
  await room.draft({ formedOn: '2026-04-20' });
  await room.draft({ disclosure: 'none', disclosureBasis: 'article-16-process', disclosureReason: '过程性信息' });
  expect((await statistics()).unpublished).toEqual(before.unpublished);
  room.moveTo(instant('2026-12-01T09:00:00+08:00'));
  expect((await statistics()).unpublished).toEqual({ first: before.unpublished.first + 1, changes: 0 });
  expect((await statistics(2025)).unpublished).toEqual({ first: 0, changes: 0 });
});

it('leads from each number to as many rows of the ledger', async () => {
  const year = await statistics();
  const rows = async (query: string) =>
    (await room.browse(room.people.office).get(`/api/documents?${query}`)).json<{ total: number }>().total;
  const out = 'releasedIn=2026';
  expect(await rows(out)).toBe(year.released);
  expect(await rows(`${out}&promptness=late`)).toBe(year.late);
  expect(await rows(`${out}&promptness=in-time`)).toBe(year.inTime);
  expect(await rows('dueIn=2026&unpublished=first')).toBe(year.unpublished.first);
  expect(await rows('dueIn=2026&unpublished=change')).toBe(year.unpublished.changes);
  for (const [name, counts] of [
    [`${out}&type`, year.byType],
    [`${out}&statutoryClass`, year.byStatutoryClass],
    [`${out}&opennessClass`, year.byOpennessClass],
    ['begunIn=2026&disclosure', year.byDisclosure],
    ['begunIn=2026&basis', year.byBasis],
  ] as const)
    for (const { key, count } of counts) expect([name, key, await rows(`${name}=${key}`)]).toEqual([name, key, count]);
  expect(await rows('releasedIn=2025')).toBe(0);
});

it('is for those who answer for the year, not for every clerk', async () => {
  const clerk = await room.who('drafter', 'jx-legal');
  expect((await room.browse(clerk).get('/api/publishing-statistics')).statusCode).toBe(403);
});
