import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { documentPath } from '../document-path.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';

// What the openness office sets, as the reader of the public search finds it.

let room: Newsroom;
let guide: string;
let withdrawn: string;
beforeAll(async () => {
  room = await openNewsroom();
  guide = await room.indexNumberOf(await room.released({ title: '办事指引', bodyHtml: '<p>窗口受理时间。</p>' }));
  await room.released({ title: '零售药店夜间营业公告', bodyHtml: '<p>零售药店夜间营业。</p>' });
  const gone = await room.released({ title: '错误的指引' });
  withdrawn = await room.indexNumberOf(gone);
  await room.take(room.people.issuer, gone, 'withdraw', { cause: 'error', reason: '内容有误' });
});
afterAll(() => room.close());

const office = () => room.browse(room.people.office);
const search = async (words: string) => (await room.visit(`/search?q=${encodeURIComponent(words)}`)).body;
const finds = async (words: string, title: string) =>
  (await search(words)).replaceAll(/<\/?mark>/g, '').includes(title);
const add = async (help: object) => {
  const answer = await office().post('/api/searches/help', help);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<{ id: string }>().id;
};

describe('a synonym', () => {
  it('lets the public find by either word, from the moment it is set until it is ended', async () => {
    expect(await finds('便民药房', '零售药店夜间营业公告')).toBe(false);
    const id = await add({ words: '便民药房', means: '零售药店' });
    expect(await finds('便民药房', '零售药店夜间营业公告')).toBe(true);
    expect((await office().post(`/api/searches/help/${id}/end`)).statusCode).toBe(204);
    expect(await finds('便民药房', '零售药店夜间营业公告')).toBe(false);
    expect((await office().post(`/api/searches/help/${id}/end`)).statusCode).toBe(404);
  });
});

describe('a best bet', () => {
  it('stands above the results of exactly its words, and no longer once it is ended', async () => {
    const link = documentPath(guide);
    expect(await search('星期几开门')).not.toContain(link);
    const id = await add({ words: '星期几开门', indexNumber: guide });
    expect(await search('星期几开门')).toContain(link);
    expect(await search('夜间营业')).not.toContain(link);
    await office().post(`/api/searches/help/${id}/end`);
    expect(await search('星期几开门')).not.toContain(link);
  });

  it('holds on its days, the first and the last included', async () => {
    await add({ words: '节假日值班', indexNumber: guide, fromOn: '2026-03-05', untilOn: '2026-03-06' });
    const seen: boolean[] = [];
    for (const day of ['04', '05', '06', '07']) {
      room.moveTo(instant(`2026-03-${day}T10:00:00+08:00`));
      seen.push((await search('节假日值班')).includes(documentPath(guide)));
    }
    expect(seen).toEqual([false, true, true, false]);
  });

  it('is gone at once when its document is withdrawn', async () => {
    const matter = await room.released({ title: '临时指引' });
    const path = documentPath(await room.indexNumberOf(matter));
    await add({ words: '临时安排', indexNumber: path.split('/').at(-1) });
    expect(await search('临时安排')).toContain(path);
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason: '内容有误' });
    expect(await search('临时安排')).not.toContain(path);
  });
});

describe('help that cannot be', () => {
  it.each([
    ['of neither kind', () => ({ words: '药房' }), 'means'],
    ['of both kinds', () => ({ words: '药房', means: '药店', indexNumber: guide }), 'means'],
    ['that says the same', () => ({ words: '药房', means: '药房' }), 'means'],
    [
      'that ends before it begins',
      () => ({ words: '药房', means: '药店', fromOn: '2026-04-02', untilOn: '2026-04-01' }),
      'untilOn',
    ],
    ['that leads to nothing', () => ({ words: '药房', indexNumber: 'YJ2026-99999' }), 'indexNumber'],
    ['that leads to what was withdrawn', () => ({ words: '药房', indexNumber: withdrawn }), 'indexNumber'],
  ])('%s is refused at its field', async (_, help, field) => {
    const answer = await office().post('/api/searches/help', help());
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json<{ fields: object }>().fields)).toEqual([field]);
  });

  it('is not set by anybody but the openness office', async () => {
    const clerk = await room.who('drafter', 'jx-legal');
    const help = { words: '药房', means: '药店' };
    expect((await room.browse(clerk).post('/api/searches/help', help)).statusCode).toBe(403);
  });
});
