import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages } from '../../../commons/redaction/testing/hostile.ts';
import { signedIn } from '../../../testing/browsers.ts';
import type { Proposal } from '../records/contract.ts';
import { type RecordsDesk, recordsDesk, said } from '../testing/records-desk.ts';
import type { RuleLine } from './contract.ts';

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await recordsDesk();
});
afterAll(() => desk?.close());

const RULES = '/api/covering-rules';
const rules = async () => (await desk.browser.officer.get(RULES)).json<RuleLine[]>();
const proposed = async (id: string, recordId: string) =>
  (await desk.browser.clerk.get(`/api/requests/${id}/records/${recordId}/rule-proposals`)).json<Proposal[]>();

test('what the openness office says is looked for on each record of its bureau, proposed with its reason and drawn by a person', async () => {
  const { officer, clerk } = desk.browser;
  const inspectors = {
    name: '检查员名单',
    kind: 'words',
    words: '张晓明\n 王小二 \n\n张晓明',
    reason: 'internal-affairs',
  };
  expect((await officer.post(RULES, inspectors)).statusCode).toBe(201);
  expect((await officer.post(RULES, { name: '车牌', kind: 'plate', reason: 'privacy' })).statusCode).toBe(201);
  expect(await rules()).toMatchObject([
    { name: '检查员名单', words: ['张晓明', '王小二'], active: true },
    { name: '车牌', kind: 'plate', words: [] },
  ]);

  const id = await desk.underway('2026-03-02');
  const recordId = await desk.attached(id, pages('检查员张晓明', '车辆赣A12345，王小二驾驶'));
  const found = await proposed(id, recordId);
  expect(
    found.map(({ page, kind, text, reason, origin, covered }) => [page, kind, text, reason, origin, covered]),
  ).toEqual([
    [1, '规则「检查员名单」', '张晓明', 'internal-affairs', 'rule', false],
    [2, '规则「检查员名单」', '王小二', 'internal-affairs', 'rule', false],
    [2, '规则「车牌」', '赣A12345', 'privacy', 'rule', false],
  ]);
  expect((await desk.detail(id, recordId)).boxList).toEqual([]);
  const add = found.flatMap(({ page, reason, origin, rects }) =>
    rects.map((rect) => ({ ...rect, page, reason, origin })),
  );
  await desk.post(clerk, id, recordId, 'boxes', { add, change: [], remove: [] });
  expect((await proposed(id, recordId)).every(({ covered }) => covered)).toBe(true);

  const [first] = await rules();
  const off = await officer.post(`${RULES}/${first?.id}`, {
    name: '检查员名单',
    words: '张晓明',
    reason: 'process',
    active: false,
  });
  expect(off.statusCode).toBe(204);
  expect((await proposed(id, recordId)).map(({ kind }) => kind)).toEqual(['规则「车牌」']);
  // What was covered by it stays.
  expect((await desk.detail(id, recordId)).boxList).toHaveLength(3);
});

test('is said by the openness office of a bureau for that bureau alone, and the journal does not say the words', async () => {
  const rule = { name: '外人写的', kind: 'phone', reason: 'privacy' };
  expect((await desk.browser.clerk.post(RULES, rule)).statusCode).toBe(403);
  const elsewhere = await signedIn(desk.world, await desk.world.cast('openness-officer', 'nanchang'), 'elsewhere');
  expect((await elsewhere.get(RULES)).json()).toEqual([]);
  const [known] = await rules();
  const theirs = { name: '改掉', reason: 'privacy', active: false };
  expect((await elsewhere.post(`${RULES}/${known?.id}`, theirs)).statusCode).toBe(404);
  const told = await desk.world.services.db
    .selectFrom('journal_entry')
    .select(['action', 'payload'])
    .where('chain', '=', 'covering-rules')
    .execute();
  expect(told.map(({ action }) => action)).toContain('requests.covering-rule-added');
  expect(JSON.stringify(told)).not.toContain('张晓明');
});

test('is refused: the same name twice, a list without words, a word of one sign, a pattern where a kind is asked for', async () => {
  const { officer } = desk.browser;
  const refused = async (body: object) => {
    const answer = await officer.post(RULES, body);
    expect(answer.statusCode).toBe(422);
    return said(answer);
  };
  expect(await refused({ name: '车牌', kind: 'plate', reason: 'privacy' })).toEqual([
    '已经有同名的规则，请修改那一条，或者换一个名称',
  ]);
  expect(await refused({ name: '空词表', kind: 'words', words: ' \n', reason: 'privacy' })).toEqual([
    '请写出要查找的词，每行一个',
  ]);
  expect(await refused({ name: '一个字', kind: 'words', words: '张', reason: 'privacy' })).toEqual([
    '每个词两个字到一百个字：张',
  ]);
  expect((await officer.post(RULES, { name: '表达式', kind: '(a+)+$', reason: 'privacy' })).statusCode).toBeGreaterThan(
    399,
  );
});
