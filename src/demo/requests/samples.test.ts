import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import { requestsDesk } from '../../modules/requests/testing/requests-desk.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { type DemoRequest, EARLIER_REPLY } from './case.ts';
import { demoRequests, liveRequests, mailsWaiting, openOffice, SAMPLES, sampleRequests } from './index.ts';

const NOW = instant('2026-11-24T03:10:00Z');
/** Asked and answered, and asked again. */
const twice = pairOf(demoRequests);
/** Charged, and paid on the platform. */
const paidThere = demoRequests
  .filter(({ happened = [] }) => happened.some((one) => 'paidOnPlatform' in one))
  .slice(0, 1);
let world: World;
beforeAll(async () => {
  world = await makeWorld();
  world.clock.moveTo(NOW);
  await openOffice(world.services, world.cast);
  await liveRequests(world.services, world.clock, NOW, [...sampleRequests, ...twice, ...paidThere]);
}, 120_000);
afterAll(() => world?.close());

const rows = () =>
  world.services.db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['m.title', 'm.state', 'm.due_on', 'm.clock_state', 'r.description', 'r.arrived_on'])
    .execute();

test('each stands where its title says it stands', async () => {
  const all = await rows();
  expect(all).toHaveLength(sampleRequests.length + twice.length + paidThere.length);
  const state = (title: string) => all.find((row) => row.title === title)?.state;
  expect(Object.fromEntries(Object.entries(SAMPLES).map(([key, title]) => [key, state(title)]))).toEqual({
    unconfirmed: undefined,
    toAssign: 'accepted',
    processing: 'processing',
    unclear: 'processing',
    notHeld: 'processing',
    partial: 'processing',
    thirdParties: 'processing',
    consulting: 'processing',
    correctionOpen: 'awaitingCorrection',
    correctionOver: 'awaitingCorrection',
    feeOpen: 'awaitingPayment',
    feeOver: 'awaitingPayment',
    reasons: 'awaitingReasons',
    overdue: 'processing',
    counter: 'processing',
    review: 'letterReview',
    issue: 'letterIssue',
    dispatch: 'dispatch',
    answered: 'answered',
  });
  expect(all.filter(({ description }) => description.startsWith(SAMPLES.unconfirmed))).toMatchObject([
    { state: 'submitted', arrived_on: '2026-11-19' },
  ]);
});

test('the overdue one is overdue, both consultations are under way, and the periods that are over are over', async () => {
  const all = await rows();
  expect(all.find(({ title }) => title === SAMPLES.overdue)?.due_on?.localeCompare('2026-11-24')).toBeLessThan(0);
  expect(all.find(({ title }) => title === SAMPLES.consulting)?.clock_state).toBe('paused');
  const waiting = await world.services.db
    .selectFrom('request_consultation')
    .select('delivered_on')
    .where('answered_on', 'is', null)
    .where('closed_on', 'is', null)
    .execute();
  expect(waiting).toHaveLength(2);
  const desk = await requestsDesk(world);
  for (const [title, kind] of [
    [SAMPLES.correctionOver, 'not-corrected'],
    [SAMPLES.feeOver, 'not-paid'],
  ] as const) {
    const { id } = await world.services.db
      .selectFrom('matter')
      .select('id')
      .where('title', '=', title)
      .executeTakeFirstOrThrow();
    await desk.letter(id, { kind, content: { facts: '期限已过，申请人没有回复。' } });
  }
});

test('a reply that the same was asked before names the day and the number of the answer to that', async () => {
  const repeated = await world.services.db
    .selectFrom('request_letter as l')
    .select('l.content')
    .where('l.reply_kind', '=', 'notProcessed.duplicate')
    .execute();
  expect(repeated).toMatchObject([
    {
      content: {
        parts: {
          earlierReply: expect.stringMatching(/^\d{4}年\d+月\d+日《政府信息公开告知书》（依申请公开〔\d{4}〕\d+号）$/),
        },
      },
    },
  ]);
});

test('the journal of all of them holds', async () => {
  expect(await verifyJournal(world.services.db, world.services.time.today())).toMatchObject({ findings: [] });
});

function pairOf(all: readonly DemoRequest[]): readonly DemoRequest[] {
  const again = all.find(({ happened = [] }) => JSON.stringify(happened).includes(EARLIER_REPLY));
  const first = all.find(({ asks, applicant }) => asks === again?.asks && applicant === again.applicant);
  return again && first ? [first, again].map((one) => ({ ...one, unit: 'jx-inspection' })) : [];
}

test('a fee is paid on the platform, by the doors that take its signed calls; two mails wait in the pen', async () => {
  const reports = await world.services.db.selectFrom('exchange_payment_report').select('outcome').execute();
  expect(reports.map(({ outcome }) => outcome)).toEqual(['taken']);
  await mailsWaiting(world.services, NOW);
  const mails = await world.services.db.selectFrom('request_mail').select(['state', 'trouble']).execute();
  expect(mails).toEqual([
    { state: 'waiting', trouble: null },
    { state: 'waiting', trouble: null },
  ]);
});
