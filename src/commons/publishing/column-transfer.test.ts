import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rehearsal } from '#kernel/table-import.ts';
import { readCsv, printCsv } from '#platform/tables/csv.ts';
import { columnDesk } from './testing/column-desk.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
  const worded = Object.fromEntries(
    (await lines()).map(({ key }) => [key, { 栏目说明: '栏目说明', 关键词: '关键词' }]),
  );
  expect((await bring(await edited(worded))).json()).toMatchObject({ added: 0, problems: [] });
});
afterAll(() => room.close());

const { browse, lines, read } = columnDesk(() => room);
const exported = async (form = 'csv') => (await browse()).get(`/api/column-exports/${form}`);
const sent = (file: string | Buffer) => ({ file: Buffer.from(file).toString('base64'), reason: '按年度安排' });
const rehearse = async (file: string | Buffer) =>
  (await (await browse()).post('/api/column-rehearsals', sent(file))).json<Rehearsal>();
const bringRehearsed = async (file: string | Buffer, { fingerprint }: Rehearsal) =>
  (await browse()).post('/api/column-imports', { ...sent(file), rehearsed: fingerprint });
const bring = async (file: string | Buffer) => bringRehearsed(file, await rehearse(file));

/** The export with rows altered by code and rows added: what an officer does in a spreadsheet. */
async function edited(changes: Readonly<Record<string, object>>, ...added: Readonly<Record<string, string>>[]) {
  const reading = readCsv((await exported()).body);
  if ('refusal' in reading) throw new Error(reading.refusal);
  const [heading = [], ...rows] = reading.rows;
  const at = (cells: readonly string[]) => Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? '']));
  const all = [...rows.map(at).map((row) => ({ ...row, ...changes[row.代码 ?? ''] })), ...added];
  return printCsv([
    [...heading],
    ...all.map((row: Readonly<Record<string, string>>) => heading.map((name) => row[name] ?? '')),
  ]);
}

const recalls = {
  代码: 'recalls',
  栏目名称: '产品召回',
  所在版块: '监管信息',
  栏目类别: '数据发布',
  责任单位: '法规处',
  '更新要求（日）': '30',
  检查口径: '其他栏目',
  次序: '130',
  栏目说明: '药品、医疗器械召回信息',
  关键词: '召回;安全',
};

describe('the list of columns leaves and returns as a table', () => {
  test.each(['csv', 'xlsx'])('unchanged it changes nothing, as %s', async (form) => {
    const file = await exported(form);
    expect(file.statusCode).toBe(200);
    const outcome = await rehearse(file.rawPayload);
    expect(outcome).toMatchObject({ added: 0, changed: 0, problems: [], changes: [] });
    expect(outcome.same).toBe((await lines()).length);
    expect((await bring(file.rawPayload)).statusCode).toBe(200);
  });

  test('a rehearsal tells each cell that would change, and writes nothing', async () => {
    const file = await edited({ news: { 栏目说明: '最新动态' } }, recalls);
    const outcome = await rehearse(file);
    expect(outcome).toMatchObject({ added: 1, changed: 1, problems: [] });
    expect(outcome.changes.find(({ key }) => key === 'news')?.cells).toEqual([
      { heading: '栏目说明', before: (await read('news')).description, after: '最新动态' },
    ]);
    expect((await lines()).some(({ key }) => key === 'recalls')).toBe(false);
  });

  test('an import begins columns in preparation and changes others, as by hand: with its entries, and on the portal at once', async () => {
    const { people } = room;
    const file = await edited({ announcements: { 栏目名称: '公告公示', 更新人: people.drafter.name } }, recalls);
    expect((await bring(file)).json()).toMatchObject({ added: 1, changed: 1 });
    expect(await read('recalls')).toMatchObject({ state: 'preparing', unitName: '法规处', freshDays: 30 });
    expect(await read('announcements')).toMatchObject({ name: '公告公示', keeperName: people.drafter.name });
    expect((await room.visit('/columns/announcements')).body).toContain('公告公示');
    expect((await room.visit('/columns/recalls')).statusCode).toBe(404);
    const entries = await room.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', 'columns')
      .orderBy('id', 'desc')
      .limit(3)
      .execute();
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'publishing.column-added',
      'publishing.column-changed',
      'publishing.columns-imported',
    ]);
    expect(await rehearse((await exported()).body)).toMatchObject({ added: 0, changed: 0 });
  });

  test('two columns may exchange their names', async () => {
    const [one, two] = [(await read('news')).name, (await read('policies')).name];
    expect((await bring(await edited({ news: { 栏目名称: two }, policies: { 栏目名称: one } }))).statusCode).toBe(200);
    expect([(await read('news')).name, (await read('policies')).name]).toEqual([two, one]);
    await bring(await edited({ news: { 栏目名称: one }, policies: { 栏目名称: two } }));
  });

  test('every problem of every row is told at once, and nothing is written', async () => {
    const before = await lines();
    const file = await edited(
      {
        news: { 栏目类别: '政策文件', 状态: '已停办', 检查口径: '动态要闻类', '更新要求（日）': '15' },
        policies: { 责任单位: '没有的处', 更新人: '没有这人', 次序: '第一' },
      },
      { ...recalls, 代码: '大写 A', 栏目名称: '工作动态', 检查口径: '随便', 栏目说明: '隐\u202e藏' },
      {
        ...recalls,
        代码: 'more-news',
        栏目名称: '更多动态',
        状态: '开放',
        检查口径: '动态要闻类',
        '更新要求（日）': '',
      },
    );
    const rows = new Map(before.map(({ key }, at) => [key, at + 2]));
    const { problems } = await rehearse(file);
    const told = Map.groupBy(problems, ({ row }) => row);
    const columns = (row: number | undefined) => (told.get(row ?? 0) ?? []).map(({ column }) => column).sort();
    expect(columns(rows.get('news'))).toEqual(['栏目类别', '状态', '更新要求（日）'].sort());
    expect(columns(rows.get('policies'))).toEqual(['责任单位', '更新人', '次序'].sort());
    expect(columns(before.length + 2)).toEqual(['代码', '栏目名称', '检查口径', '栏目说明'].sort());
    expect(columns(before.length + 3)).toEqual(['状态', '更新要求（日）'].sort());
    const refusal = await bring(file);
    expect([refusal.statusCode, refusal.json().reasons.length]).toEqual([409, problems.length]);
    expect(await lines()).toEqual(before);
  });

  test('what somebody changed after the rehearsal is not written over: the import is refused and rehearsed anew', async () => {
    const file = await edited({ policies: { 栏目说明: '按表修改' } });
    const before = await rehearse(file);
    expect(before).toMatchObject({ changed: 1, problems: [] });
    const { version, name, position, keywords, unitId, freshDays } = await read('policies');
    const byHand = { version, name, position, keywords, unitId, freshDays, description: '手工修改' };
    const changed = await (await browse()).put('/api/columns/policies', byHand);
    expect([changed.statusCode, changed.body]).toEqual([204, '']);
    const refusal = await bringRehearsed(file, before);
    expect([refusal.statusCode, refusal.json<{ code: string }>().code]).toEqual([409, 'rehearsed-otherwise']);
    expect((await read('policies')).description).toBe('手工修改');
    const anew = await rehearse(file);
    expect(anew.changes[0]?.cells).toEqual([{ heading: '栏目说明', before: '手工修改', after: '按表修改' }]);
    // Neither is another file brought in under its fingerprint.
    const other = await edited({ policies: { 栏目说明: '另一张表' } });
    expect((await bringRehearsed(other, anew)).statusCode).toBe(409);
    expect((await bringRehearsed(file, anew)).json()).toMatchObject({ changed: 1 });
  });

  test('what is no table is refused in a sentence', async () => {
    for (const file of ['随便写的', 'PK 不是压缩包', '']) {
      const answer = await (await browse()).post('/api/column-rehearsals', sent(file));
      expect(answer.statusCode).toBe(422);
      expect(answer.json<{ reasons: string[] }>().reasons.join('')).toMatch(/[一-鿿]/);
    }
  });

  test('a retired column is not changed by a file', async () => {
    const { version } = await read('recalls');
    const reason = '并入通知公告';
    expect((await (await browse()).post('/api/columns/recalls/retire', { version, reason })).statusCode).toBe(204);
    const { problems } = await rehearse(await edited({ recalls: { 栏目说明: '另一种说明' } }));
    expect(problems.map(({ message }) => message)).toEqual(['这个栏目已停办，不能再改；需要时请先恢复']);
    expect(await rehearse((await exported()).body)).toMatchObject({ changed: 0, problems: [] });
  });

  test('the list is the openness office’s to take out and bring in', async () => {
    const releaser = room.browse(room.people.releaser);
    expect((await releaser.get('/api/column-exports/csv')).statusCode).toBe(403);
    const body = sent((await exported()).body);
    expect((await releaser.post('/api/column-rehearsals', body)).statusCode).toBe(403);
    const rehearsed = '0'.repeat(64);
    expect((await releaser.post('/api/column-imports', { ...body, rehearsed })).statusCode).toBe(403);
  });
});
