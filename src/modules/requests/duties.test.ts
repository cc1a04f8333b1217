import { afterAll, beforeAll, expect, test } from 'vitest';
import { remind, todoOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { openDuties } from './duties.ts';
import { requestsDesk } from './testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const owed = async (id: string, who = desk.officer) =>
  (await todoOf(world.services, who)).waiting
    .filter((line) => line.id === id && line.why === 'duty')
    .map(({ task }) => task);
const morning = async (day: string) => {
  desk.on(day);
  await openDuties(world.services);
};

test('an arrival not written down three working days after sending is owed until it is, also once the request is answered', async () => {
  const id = await desk.underway('2026-03-02');
  const letterId = await desk.letter(id, {
    kind: 'reply',
    content: { ground: 'supplied', parts: { information: '见附件' } },
  });
  await morning('2026-03-05');
  expect(await owed(id)).toEqual([]);
  await morning('2026-03-06');
  await morning('2026-03-07');
  expect(await owed(id)).toEqual([expect.stringMatching(/^登记政府信息公开告知书（.+号）的送达日期和凭证$/)]);
  await desk.delivered(id, letterId, '2026-03-03');
  expect(await owed(id)).toEqual([]);
});

test('whoever owes something of a request that is answered can be reminded of it: nobody is told that nothing is awaited', async () => {
  const id = await desk.underway('2026-03-02');
  await desk.letter(id, { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } });
  const chief = await world.cast('supervisor');
  const reasons = (what: string) =>
    world
      .as(chief, (act) => remind(act, { matterId: id, reason: what }))
      .then(
        ({ told }) => ({ told }),
        ({ reasons: why }: { reasons: string[] }) => why,
      );
  expect(await reasons('请登记送达')).toEqual(['目前没有等待任何人办理，不需要催办']);
  await morning('2026-03-06');
  expect(await reasons('请登记送达')).toEqual({ told: expect.any(Number) });
  const told = await world.services.db
    .selectFrom('notice')
    .select('person_id')
    .where('matter_id', '=', id)
    .where('kind', '=', 'reminder')
    .execute();
  expect(told.map(({ person_id }) => person_id)).toContain(desk.officer.id);
});

test('a correction that does not come is decided upon: asked for on the day after the last, gone once it is done', async () => {
  const id = await desk.underway('2026-09-15');
  desk.on('2026-09-21');
  const letterId = await desk.letter(id, { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } });
  await desk.delivered(id, letterId, '2026-09-21');
  await morning('2026-10-19');
  expect(await owed(id)).toEqual([]);
  await morning('2026-10-20');
  expect(await owed(id)).toEqual([expect.stringMatching(/^补正期限已满：登记收到的补正/)]);
  expect(await owed(id, desk.clerk)).toEqual([expect.stringMatching(/拟写逾期不补正告知书并送审$/)]);
  await desk.letter(id, { kind: 'not-corrected', content: { facts: '电话联系申请人，没有说明正当理由。' } });
  expect([...(await owed(id)), ...(await owed(id, desk.clerk))]).toEqual([]);
});

test('silence of a third party is decided upon after fifteen working days, without its name in the list', async () => {
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-10');
  const letterId = await desk.letter(id, {
    kind: 'consultation',
    content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '监督抽检报告' },
  });
  await desk.delivered(id, letterId, '2026-03-10');
  await morning('2026-03-31');
  expect(await owed(id)).toEqual([]);
  await morning('2026-04-01');
  const [task] = await owed(id);
  expect(task).toMatch(/^征求意见期限已满（.+号）/);
  const [one] = await desk.consultations(id);
  await desk.step(desk.officer, id, 'consultClosed', {
    consultationId: one?.id,
    decides: 'disclose',
    decision: '经审查不涉及商业秘密',
  });
  expect(await owed(id)).toEqual([]);
});

test('reasons that do not come are not waited for: the period runs on, and the day after the last the office is asked to go on', async () => {
  const id = await desk.underway('2026-03-02');
  const letterId = await desk.letter(id, { kind: 'reasons', content: { facts: '本月已经提出三十件申请', days: 5 } });
  await desk.delivered(id, letterId, '2026-03-02');
  expect(await desk.matter(id)).toMatchObject({ state: 'awaitingReasons', clockState: 'running', dueOn: '2026-03-30' });
  await morning('2026-03-09');
  expect(await owed(id)).toEqual([]);
  await morning('2026-03-10');
  expect(await owed(id)).toEqual([expect.stringContaining('说明理由的期限已满，答复期限照常计算')]);
  await desk.step(desk.officer, id, 'noReasons', { reason: '期满没有收到说明' });
  expect(await owed(id)).toEqual([]);
});
