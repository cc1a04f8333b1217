import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { TextRemarkLine } from '../text-remark-contract.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const anchor = (quote: string) => ({ quote, prefix: '', suffix: '', start: 0 });
const remark = async (id: string, by = room.people.head, change: object = {}) =>
  room.browse(by).post(`/api/documents/${id}/text-remarks`, {
    revision: 1,
    field: 'bodyHtml',
    anchor: anchor('药品网络销售'),
    text: '请写明依据。',
    ...change,
  });
const remarks = async (id: string, by = room.people.drafter) =>
  (await room.browse(by).get(`/api/documents/${id}/text-remarks`)).json<TextRemarkLine[]>();
const follow = (id: string, kind: string, by = room.people.drafter, text?: string) =>
  room.browse(by).post(`/api/text-remarks/${id}/entries`, { kind, ...(text && { text }) });
const made = async (id: string, by = room.people.head) => (await remark(id, by)).json<{ id: string }>().id;

describe('a remark at words of a document', () => {
  it('stands there for everybody who may see the document, with who made it and on which revision', async () => {
    const { id } = await room.draft();
    expect((await remark(id)).statusCode).toBe(201);
    const [line] = await remarks(id, room.people.reviewer);
    expect(line).toMatchObject({
      field: 'bodyHtml',
      anchor: { quote: '药品网络销售' },
      revision: 1,
      by: room.people.head.name,
      settled: null,
      entries: [{ kind: 'remark', text: '请写明依据。', by: room.people.head.name }],
      maySettle: false,
    });
  });

  it('may stand at a field as a whole', async () => {
    const { id } = await room.draft();
    expect((await remark(id, room.people.head, { field: 'title', anchor: undefined })).statusCode).toBe(201);
    expect((await remarks(id))[0]).toMatchObject({ field: 'title', anchor: null });
  });

  test.each([
    ['words that are not in it', { anchor: anchor('没有这样的一句话') }, 'anchor'],
    ['words of a field that is no text', { field: 'title' }, 'anchor'],
    ['a field there is not', { field: 'toString', anchor: undefined }, 'field'],
    ['nothing said', { text: '  ' }, 'text'],
  ])('is refused for %s', async (_, change, field) => {
    const { id } = await room.draft();
    const answer = await remark(id, room.people.head, change);
    expect([answer.statusCode, Object.keys(answer.json<{ fields: object }>().fields)]).toEqual([422, [field]]);
    expect(await remarks(id)).toEqual([]);
  });

  it('on a revision that is not there, and by whoever may not see the document, is not found', async () => {
    const { id } = await room.draft();
    expect((await remark(id, room.people.head, { revision: 2 })).statusCode).toBe(404);
    const stranger = await room.who('drafter', 'nanchang');
    expect((await remark(id, stranger)).statusCode).toBe(404);
    expect((await room.browse(stranger).get(`/api/documents/${id}/text-remarks`)).statusCode).toBe(404);
    expect((await follow(await made(id), 'reply', stranger, '看看')).statusCode).toBe(404);
  });

  it('is told by the journal without what it says', async () => {
    const { id } = await room.draft();
    await made(id);
    const rows = await room.database.db
      .selectFrom('journal_entry')
      .select(['action', 'payload'])
      .where('chain', '=', `matter:${id}`)
      .execute();
    const told = rows.filter(({ action }) => action.startsWith('publishing.text-remark'));
    expect(told.map(({ action }) => action)).toEqual(['publishing.text-remark-made']);
    expect(JSON.stringify(told)).not.toContain('请写明依据');
  });

  it('changes no version, so that nobody is turned away by it', async () => {
    const matter = await room.draft();
    await made(matter.id);
    const body = { version: matter.version, fields: { content: await room.content(), reason: '修改' } };
    const saved = await room.browse(room.people.drafter).post(`/api/matters/${matter.id}/steps/revise`, body);
    expect(saved.statusCode).toBe(200);
  });
});

describe('what follows a remark', () => {
  it('everybody who sees it answers; the drafting unit settles it, and it says who and when', async () => {
    const { id } = await room.draft();
    const remarkId = await made(id);
    expect((await follow(remarkId, 'reply', room.people.reviewer, '同意这一条。')).statusCode).toBe(204);
    expect((await follow(remarkId, 'resolve', room.people.otherDrafter, '已补上依据。')).statusCode).toBe(204);
    const [line] = await remarks(id);
    expect(line?.entries.map(({ kind, text }) => [kind, text])).toEqual([
      ['remark', '请写明依据。'],
      ['reply', '同意这一条。'],
      ['resolve', '已补上依据。'],
    ]);
    expect(line?.settled?.by).toBe(room.people.otherDrafter.name);
  });

  it('whoever made it settles it and opens it again; others only answer', async () => {
    const { id } = await room.draft();
    const remarkId = await made(id);
    expect((await follow(remarkId, 'resolve', room.people.reviewer)).statusCode).toBe(403);
    expect((await follow(remarkId, 'resolve', room.people.head)).statusCode).toBe(204);
    expect((await follow(remarkId, 'reopen', room.people.head, '还没有改。')).statusCode).toBe(204);
    expect((await remarks(id))[0]?.settled).toBeNull();
  });

  test.each([
    ['settling what is settled', ['resolve', 'resolve'], 409],
    ['opening what is open', ['reopen'], 409],
    ['an answer without words', ['reply'], 422],
  ])('%s is refused', async (_, kinds, status) => {
    const { id } = await room.draft();
    const remarkId = await made(id);
    let last = 0;
    for (const kind of kinds) last = (await follow(remarkId, kind)).statusCode;
    expect(last).toBe(status);
  });

  it('nothing said can be changed or taken away, by anybody', async () => {
    const { id } = await room.draft();
    await made(id);
    const { db } = room.database;
    await expect(db.updateTable('text_remark_entry').set({ text: '改了' }).execute()).rejects.toThrow();
    await expect(db.deleteFrom('text_remark').execute()).rejects.toThrow();
  });
});
