import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addHours, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import {
  decideClosure,
  onlineFormsAnswer,
  proposeClosure,
  reopenForm,
  withdrawClosure,
} from '#commons/online-forms/index.ts';
import { openAnswers } from '../answers/taking.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openSubmissions } from '../intake/opening.ts';
import { hidden, portalDesk } from '../testing/portal-desk.ts';
import { publicForm, typedCitizen } from '../testing/public-form.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

// The form for applications is closed for a time: nothing new comes in by that door, and everything else works.

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let portal: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 100 }));
  desk = await requestsDesk(world);
  portal = portalDesk(world, desk);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const form = publicForm(() => world);
const at = (text: string) => world.clock.moveTo(instant(`${text}:00+08:00`));
const get = async (url: string) => (await world.site()).app.inject(url);
const propose = (who: Actor, closesAt: string, opensAt: string, key = 'requests') =>
  world.as(who, (a) =>
    proposeClosure(a, key, {
      reason: '机房检修。',
      closesAt: `${closesAt}:00+08:00`,
      opensAt: `${opensAt}:00+08:00`,
    }),
  );
const agree = (who: Actor, id: string, agrees = true) =>
  world.as(who, (a) => decideClosure(a, id, { agrees, opinion: '情况属实' }));
const taken = async () =>
  (
    await world.services.db
      .selectFrom('intake.request_submission')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('the online form is closed for a time', () => {
  test('by two people, with a reason and an end, each act in the journal; by nobody else, not for ever, not twice at once', async () => {
    const ends = (closesAt: string, opensAt: string) => propose(desk.officer, closesAt, opensAt);
    await expect(propose(desk.clerk, '2026-03-03T08:00', '2026-03-03T20:00')).rejects.toThrow('由网站主办单位办理');
    await expect(ends('2026-03-03T08:00', '2026-03-03T07:00')).rejects.toThrow('应当晚于暂停时间');
    await expect(ends('2026-03-01T08:00', '2026-03-01T09:00')).rejects.toThrow('已经过去');
    await expect(ends('2026-03-03T08:00', '2026-04-03T08:00')).rejects.toThrow('一次最多暂停 30 天');
    await expect(propose(desk.officer, '2026-03-03T08:00', '2026-03-03T20:00', 'nothing')).rejects.toThrow('没有找到');
    const id = await ends('2026-03-03T08:00', '2026-03-03T20:00');
    await expect(ends('2026-03-04T08:00', '2026-03-04T20:00')).rejects.toThrow('已有一次暂停');
    await expect(agree(desk.officer, id)).rejects.toThrow('请由另一人审核');
    await expect(world.as(desk.leader, (a) => withdrawClosure(a, id))).rejects.toThrow('由提出人撤回');
    await agree(desk.leader, id, false);
    await expect(agree(desk.leader, id)).rejects.toThrow('已经有决定');
    const again = await ends('2026-03-03T08:00', '2026-03-03T20:00');
    await world.as(desk.officer, (a) => withdrawClosure(a, again));
    const acts = await world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('action', 'like', 'online-forms.%')
      .orderBy('id')
      .execute();
    expect(acts.map(({ action }) => action.split('.')[1])).toEqual([
      'closure-proposed',
      'closure-refused',
      'closure-proposed',
      'closure-withdrawn',
    ]);
    expect(await verifyJournal(world.services.db, world.services.time.today())).toMatchObject({ ok: true });
  });

  test('announced, closed to the minute and open again by itself; what is sent meanwhile comes back whole; query, files, answers and the office go on', async () => {
    desk.on('2026-03-02');
    // Before: one application is kept, another has been looked at and is not sent yet.
    const before = form.hidden((await form.post('/requests/review', typedCitizen)).body);
    form.wait(11);
    const [receipt = '', code = ''] = form.strong((await form.post('/requests', before)).body);
    const writing = form.hidden(
      (await form.post('/requests/review', { ...typedCitizen, description: '正在写的一份：2024年度检查计划' })).body,
    );
    await agree(desk.leader, await propose(desk.officer, '2026-03-02T18:00', '2026-03-02T20:00'));
    for (const url of ['/requests', '/requests/new'])
      expect((await get(url)).body).toContain(
        '网上申请政府信息公开将从2026年3月2日 18:00起暂停，2026年3月2日 20:00恢复。原因：机房检修。',
      );
    expect((await get('/requests/new')).body).toContain('name="description"');

    at('2026-03-02T18:00');
    const count = await taken();
    const closed = await get('/requests/new?as=organisation');
    expect(closed.body).toContain('网上申请政府信息公开从2026年3月2日 18:00起暂停');
    expect(closed.body).not.toContain('name="description"');
    for (const { body } of [closed, await get('/requests')]) expect(body).toMatch(/邮寄：.+|当面提交：.+/);
    const told = (await get('/online-forms.json')).json<{ forms: Record<string, unknown>[] }>();
    expect(told.forms.find(({ key }) => key === 'requests')).toMatchObject({
      open: false,
      closure: { reason: '机房检修', opensAt: '2026-03-02T12:00:00.000Z' },
    });
    // Under way when it closed, or begun on a page that stood open: nothing is taken, nothing is lost.
    for (const [url, fields] of [
      ['/requests', writing],
      ['/requests/review', { ...typedCitizen, description: '正在写的一份：2024年度检查计划' }],
    ] as const) {
      const answer = await form.post(url, fields);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '7200']);
      expect(answer.body).toContain('这份申请没有收下');
      expect(form.hidden(answer.body)).toMatchObject({ description: '正在写的一份：2024年度检查计划', name: '章晓晨' });
    }
    expect(await taken()).toBe(count);
    // What was kept has its receipt, is opened, confirmed, asked about and answered as on any day.
    expect(form.strong((await form.post('/requests', before)).body)).toEqual([receipt, code]);
    await openSubmissions(world.services);
    const { id } = await world.services.db
      .selectFrom('request')
      .select('id')
      .where('receipt', '=', receipt)
      .executeTakeFirstOrThrow();
    await desk.step(desk.officer, id, 'confirm', { receivedOn: '2026-03-02', evidence: '电话确认' });
    expect((await portal.page({ id, receipt, code })).body).toContain('2026年3月30日');
    const said = { receipt, code, kind: 'withdrawal' };
    const sending = hidden((await portal.post('/requests/query/answer/review', said)).body, 'id');
    await portal.post('/requests/query/answer/send', { ...said, id: sending });
    await openAnswers(world.services);
    expect(await desk.matter(id)).toMatchObject({ state: 'withdrawn' });
    await desk.register();
    expect((await get('/requests/paper-form')).statusCode).toBe(200);

    at('2026-03-02T20:00');
    expect((await get('/requests/new')).body).toContain('name="description"');
    expect((await get('/requests')).body).not.toContain('暂停');
    const fresh = form.hidden((await form.post('/requests/edit', writing)).body);
    const sent = form.hidden((await form.post('/requests/review', { ...writing, ...fresh })).body);
    form.wait(11);
    expect(form.strong((await form.post('/requests', sent)).body)).toHaveLength(2);
  });

  test('opened again before its time by one person alone', async () => {
    at('2026-03-05T09:00');
    const id = await propose(desk.officer, '2026-03-05T08:00', '2026-03-06T08:00');
    await agree(desk.leader, id);
    // Its hour had passed when it was agreed to: it begins with the agreement.
    expect((await get('/requests/new')).body).toContain('从2026年3月5日 09:00起暂停');
    world.clock.moveTo(addHours(world.clock.now(), 1));
    await world.as(desk.officer, (a) => reopenForm(a, id, { reason: '检修提前完成' }));
    expect((await get('/requests/new')).body).toContain('name="description"');
    await expect(world.as(desk.officer, (a) => reopenForm(a, id, { reason: '检修提前完成' }))).rejects.toThrow(
      '已经恢复',
    );
  });
});

test('another form is closed by the same switch, and the form for applications stays open', async () => {
  at('2026-03-09T09:00');
  const typed = { page: '/search', kind: 'wording', text: '“药监”写成了“要监”' };
  const id = await propose(desk.officer, '2026-03-09T08:00', '2026-03-09T18:00', 'page-feedback');
  await agree(desk.leader, id);
  const review = await form.post('/feedback/review', typed);
  const sent = await form.post('/feedback', { ...typed, id: hidden(review.body, 'id') });
  expect(sent.statusCode).toBe(503);
  expect(sent.body).toContain('我为政府网站找错从2026年3月9日 09:00起暂停');
  expect(sent.body).toContain('写成了');
  expect((await get('/requests/new')).body).not.toContain('暂停');
  await world.as(desk.officer, (a) => reopenForm(a, id, { reason: '恢复' }));
  expect((await form.post('/feedback', { ...typed, id: hidden(review.body, 'id') })).statusCode).toBe(303);
});

test('a form is closed by the bureau the site belongs to: offices of other bureaus neither propose, decide nor open it, and are not asked', async () => {
  const officer = await world.cast('openness-officer', 'nanchang');
  const not = '由网站主办单位办理';
  await expect(propose(officer, '2026-03-20T08:00', '2026-03-20T20:00')).rejects.toThrow(not);
  const id = await propose(desk.officer, '2026-03-20T08:00', '2026-03-20T20:00');
  await expect(agree(officer, id)).rejects.toThrow(not);
  await expect(world.as(officer, (a) => reopenForm(a, id, { reason: '恢复受理' }))).rejects.toThrow(not);
  const { mayPropose, closures } = await onlineFormsAnswer(world.services, officer);
  expect([mayPropose, ...closures.flatMap((one) => [one.mayDecide, one.mayReopen])]).not.toContain(true);
  const told = await world.services.db
    .selectFrom('notice')
    .select('person_id')
    .where('dedupe', '=', `form-closure-proposed:${id}`)
    .execute();
  expect(told.map(({ person_id }) => person_id)).not.toContain(officer.id);
  expect(told).not.toEqual([]);
  await world.as(desk.officer, (a) => withdrawClosure(a, id));
});
