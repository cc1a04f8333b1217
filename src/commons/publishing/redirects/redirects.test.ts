import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { RedirectLine } from './contract.ts';
import { readMoves, settled } from './rules.ts';

describe('the lines', () => {
  test('are read with commas or spaces, and what is wrong is told with its number', () => {
    const { moves, defects } = readMoves('/a,/b\n/c  /d/\n\nhttp://x.cn /e\n/f\n/api/x /g\n//evil.cn /h');
    expect(moves).toEqual([
      { from: '/a', to: '/b' },
      { from: '/c', to: '/d' },
    ]);
    expect(defects).toHaveLength(4);
  });
});

test('whatever is added, nobody is ever sent on twice, round, or out of the site', () => {
  const path = fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f');
  fc.assert(
    fc.property(fc.array(fc.record({ from: path, to: path }), { maxLength: 6 }), (asked) => {
      const wanted = asked.filter(({ from, to }) => from !== to);
      const { moves, defects } = settled(wanted, new Map());
      if (defects.length > 0) return;
      const froms = new Set(moves.map(({ from }) => from));
      for (const { from, to } of moves) {
        expect(froms.has(to)).toBe(false);
        expect(to).not.toBe(from);
      }
    }),
  );
});

describe('through the doors', () => {
  let room: Newsroom;
  beforeAll(async () => {
    room = await openNewsroom();
  });
  afterAll(() => room.close());

  const list = async () => (await room.browse(room.people.office).get('/api/redirects')).json<RedirectLine[]>();
  const propose = (lines: string, by = room.people.office) =>
    room.browse(by).post('/api/redirects', { lines, reason: '网站改版' });
  const idOf = async (from: string) => (await list()).find((line) => line.from === from)?.id ?? '';

  it('an old address leads on once another person has agreed, and no more when it is ended', async () => {
    expect((await propose('/art/2019/1/1.html,/documents')).statusCode).toBe(201);
    expect((await room.visit('/art/2019/1/1.html')).statusCode).toBe(404);
    const id = await idOf('/art/2019/1/1.html');
    const own = await room
      .browse(room.people.office)
      .post(`/api/redirects/${id}/decide`, { agrees: true, opinion: '同意' });
    expect(own.statusCode).toBe(403);
    await room.browse(room.people.releaser).post(`/api/redirects/${id}/decide`, { agrees: true, opinion: '同意' });
    const moved = await room.visit('/art/2019/1/1.html?from=wx');
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/documents']);
    await room.browse(room.people.office).post(`/api/redirects/${id}/retire`, { reason: '不再需要' });
    expect((await room.visit('/art/2019/1/1.html')).statusCode).toBe(404);
  });

  it('ways that go round, addresses moved twice and addresses of the system are refused, all at once, and nothing is kept', async () => {
    const before = (await list()).length;
    const answer = await propose('/x,/y\n/y,/x\n/workbench,/z');
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ fields: { lines: string } }>().fields.lines).toMatch(/第 3 行.*循环/);
    expect((await list()).length).toBe(before);
  });

  it('a way over several stations leads straight to its end', async () => {
    await propose('/one,/two\n/two,/search');
    for (const from of ['/one', '/two'])
      await room
        .browse(room.people.releaser)
        .post(`/api/redirects/${await idOf(from)}/decide`, { agrees: true, opinion: '同意' });
    expect((await room.visit('/one')).headers.location).toBe('/search');
  });

  it('are not for drafters', async () => {
    expect((await propose('/p,/q', await room.who('drafter', 'jx-legal'))).statusCode).toBe(403);
  });

  it('an address nobody knows is told so, as JSON where machines ask', async () => {
    const unknown = await room.visit('/nobody/knows');
    expect(unknown.statusCode).toBe(404);
    // Told once: nothing of rights nobody needs for a public page.
    expect(unknown.body).toContain('没有这个页面，地址可能有误或已变更');
    expect(unknown.body).not.toContain('无权查看');
    const api = await room.browse(room.people.office).get('/api/nobody-knows');
    expect([api.statusCode, api.headers['content-type']]).toEqual([404, expect.stringContaining('problem+json')]);
  });
});
