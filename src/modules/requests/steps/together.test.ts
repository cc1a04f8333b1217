import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TogetherOffer } from '#commons/casework/together-contract.ts';
import { historyOf } from '#commons/casework/index.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { RequestPage } from '../ledger/contract.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let officer: Browser;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-05');
  officer = await signedIn(world, desk.officer, 'officer');
});
afterAll(() => world?.close());

const seen = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => ({ id, version: (await desk.matter(id)).version })));
const send = async (who: Browser, step: string, ids: readonly string[], fields: object) =>
  who.post(`/api/steps/${step}`, { matters: await seen(ids), fields });
const reasonsOf = (answer: { json(): unknown }) => (answer.json() as { reasons: string[] }).reasons;
const submitted = async (channel: 'fax' | 'email' | 'counter', arrivedOn: string) =>
  (await desk.register({ channel, arrivedOn })).matter;
const confirmed = async () => {
  const { id } = await submitted('counter', '2026-03-05');
  await desk.step(desk.officer, id, 'confirm', { receivedOn: '2026-03-05', evidence: '已给登记回执' });
  return id;
};
const evidence = '3月5日逐件电话确认';

describe('several requests in one act', () => {
  test('are confirmed together, each received on the day of its own channel, each with its journal entry', async () => {
    const ids = [
      (await submitted('email', '2026-03-03')).id,
      (await submitted('fax', '2026-03-04')).id,
      (await submitted('counter', '2026-03-02')).id,
    ];
    const answer = await send(officer, 'confirm', ids, { confirmedOn: '2026-03-05', evidence });
    expect(answer.json()).toEqual({ done: 3 });
    const now = await Promise.all(ids.map((id) => desk.matter(id)));
    expect(now.map(({ state, receivedOn }) => [state, receivedOn])).toEqual([
      ['accepted', '2026-03-05'],
      ['accepted', '2026-03-05'],
      ['accepted', '2026-03-02'],
    ]);
    const last = await Promise.all(ids.map(async (id) => (await historyOf(world.services.db, id)).at(-1)?.action));
    expect(last).toEqual(['request.confirm', 'request.confirm', 'request.confirm']);
  });

  test('are assigned to one unit together, and stand in its list', async () => {
    const ids = [await confirmed(), await confirmed()];
    const unitId = await desk.unit('jx-inspection');
    expect((await send(officer, 'assign', ids, { unitId, note: '一并检索' })).json()).toEqual({ done: 2 });
    const clerk = await signedIn(world, desk.clerk, 'clerk');
    const { rows } = (await clerk.get('/api/requests?desk=handling')).json<RequestPage>();
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test('all or none: every refusal by its number, and what could have been done is not done either', async () => {
    const fine = await submitted('email', '2026-03-05');
    const late = await submitted('email', '2026-03-05');
    const done = await confirmed();
    const doneNumber = (await desk.matter(done)).number;
    const matters = await seen([fine.id, late.id, done]);
    await desk.step(desk.officer, late.id, 'withdraw', { withdrawnOn: '2026-03-05', evidence: '来电撤回' });
    const answer = await officer.post('/api/steps/confirm', {
      matters,
      fields: { confirmedOn: '2026-03-04', evidence },
    });
    expect([answer.statusCode, reasonsOf(answer)]).toEqual([
      409,
      [
        '一件也没有办理：下列 3 处需要先处理',
        expect.stringMatching(`^${fine.number}：确认之日.*不能早于`),
        expect.stringMatching(`^${late.number}：您打开之后，他人已经修改过`),
        `${doneNumber}：当前状态为「待分办」，不能确认收到`,
      ],
    ]);
    expect((await desk.matter(fine.id)).state).toBe('submitted');
  });

  test('what is wrong in the form is said once, beside its field', async () => {
    const ids = [(await submitted('email', '2026-03-05')).id, (await submitted('fax', '2026-03-05')).id];
    const answer = await send(officer, 'confirm', ids, { confirmedOn: '昨天' });
    expect([answer.statusCode, Object.keys((answer.json() as { fields: object }).fields).toSorted()]).toEqual([
      422,
      ['confirmedOn', 'evidence'],
    ]);
  });

  test('only steps a kind names, only by whoever may take them, only of what they may see', async () => {
    const id = await confirmed();
    const reason = { withdrawnOn: '2026-03-05', evidence: '来电撤回' };
    expect(reasonsOf(await send(officer, 'withdraw', [id], reason))[1]).toContain('这一步不能成批办理');
    const head = await signedIn(world, desk.head, 'head');
    const unitId = await desk.unit('jx-inspection');
    expect(reasonsOf(await send(head, 'assign', [id], { unitId }))[1]).toContain('有 1 件事项没有找到');
    await desk.step(desk.officer, id, 'assign', { unitId });
    expect(reasonsOf(await send(head, 'assign', [id], { unitId }))[1]).toContain('您的岗位不能分办');
    const offered = async (who: Browser) =>
      (await who.get('/api/steps?kind=request')).json<{ offers: TogetherOffer[] }>().offers.map(({ key }) => key);
    expect([await offered(officer), await offered(head)]).toEqual([['confirm', 'assign'], []]);
  });
});
