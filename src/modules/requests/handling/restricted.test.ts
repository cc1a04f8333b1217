import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { askHelp, remind } from '#commons/casework/index.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

// 限定知悉范围: who sees a restricted request, through every door there is.

type Who = 'officer' | 'leader' | 'head' | 'named' | 'clerk' | 'helper' | 'supervisor' | 'elsewhere';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let people: Readonly<Record<Who, { readonly id: string; readonly browser: Browser }>>;
let id = '';
let number = '';
let beside = '';
let report = '';

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  const actors = {
    officer: desk.officer,
    leader: desk.leader,
    head: desk.head,
    named: await world.cast('clerk', 'jx-licensing'),
    clerk: desk.clerk,
    helper: await world.cast('department-head', 'jx-legal'),
    supervisor: await world.cast('supervisor'),
    elsewhere: await world.cast('openness-officer', 'nanchang'),
  };
  id = await desk.underway('2026-03-02');
  beside = await desk.underway('2026-03-02');
  ({ number } = await desk.matter(id));
  const helpers = await desk.unit('jx-legal');
  await world.as(desk.head, (act) =>
    askHelp(act, { matterId: id, unitId: helpers, task: '提供案卷', dueOn: '2026-03-20' }),
  );
  people = Object.fromEntries(
    await Promise.all(
      Object.entries(actors).map(async ([key, actor]) => [
        key,
        { id: actor.id, browser: await signedIn(world, actor, `who-${key}`) },
      ]),
    ),
  ) as typeof people;
  report = (await people.officer.browser.post('/api/annual-reports', { year: 2026 })).json<{ id: string }>().id;
});
afterAll(() => world?.close());

const found = async (browser: Browser, path: string) => {
  const { statusCode, body } = await browser.get(path);
  return statusCode === 200 && body.includes(number);
};
const sheet = async (browser: Browser, path: string) =>
  JSON.stringify(await readXlsx((await browser.get(path)).rawPayload)).includes(number);
const behind = () => `/api/annual-reports/${report}/behind?cell=applications.newReceived.total&page=1&size=50`;

/** Whether the request is met behind each door. */
const DOORS: Readonly<Record<string, (browser: Browser) => Promise<boolean>>> = {
  'ledger of requests': (b) => found(b, '/api/requests?size=100'),
  'ledger of all matters': (b) => found(b, '/api/matters?kind=request&size=100'),
  search: (b) => found(b, `/api/requests?q=${encodeURIComponent(number)}`),
  'search of all matters': (b) => found(b, `/api/matters?q=${encodeURIComponent(number)}`),
  export: (b) => sheet(b, '/api/requests/export.xlsx'),
  'export of all matters': (b) => sheet(b, '/api/matters/export.xlsx?kind=request'),
  page: (b) => found(b, `/api/matters/${id}`),
  ...Object.fromEntries(
    ['', '/related', '/uploads', '/archive', '/answers', '/letter-forms'].map((path) => [
      `API ${path}`,
      async (b: Browser) => (await b.get(`/api/requests/${id}${path}`)).statusCode !== 404,
    ]),
  ),
  'API /records': async (b) => (await b.get(`/api/requests/${id}/records`)).statusCode === 200,
  // A page that is stale, or a post that may not: both say that it is there.
  step: async (b) => (await b.post(`/api/matters/${id}/steps/withdraw`, { version: 1, fields: {} })).statusCode !== 404,
};
const STAFF: readonly Who[] = ['officer', 'leader', 'head', 'named', 'clerk', 'helper', 'supervisor'];

/** Who meets it behind each door. */
async function seenBy(): Promise<Record<string, Who[]>> {
  const seen: Record<string, Who[]> = {};
  for (const [door, opens] of Object.entries(DOORS)) {
    seen[door] = [];
    for (const who of [...STAFF, 'elsewhere'] as const) if (await opens(people[who].browser)) seen[door].push(who);
  }
  return seen;
}
/** Materials are for those who work at letters, whoever else sees the request. */
const everywhere = (whose: readonly Who[]) =>
  Object.fromEntries(
    Object.keys(DOORS).map((door) => [
      door,
      door === 'API /records' ? whose.filter((who) => who !== 'supervisor') : whose,
    ]),
  );
const USUAL: readonly Who[] = ['officer', 'leader', 'head', 'clerk', 'helper', 'supervisor'];
const FEW: readonly Who[] = ['officer', 'leader', 'head', 'named'];

const linesBehind = async (who: Who) => {
  const page = (await people[who].browser.get(behind())).json<{
    rows: { name: string; path: string | null }[];
    total: number;
  }>();
  return page;
};
const looks = async (who: Who) =>
  (
    await world.services.db
      .selectFrom('view_log')
      .select('fields')
      .where('subject_id', '=', id)
      .where('person_id', '=', people[who].id)
      .execute()
  ).flatMap(({ fields }) => fields);

test('restricted, it is met behind every door by those who handle it and by nobody else, and as before once that is lifted', async () => {
  expect(await seenBy()).toEqual(everywhere(USUAL));
  expect(await looks('head')).toEqual([]);
  const reason = '涉及正在调查的案件';
  await desk.step(desk.officer, id, 'restrict', { people: [people.named.id], reason });
  expect(await seenBy()).toEqual(everywhere(FEW));
  expect(await found(people.clerk.browser, '/api/todo')).toBe(false);
  // Counted as before; of what it is only those hear who may see it.
  const own = await linesBehind('officer');
  expect(own.rows.map(({ name }) => name)).toContain(number);
  const theirs = await linesBehind('supervisor');
  expect(theirs.total).toBe(own.total);
  expect(theirs.rows.map(({ name, path }) => [name, path])).toContainEqual(['限定知悉', null]);
  expect(JSON.stringify(theirs.rows)).not.toContain(number);
  // Another request of the same applicant names it to those alone.
  expect(await found(people.clerk.browser, `/api/requests/${beside}/related`)).toBe(false);
  expect(await found(people.head.browser, `/api/requests/${beside}/related`)).toBe(true);
  expect((await looks('head')).toSorted()).toEqual(['matter', 'request']);
  await desk.step(desk.chief, id, 'unrestrict', { reason: '案件已经办结' });
  expect(await seenBy()).toEqual(everywhere(USUAL));
  expect(await found(people.clerk.browser, '/api/todo')).toBe(true);
});

test('what notices had said of it is taken back, and new ones say nothing', async () => {
  const other = await desk.underway('2026-03-02');
  const about = await desk.matter(other);
  const said = async () =>
    JSON.stringify(
      await world.services.db.selectFrom('notice').select(['title', 'body']).where('matter_id', '=', other).execute(),
    );
  expect(await said()).toContain(about.number);
  await desk.step(desk.officer, other, 'restrict', { people: [], reason: '涉及正在调查的案件' });
  expect(await said()).not.toContain(about.number);
  const before = await told(people.named.id, other);
  await desk.step(desk.officer, other, 'assign', { unitId: await desk.unit('jx-licensing') });
  // The clerk whose post it waits for is not told of what they cannot open.
  expect(await told(people.named.id, other)).toBe(before);
  await world.as(desk.officer, (act) => remind(act, { matterId: other, reason: '请抓紧' }));
  expect(await told(people.named.id, other)).toBeGreaterThan(before);
  expect(await said()).not.toContain(about.number);
  expect(await said()).not.toContain(about.title);
});
const told = async (personId: string, matterId: string) =>
  (
    await world.services.db
      .selectFrom('notice')
      .select('id')
      .where('person_id', '=', personId)
      .where('matter_id', '=', matterId)
      .execute()
  ).length;

test('who may not restrict, whom nobody can name, and what cannot be lifted is refused', async () => {
  const other = await desk.underway('2026-03-03');
  const fields = { people: [people.named.id], reason: '涉及正在调查的案件' };
  await expect(desk.step(desk.head, other, 'restrict', fields)).rejects.toThrow('不能限定知悉范围');
  await expect(desk.step(desk.officer, other, 'unrestrict', { reason: '没有必要' })).rejects.toThrow('没有限定');
  await expect(desk.step(desk.officer, other, 'restrict', { people: [], reason: '' })).rejects.toThrow();
  await expect(
    desk.step(desk.officer, other, 'restrict', { ...fields, people: [people.elsewhere.id] }),
  ).rejects.toMatchObject({ fields: { people: '有1人目前不在本局任职，请重新选择' } });
  await desk.step(desk.officer, other, 'restrict', fields);
  const open = await desk.underway('2026-03-03');
  await expect(desk.step(desk.officer, other, 'merge', { intoId: open, reason: '同一事项' })).rejects.toMatchObject({
    fields: { intoId: expect.stringContaining('知悉范围不同') },
  });
  await desk.step(desk.officer, open, 'merge', { intoId: beside, reason: '同一事项' });
  await expect(desk.step(desk.officer, beside, 'restrict', fields)).rejects.toThrow('请先把它们分出');
  // Its parts are for the same people.
  await desk.step(desk.officer, other, 'split', { parts: ['抽检结果的名单', '处置情况的材料'], reason: '一事一申请' });
  const parts = await world.services.db.selectFrom('matter').select('id').where('parent_id', '=', other).execute();
  expect(parts).toHaveLength(2);
  for (const part of parts) expect((await desk.matter(part.id)).namedIds).toEqual([people.named.id]);
});
