import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatterDetail, ToDo } from '#commons/casework/contract.ts';
import { assign as nameAssignee, stepsOffered } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { PASSWORD, signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { RequestPage } from '../ledger/contract.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { requestTargets } from './targets.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let head: Browser;
let officer: Browser;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  head = await signedIn(world, desk.head, 'head');
  officer = await signedIn(world, desk.officer, 'officer');
});
afterAll(() => world?.close());

/** Both at their browsers, on another day. */
async function comeIn(day: string): Promise<void> {
  desk.on(day);
  await head.signIn('head', PASSWORD);
  await officer.signIn('officer', PASSWORD);
}
const why = { reason: 'notKept', note: '抽检结果由药品监督管理处保存' };
const handBack = async (who: Browser, id: string, fields: object = why) =>
  who.post(`/api/matters/${id}/steps/handBack`, { version: (await desk.matter(id)).version, fields });
const again = async (id: string) => desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-inspection') });
const detail = async (who: Browser, id: string) => (await who.get(`/api/matters/${id}`)).json<MatterDetail>();
const reasonsOf = (answer: { json(): unknown }) => (answer.json() as { reasons: string[] }).reasons;

describe('退回分办', () => {
  test('the head gives back what is not the unit’s: it waits at the openness office with the reason, and the period runs on', async () => {
    const id = await desk.underway('2026-03-02');
    await world.as(desk.head, async (act) =>
      nameAssignee(act, { matterId: id, personId: desk.clerk.id, version: (await desk.matter(id)).version }),
    );
    const { dueOn } = await desk.matter(id);
    await comeIn('2026-03-05');
    const answer = await handBack(head, id);
    expect(answer.json()).toMatchObject({ outOfSight: true });
    const office = await desk.unit('jx-finance');
    expect(await desk.matter(id)).toMatchObject({
      state: 'accepted',
      leadUnitId: office,
      assigneeId: null,
      clockState: 'running',
      dueOn,
    });
    expect((await head.get(`/api/matters/${id}`)).statusCode).toBe(404);

    const { timeline } = await detail(officer, id);
    expect(timeline.at(-1)).toMatchObject({ action: 'request.handBack', label: '退回分办' });
    const said = timeline.at(-1)?.fields.map(({ label, value }) => `${label}：${value}`);
    expect(said).toEqual([
      '退回理由：信息不由本处室制作或者保存',
      '说明：抽检结果由药品监督管理处保存',
      '单位：稽查处',
      '承办自：2026年3月2日',
      '承办时间（工作日）：3',
      '第几次退回：1',
    ]);
    const { returned } = (await officer.get('/api/todo')).json<ToDo>();
    expect(returned.map((line) => [line.id, line.returnedFor])).toEqual([[id, '信息不由本处室制作或者保存']]);
    const { rows } = (await officer.get('/api/requests?desk=unassigned')).json<RequestPage>();
    expect(rows.map((row) => [row.id, row.handedBackFor])).toEqual([[id, '信息不由本处室制作或者保存']]);

    await again(id);
    await comeIn('2026-03-02');
    expect((await officer.get('/api/requests')).json<RequestPage>().rows[0]?.handedBackFor).toBeNull();
  });

  test('how long the unit had it is counted to the unit, and the next one begins its own', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-05');
    await desk.step(desk.head, id, 'handBack', why);
    await desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-legal') });
    const stays = await world.services.db
      .selectFrom('matter_stay as s')
      .leftJoin('unit as u', 'u.id', 's.unit_id')
      .select(['s.state', 'u.key', 's.since_on', 's.left_on'])
      .where('s.matter_id', '=', id)
      .where('s.state', '=', 'processing')
      .orderBy('s.id')
      .execute();
    desk.on('2026-03-02');
    expect(stays).toEqual([
      { state: 'processing', key: 'jx-inspection', since_on: '2026-03-02', left_on: '2026-03-05' },
      { state: 'processing', key: 'jx-legal', since_on: '2026-03-05', left_on: null },
    ]);
  });

  test('twice and no oftener: the third is refused with the reason, shown beside the button', async () => {
    const id = await desk.underway('2026-03-02');
    for (const _ of [1, 2]) {
      expect((await handBack(head, id)).statusCode).toBe(200);
      await again(id);
    }
    const third = await handBack(head, id);
    const reason = '本件已经退回分办 2 次，不能再退回：由政务公开办公室决定承办单位，有不同意见请与其协商';
    expect([third.statusCode, reasonsOf(third)]).toEqual([409, [reason]]);
    const offer = (await detail(head, id)).steps.find(({ key }) => key === 'handBack');
    expect(offer?.refusals).toEqual([reason]);
  });

  test('how often is a setting; none at all is possible', async () => {
    const id = await desk.underway('2026-03-02');
    const set = async (handBacks: number) =>
      world.as(desk.officer, async (act) =>
        requestTargets.write(act, { ...(await requestTargets.current(act.tx)), handBacks }),
      );
    await set(0);
    expect(reasonsOf(await handBack(head, id))).toEqual([expect.stringContaining('本局不允许退回分办')]);
    await set(2);
    expect((await handBack(head, id)).statusCode).toBe(200);
  });

  test('the reason is one of the list, and it is explained', async () => {
    const id = await desk.underway('2026-03-02');
    const refused = await handBack(head, id, { reason: '太忙' });
    expect([refused.statusCode, Object.keys((refused.json() as { fields: object }).fields).toSorted()]).toEqual([
      422,
      ['note', 'reason'],
    ]);
  });

  test('who may: the head of the unit that has it, and nobody else', async () => {
    const id = await desk.underway('2026-03-02');
    const may = async (who: Actor) =>
      world.as(who, async (act) => {
        const offers = await stepsOffered(act.services.db, act.services, await desk.matter(id), who);
        return offers.some(({ step }) => step === 'handBack');
      });
    expect([
      await may(desk.head),
      await may(desk.clerk),
      await may(desk.officer),
      await may(desk.chief),
      await may(desk.leader),
      await may(await world.cast('department-head', 'jx-legal')),
    ]).toEqual([true, false, false, false, false, false]);
    const clerk = await signedIn(world, desk.clerk, 'clerk');
    const legal = await signedIn(world, await world.cast('department-head', 'jx-legal'), 'legal');
    expect([(await handBack(clerk, id)).statusCode, (await handBack(legal, id)).statusCode]).toEqual([403, 404]);
  });

  test('not while a consultation is open or a letter has not arrived: that is ended where it was begun', async () => {
    const id = await desk.underway('2026-03-02');
    await desk.letter(id, {
      kind: 'consultation',
      content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '检验报告' },
    });
    expect(reasonsOf(await handBack(head, id))).toEqual([
      '还有已经发出、没有登记送达的文书：请先由政务公开办公室登记送达',
      '还有没有结束的征求意见：请先登记回复，或者期满后结束征求意见',
    ]);
  });

  test('what the openness office has itself is not handed back to it', async () => {
    desk.on('2026-03-02');
    const { matter } = await desk.register();
    await desk.step(desk.officer, matter.id, 'confirm', { receivedOn: '2026-03-02', evidence: '已给登记回执' });
    await desk.step(desk.officer, matter.id, 'assign', { unitId: await desk.unit('jx-finance') });
    const own = await world.cast('department-head', 'jx-finance');
    await expect(desk.step(own, matter.id, 'handBack', why)).rejects.toThrow('就是分办的单位，不需要退回');
  });

  test('what is answered with it goes back with it', async () => {
    const [first, lead] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    await desk.step(desk.officer, first, 'merge', { intoId: lead, reason: '同一申请人，内容相近' });
    await handBack(head, lead);
    const office = await desk.unit('jx-finance');
    expect([(await desk.matter(first)).leadUnitId, (await desk.matter(lead)).leadUnitId]).toEqual([office, office]);
  });
});
