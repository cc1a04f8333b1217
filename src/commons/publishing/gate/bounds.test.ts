import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { BODY_BOUNDS, boundDefects } from '#kernel/body/bounds.ts';
import type { Content } from '../contract.ts';
import { typeOf } from '../releases.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { GateReport } from './contract.ts';
import { linksCheck } from './links.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const links = (n: number) =>
  Array.from({ length: n }, (_, at) => `<a href="/documents/YJ2026-${at}">文件${at}</a>`).join('、');
const LINKS = /正文有 \d+ 个链接，一份文件最多 1000 个/;
const ELEMENTS = /一份文件最多 20000 个/;

describe('a body', () => {
  test.each([
    ['as many links as are borne', `<p>${links(BODY_BOUNDS.links)}</p>`, []],
    ['one link more', `<p>${links(BODY_BOUNDS.links + 1)}</p>`, [LINKS]],
    ['links in capitals, over lines', '<A\nHREF="/x">甲</A>'.repeat(BODY_BOUNDS.links + 1), [LINKS]],
    [
      'links with a stroke for a space, as browsers read them',
      '<a/href="/x">甲</a>'.repeat(BODY_BOUNDS.links + 1),
      [LINKS],
    ],
    ['tags that begin like a link', '<abbr>甲</abbr>'.repeat(BODY_BOUNDS.links + 1), []],
    ['as many paragraphs as are borne', '<p>甲</p>'.repeat(BODY_BOUNDS.elements), []],
    ['one paragraph more', '<p></p>'.repeat(BODY_BOUNDS.elements + 1), [ELEMENTS]],
    ['too much of both', `${'<p></p>'.repeat(BODY_BOUNDS.elements)}${links(BODY_BOUNDS.links + 1)}`, [LINKS, ELEMENTS]],
    ['nothing', '', []],
    ['no markup', '3 < 5 和 a<b', []],
  ])('with %s', (_what, html, sentences) => {
    const defects = boundDefects(html);
    expect(defects).toHaveLength(sentences.length);
    for (const [at, sentence] of sentences.entries()) expect(defects[at]).toMatch(sentence);
  });
});

describe('what is too much', () => {
  const vast = `<p>甲</p>${'<p></p>'.repeat(50_000)}`;
  const browser = () => room.browse(room.people.drafter);

  it('is refused when it is saved, with everything else that is wrong', async () => {
    const content = { ...(await room.content({ bodyHtml: vast })), columnKey: 'no-such-column' };
    const answer = await browser().post('/api/documents', {
      type: 'announcement',
      leadUnitId: await room.unit('jx-finance'),
      content,
    });
    expect(answer.statusCode).toBe(422);
    const { fields } = answer.json<{ fields: Record<string, string> }>();
    expect(fields['content.bodyHtml']).toMatch(ELEMENTS);
    expect(fields['content.columnKey']).toContain('不存在');
  });

  it('is told while it is typed, once, and the rest is looked at', async () => {
    const answer = await browser().post('/api/gate', {
      type: 'announcement',
      content: { title: '联系电话 13812345678', bodyHtml: vast },
    });
    const { findings } = answer.json<GateReport>();
    expect(findings.filter(({ field }) => field === 'content.bodyHtml').map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(ELEMENTS),
    ]);
    expect(findings.map(({ field }) => field)).toContain('content.title');
  });

  it('is not brought in from a file', async () => {
    const answer = await browser().upload(
      '/api/drafting/import',
      '长.html',
      Buffer.from(`<p>甲</p>${'<p>乙</p>'.repeat(20_001)}`),
    );
    expect(answer.json<{ fields: Record<string, string> }>().fields.file).toMatch(ELEMENTS);
  });
});

test.each([1, 40, 1000])('%i links of a text are looked up by one question to the database', async (n) => {
  let statements = 0;
  const counted: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const known = await room.indexNumberOf(await room.released());
  const bodyHtml = `<p>${links(n - 1)}<a href="/documents/${known}">通知</a><a href="/workbench">内部</a></p>`;
  const found = await linksCheck.run({
    db: room.services.db.withPlugin(counted),
    services: room.services,
    today: room.clock.today(),
    type: typeOf(room.services, 'announcement'),
    content: (await room.content({ bodyHtml })) satisfies Content,
    documentId: undefined,
    companions: async () => new Set(),
  });
  expect(statements).toBe(1);
  expect(found.filter(({ sentence }) => sentence.includes('不存在'))).toHaveLength(n - 1);
  expect(found.filter(({ sentence }) => sentence.includes('工作台'))).toHaveLength(1);
});
