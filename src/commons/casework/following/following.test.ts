import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Inbox } from '#commons/notices/contract.ts';
import type { Ledger, MatterDetail, ToDo } from '../contract.ts';
import { takeStep } from '../index.ts';
import { type Bureau, openBureau } from '../testing/bureau.ts';
import { quietErrand } from '../testing/errand.ts';
import type { Colleague } from './contract.ts';
import { forgetLooks, KEPT_AFTER_CLOSING_DAYS } from './forgetting.ts';

let bureau: Bureau;
let clerk: Actor;
let head: Actor;
let office: Actor;
let stranger: Actor;
beforeAll(async () => {
  bureau = await openBureau();
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  office = await bureau.who('openness-officer', 'jx-finance');
  stranger = await bureau.who('clerk', 'nanchang');
});
afterAll(() => bureau.close());

const get = async <T>(actor: Actor, path: string): Promise<T> => (await bureau.browse(actor).get(path)).json();
const detail = (actor: Actor, { id }: { id: string }) => get<MatterDetail>(actor, `/api/matters/${id}`);
const todo = (actor: Actor) => get<ToDo>(actor, '/api/todo');
const inbox = async (actor: Actor, kind: string) =>
  (await get<Inbox>(actor, '/api/notices?unread=true')).rows.filter((row) => row.kind === kind);
const post = (actor: Actor, { id }: { id: string }, path: string, body: object = {}) =>
  bureau.browse(actor).post(`/api/matters/${id}/${path}`, body);
const open = async (actor: Actor, matter: { id: string }) => {
  const { timeline } = await detail(actor, matter);
  expect((await post(actor, matter, 'look', { seq: timeline.at(-1)?.seq ?? 0 })).statusCode).toBe(204);
};
const take = async (actor: Actor, { id }: { id: string }, step: string, fields: object = {}) => {
  const { matter } = await detail(actor, { id });
  return bureau.as(actor, (a) => takeStep(a, { matterId: id, step, version: matter.version, fields }));
};
const inLedger = async (actor: Actor, { id }: { id: string }) =>
  (await get<Ledger>(actor, '/api/matters?size=100')).rows.find((row) => row.id === id);
const entries = async () => {
  const { n } = await bureau.services.db
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
};

describe('what is new to a reader', () => {
  it('is marked after others have done something, until the page is opened; one’s own acts are no news, and looking is not in the journal', async () => {
    const matter = await bureau.errand('jx-licensing');
    expect((await inLedger(head, matter))?.news).toBeUndefined();
    expect((await detail(head, matter)).seenSeq).toBeNull();
    const before = await entries();
    await open(head, matter);
    await open(clerk, matter);
    expect(await entries()).toBe(before);
    await take(clerk, matter, 'report', { result: '已梳理' });
    expect((await inLedger(head, matter))?.news).toBe(true);
    expect((await todo(head)).waiting.find(({ id }) => id === matter.id)?.news).toBe(true);
    expect((await inLedger(clerk, matter))?.news).toBeUndefined();
    expect((await detail(head, matter)).seenSeq).toBe(1);
    await open(head, matter);
    expect((await inLedger(head, matter))?.news).toBeUndefined();
    expect((await detail(head, matter)).seenSeq).toBe(2);
  });

  it('is never read backwards nor beyond what is there, and of what may not be seen nothing is kept', async () => {
    const matter = await bureau.errand('jx-licensing');
    await post(head, matter, 'look', { seq: 999 });
    await post(head, matter, 'look', { seq: 1 });
    expect((await detail(head, matter)).seenSeq).toBe(1);
    await take(clerk, matter, 'report', { result: '已梳理' });
    expect((await inLedger(head, matter))?.news).toBe(true);
    expect((await post(stranger, matter, 'look', { seq: 1 })).statusCode).toBe(404);
    expect((await post(head, matter, 'look', { seq: 0 })).statusCode).toBe(422);
  });

  it('is forgotten some time after the matter is closed, and not a day before', async () => {
    const matter = await bureau.errand('jx-licensing');
    await open(clerk, matter);
    await take(clerk, matter, 'report', { result: '已梳理' });
    await take(head, matter, 'pass');
    const { closedOn } = await take(office, matter, 'accept');
    await post(clerk, matter, 'remarks', { text: '归档时一并查看', to: [head.id] });
    const started = bureau.services.time.now();
    const on = async (days: number) => {
      bureau.moveTo(instant(`${addDays(closedOn ?? bureau.services.time.today(), days)}T03:20:00+08:00`));
      await forgetLooks(bureau.services);
      return (await detail(clerk, matter)).seenSeq;
    };
    expect(await on(KEPT_AFTER_CLOSING_DAYS)).toBe(1);
    expect(await on(KEPT_AFTER_CLOSING_DAYS + 1)).toBeNull();
    expect((await todo(head)).waiting.filter(({ id }) => id === matter.id)).toEqual([]);
    bureau.moveTo(started);
  });
});

describe('watching', () => {
  const watch = (actor: Actor, { id }: { id: string }) => bureau.browse(actor).put(`/api/matters/${id}/watch`, {});
  const unwatch = (actor: Actor, { id }: { id: string }) => bureau.browse(actor).del(`/api/matters/${id}/watch`);

  it('is told of steps and not of remarks, once where it also waits for the watcher, and until it is ended', async () => {
    const watcher = await bureau.who('clerk', 'jx-science');
    const matter = await bureau.errand('jx-licensing', { title: '科技处关注的事' });
    for (const one of [watcher, head]) {
      expect((await watch(one, matter)).statusCode).toBe(204);
      expect((await watch(one, matter)).statusCode).toBe(204);
    }
    expect((await todo(watcher)).watched.map(({ id }) => id)).toEqual([matter.id]);
    expect((await get<Ledger>(watcher, '/api/matters?watched=true')).rows.map(({ id }) => id)).toEqual([matter.id]);
    await post(clerk, matter, 'remarks', { text: '材料还差一份' });
    expect(await inbox(watcher, 'watch')).toEqual([]);
    await take(clerk, matter, 'report', { result: '不外传的办理情况' });
    const [told] = await inbox(watcher, 'watch');
    expect(told).toMatchObject({
      title: '报告办理情况：科技处关注的事',
      body: expect.stringContaining('现在是「处室审核」'),
      matterId: matter.id,
    });
    expect(JSON.stringify(told)).not.toContain('不外传');
    // It waits for the head, who has been told so.
    expect([(await inbox(head, 'watch')).length, (await inbox(head, 'to-do')).length > 0]).toEqual([0, true]);
    expect((await unwatch(watcher, matter)).statusCode).toBe(204);
    await take(head, matter, 'pass');
    expect(await inbox(watcher, 'watch')).toHaveLength(1);
    expect((await todo(watcher)).watched).toEqual([]);
  });

  it('is not for those who may not see the matter, and one who may no longer is told nothing and watches it no more', async () => {
    const matter = await bureau.errand('jx-licensing', { kind: quietErrand, helped: 'jx-cosmetics' });
    const other = await bureau.who('clerk', 'jx-cosmetics');
    expect((await watch(await bureau.who('clerk', 'jx-science'), matter)).statusCode).toBe(404);
    const watching = () =>
      bureau.services.db.selectFrom('matter_watch').selectAll().where('matter_id', '=', matter.id).execute();
    expect(await watching()).toEqual([]);
    expect((await watch(other, matter)).statusCode).toBe(204);
    await post(office, matter, `parts/${await bureau.unit('jx-cosmetics')}/release`, { reason: '不再需要协助' });
    expect((await detail(other, matter)).matter).toBeUndefined();
    expect((await todo(other)).watched).toEqual([]);
    await take(clerk, matter, 'report', { result: '已办' });
    expect(await inbox(other, 'watch')).toEqual([]);
    expect(await watching()).toEqual([]);
  });
});

describe('a remark that asks somebody to look', () => {
  const colleagues = async (actor: Actor, { id }: { id: string }, q = '') =>
    (await get<{ people: Colleague[] }>(actor, `/api/matters/${id}/colleagues?q=${encodeURIComponent(q)}`)).people;

  it('tells them without its words, and stands in their to-do until they have opened the matter', async () => {
    const matter = await bureau.errand('jx-licensing', { title: '请人看的事' });
    const asked = await bureau.who('clerk', 'jx-science');
    const said = await post(clerk, matter, 'remarks', { text: '企业名单有误', to: [asked.id] });
    expect(said.statusCode).toBe(204);
    const [notice] = await inbox(asked, 'mention');
    expect(notice?.title).toBe(`${clerk.name}的批注请您查看：请人看的事`);
    expect(JSON.stringify(notice)).not.toContain('企业名单');
    const mine = async () => (await todo(asked)).waiting.filter(({ id }) => id === matter.id);
    expect(await mine()).toMatchObject([{ why: 'mention', task: '查看批注', path: `/matters/${matter.id}` }]);
    expect((await detail(asked, matter)).remarks).toMatchObject([{ text: '企业名单有误', to: asked.name }]);
    expect(await mine()).toHaveLength(1);
    await open(asked, matter);
    expect(await mine()).toEqual([]);
  });

  it('offers and takes only people who may see the matter: of others it does not say whether there are any', async () => {
    const matter = await bureau.errand('jx-licensing', { kind: quietErrand });
    const other = await bureau.who('clerk', 'jx-cosmetics');
    const offered = await colleagues(clerk, matter);
    expect(offered.map(({ id }) => id)).toContain(head.id);
    expect(offered.map(({ id }) => id)).not.toContain(other.id);
    expect(offered.map(({ id }) => id)).not.toContain(clerk.id);
    expect(offered.find(({ id }) => id === head.id)?.posts.join('')).toContain('行政许可处');
    expect((await colleagues(clerk, matter, head.name)).map(({ id }) => id)).toEqual([head.id]);
    const refused = await Promise.all(
      [other.id, matter.id].map((id) => post(clerk, matter, 'remarks', { text: '请看', to: [id] })),
    );
    expect(refused.map((answer) => [answer.statusCode, answer.json<{ reasons: string[] }>().reasons])).toEqual(
      refused.map(() => [409, ['只能请可以查看这一事项的在职人员查看，请重新选择']]),
    );
    expect((await post(clerk, matter, 'remarks', { text: '请看', to: [clerk.id] })).statusCode).toBe(409);
    expect((await detail(clerk, matter)).remarks).toEqual([]);
    expect(await inbox(other, 'mention')).toEqual([]);
    expect((await bureau.browse(other).get(`/api/matters/${matter.id}/colleagues`)).statusCode).toBe(404);
  });
});
