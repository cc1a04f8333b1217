import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { DocumentDetail, DocumentLine } from './document-contract.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

interface Problem {
  readonly code: string;
  readonly reasons: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}
const post = async (change: object, type = 'announcement') => {
  const content = { ...(await room.content()), ...change };
  const leadUnitId = await room.unit('jx-finance');
  return room.browse(room.people.drafter).post('/api/documents', { type, leadUnitId, content });
};
const countDocuments = async () =>
  (
    await room.database.db
      .selectFrom('document')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst()
  )?.n;
const bodyOf = async (matter: { readonly id: string }) =>
  (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>().current.content
    .bodyHtml;

describe('what a draft must say', () => {
  it('everything that is missing is told at once, each sentence at its field', async () => {
    const before = await countDocuments();
    const answer = await post({
      formedOn: '2026-03-03',
      disclosure: 'on-request',
      columnKey: 'no-such-column',
      issuingUnitId: '00000000-0000-4000-8000-000000000000',
      bodyHtml: '<script>alert(1)</script>',
    });
    const problem = answer.json<Problem>();
    expect([answer.statusCode, problem.code]).toEqual([422, 'invalid']);
    expect(problem.fields).toEqual({
      'content.disclosureReason': '公开属性不是主动公开时，请写明理由',
      'content.disclosureBasis': '公开属性不是主动公开时，请选择法律依据',
      'content.statutoryClass': expect.stringContaining('第二十条第（十三）项'),
      'content.formedOn': '成文日期不能晚于今天',
      'content.columnKey': '所选栏目不存在，请重新选择',
      'content.issuingUnitId': '发布机构不在机构名录中，请重新选择',
      'content.bodyHtml': '请填写正文',
    });
    expect(problem.reasons).toHaveLength(7);
    expect(await countDocuments()).toBe(before);
  });

  test.each([
    ['none', 'not-article-19', '不属于条例第十九条的信息仍可依申请公开'],
    ['none', 'article-14-secret', '国家秘密不得在这里拟写、存储'],
    ['on-request', 'article-14-secret', '国家秘密不得在这里拟写、存储'],
    ['on-request', 'article-14-prohibited', '条例第十四条所列信息不得公开'],
    ['on-request', 'article-14-safety', '条例第十四条所列信息不得公开'],
  ])('%s cannot rest on %s', async (disclosure, disclosureBasis, because) => {
    const answer = await post({ disclosure, disclosureBasis, disclosureReason: '有关情况' });
    expect(answer.json<Problem>().fields['content.disclosureBasis']).toContain(because);
  });

  it('what was left blank is told together with what the type asks for, and nothing stays', async () => {
    const before = await countDocuments();
    const answer = await post(
      { columnKey: '', opennessClass: undefined, documentNumber: undefined, statutoryClass: undefined, data: {} },
      'normative-document',
    );
    const { fields, reasons } = answer.json<Problem>();
    expect([answer.statusCode, Object.keys(fields).sort()]).toEqual([
      422,
      [
        'content.columnKey',
        'content.data.effectiveOn',
        'content.documentNumber',
        'content.opennessClass',
        'content.statutoryClass',
      ],
    ]);
    expect(reasons).toHaveLength(5);
    expect(await countDocuments()).toBe(before);
  });

  it('something that is wrong, not blank, is told by itself first', async () => {
    const answer = await post({ columnKey: 'No Column', opennessClass: '', documentNumber: undefined }, 'policy');
    expect(Object.keys(answer.json<Problem>().fields).sort()).toEqual(['content.columnKey', 'content.opennessClass']);
  });

  it('fields left out altogether are told at once too', async () => {
    const answer = await post({ title: undefined, formedOn: undefined, opennessClass: undefined });
    expect(Object.keys(answer.json<Problem>().fields).sort()).toEqual([
      'content.formedOn',
      'content.opennessClass',
      'content.title',
    ]);
  });

  test.each([
    ['none', 'article-16-internal', 13, 422],
    ['none', 'article-16-process', 1, 422],
    ['none', 'article-16-enforcement', 6, 422],
    ['on-request', 'not-article-19', 13, 422],
    ['on-request', 'article-16-internal', 7, 422],
    ['on-request', 'article-15', 5, 201],
    ['none', 'article-15', 6, 201],
    ['none', 'article-14-safety', 12, 201],
    ['none', 'article-14-prohibited', 13, 201],
    ['none', 'article-16-internal', 0, 201],
    ['on-request', 'not-article-19', undefined, 201],
  ])(
    '%s on %s with class %s of article 20 is answered %i: what article 20 lists is public unless article 14 or 15 forbids',
    async (disclosure, disclosureBasis, statutoryClass, status) => {
      const answer = await post({ disclosure, disclosureBasis, statutoryClass, disclosureReason: '有关情况' });
      expect(answer.statusCode).toBe(status);
      if (status === 422)
        expect(answer.json<Problem>().fields).toEqual({
          'content.statutoryClass': expect.stringContaining('只有第十四条、第十五条的依据才能不主动公开'),
        });
    },
  );

  test.each([['on-request'], ['none']])('%s needs a reason and a basis, and with them is kept', async (disclosure) => {
    expect(
      (await post({ disclosure, disclosureReason: '内部事务', statutoryClass: 0 })).json<Problem>().fields,
    ).toEqual({
      'content.disclosureBasis': '公开属性不是主动公开时，请选择法律依据',
    });
    expect(
      (await post({ disclosure, disclosureBasis: 'article-16-internal', statutoryClass: 0 })).json<Problem>().fields,
    ).toEqual({
      'content.disclosureReason': '公开属性不是主动公开时，请写明理由',
    });
    const kept = await post({
      disclosure,
      disclosureReason: '内部事务',
      disclosureBasis: 'article-16-internal',
      statutoryClass: 0,
    });
    expect(kept.statusCode).toBe(201);
  });

  it.each(['title', 'documentNumber', 'source', 'keywords'])(
    '%s of two lines is refused at its field',
    async (field) => {
      const refusal = room.draft({ [field]: '第一行\r\nBcc: 第二行' });
      await expect(refusal).rejects.toMatchObject({
        fields: { [`content.${field}`]: expect.stringContaining('换行') as string },
      });
    },
  );

  it('a body with pictures of other sites, or with words turned round by hidden characters, is refused at its field', async () => {
    const picture = await post({ bodyHtml: '<p>现场：<img src="https://elsewhere.invalid/p.png" alt="现场"></p>' });
    expect(picture.json<Problem>().fields).toEqual({
      'content.bodyHtml':
        '正文里有 1 张图片不在本站（如 https://elsewhere.invalid/p.png），公众看不到。请删去后用“图片”按钮上传',
    });
    const turned = await post({ bodyHtml: '<p>罚款&#8238;001元</p>' });
    expect(turned.json<Problem>().fields['content.bodyHtml']).toContain('正文里有看不见的控制字符 U+202E');
    const title = await post({ title: '关于\u202e的通知' });
    expect(title.json<Problem>().fields).toEqual({
      'content.title': '「标题」里有看不见的控制字符 U+202E（在“关于”之后），请删除后重新填写',
    });
  });

  describe('the class of 条例第二十条', () => {
    const closed = { disclosure: 'none', disclosureReason: '内部事务', disclosureBasis: 'article-16-internal' };
    const refused = { 'content.statutoryClass': '规划计划主动公开时属于条例第二十条所列信息，请选择具体类别' };

    test.each([
      ['planning', undefined, {}, 422],
      ['planning', 0, {}, 422],
      ['planning', 1, {}, 201],
      ['planning', undefined, closed, 201],
      ['planning', 0, closed, 201],
      ['announcement', undefined, {}, 201],
      ['news', 0, {}, 201],
      ['news', 13, {}, 201],
    ])('%s with class %s and %o is answered %i', async (type, statutoryClass, change, status) => {
      const answer = await post({ statutoryClass, ...change }, type);
      expect(answer.statusCode).toBe(status);
      if (status === 422) expect(answer.json<Problem>().fields).toEqual(refused);
    });

    it('where it does not apply, is not shown to the public and counted nowhere', async () => {
      const out = await room.released({ title: '一则工作动态', statutoryClass: 0 }, 'news');
      const page = await room.visit(`/documents/${await room.indexNumberOf(out)}`);
      expect([page.statusCode, page.body.includes('法定内容')]).toEqual([200, false]);
      const { statutory_class: stored } = await room.database.portalDb
        .selectFrom('portal.document')
        .select('statutory_class')
        .where('id', '=', out.id)
        .executeTakeFirstOrThrow();
      expect(stored).toBeNull();
    });
  });

  it('the structured part is checked by the type, together with everything else', async () => {
    const answer = await post({ columnKey: 'policies', data: { facts: 'one' } }, 'bulletin');
    expect(Object.keys(answer.json<Problem>().fields).sort()).toEqual(['content.columnKey', 'content.data.facts']);
  });

  test.each([
    ['title', '标题\u0000'],
    ['bodyHtml', '<p>正\u0000文</p>'],
    ['summary', '\u0000'],
  ])('a character the database cannot hold is refused in %s, not half kept', async (field, value) => {
    const before = await countDocuments();
    const answer = await post({ [field]: value });
    expect(answer.statusCode).toBe(422);
    expect(await countDocuments()).toBe(before);
  });

  it('nobody drafts in the name of a unit in which they have no post', async () => {
    const leadUnitId = await room.unit('jx-legal');
    const body = { type: 'announcement', leadUnitId, content: await room.content() };
    const answer = await room.browse(room.people.drafter).post('/api/documents', body);
    expect([answer.statusCode, answer.json<Problem>().reasons]).toEqual([
      403,
      ['您在法规处没有拟稿岗位，不能以它的名义拟稿'],
    ]);
  });
});

describe('whom one may draft for', () => {
  it('is the units in which one holds a drafter’s post', async () => {
    const answer = await room.browse(room.people.drafter).get('/api/drafting');
    const bureauId = await room.unit('jx-mpa');
    expect(answer.json()).toEqual({
      today: '2026-03-02',
      units: [{ id: await room.unit('jx-finance'), name: '综合和规划财务处', bureauId }],
    });
    expect((await room.browse(room.people.head).get('/api/drafting')).statusCode).toBe(403);
  });
});

describe('hostile HTML', () => {
  test.each([
    ['a script', '<p>正文</p><script>alert(1)</script>', '<p>正文</p>'],
    ['an event', '<p onclick="alert(1)">正文</p>', '<p>正文</p>'],
    ['a frame', '<p>正文</p><iframe src="https://evil.example"></iframe>', '<p>正文</p>'],
    ['a script address', '<p><a href="javascript:alert(1)">链接</a></p>', '<p><a>链接</a></p>'],
    ['a script address in disguise', '<p><a href="java&#9;script:alert(1)">链接</a></p>', '<p><a>链接</a></p>'],
    ['a style', '<p style="position:fixed">正文</p><style>*{display:none}</style>', '<p>正文</p>'],
    ['a drawing', '<svg onload=alert(1)><p>正文</p></svg>', '<p>正文</p>'],
    ['a form', '<form action="https://evil.example"><input name=a></form><p>正文</p>', '<p>正文</p>'],
    ['a link to any protocol', '<p><a href="//evil.example">链接</a></p>', '<p><a>链接</a></p>'],
  ])('%s does not survive being written', async (_name, bodyHtml, kept) => {
    expect(await bodyOf(await room.draft({ bodyHtml }))).toBe(kept);
  });

  it('in plain fields stays text on the page', async () => {
    const matter = await room.released({ title: '<img src=x onerror=alert(1)>通知', summary: '<b>概述</b>' });
    const page = await room.visit(`/documents/${await room.indexNumberOf(matter)}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('<img src=x');
    expect(page.body).toContain('&lt;img src=x onerror=alert(1)&gt;通知');
  });
});

describe('two people at one draft', () => {
  it('the second to save is told, and the first one’s text stands', async () => {
    const { drafter, otherDrafter } = room.people;
    const matter = await room.draft();
    const path = `/api/matters/${matter.id}/steps/revise`;
    const save = async (actor: typeof drafter, title: string) =>
      room.browse(actor).post(path, {
        version: matter.version,
        fields: { content: await room.content({ title }), reason: '改标题' },
      });
    expect((await save(otherDrafter, '先保存的标题')).statusCode).toBe(200);
    const second = await save(drafter, '后保存的标题');
    expect([second.statusCode, second.json<Problem>().code]).toEqual([409, 'stale']);
    const detail = (await room.browse(drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
    expect(detail.current.content.title).toBe('先保存的标题');
    expect(detail.revisions).toHaveLength(2);
  });

  it('both revisions stay as they were written', async () => {
    const matter = await room.draft({ title: '第一稿的标题' });
    const content = await room.content({ title: '第二稿的标题' });
    await room.take(room.people.drafter, matter, 'revise', { content, reason: '改标题' });
    const titles = await Promise.all(
      [1, 2].map(async (n) =>
        (await room.browse(room.people.head).get(`/api/documents/${matter.id}/revisions/${n}`)).json(),
      ),
    );
    expect(titles.map(({ content: { title } }) => title)).toEqual(['第一稿的标题', '第二稿的标题']);
    expect((await room.browse(room.people.head).get(`/api/documents/${matter.id}/revisions/3`)).statusCode).toBe(404);
  });
});

describe('files of a document', () => {
  const upload = async () =>
    (await room.browse(room.people.drafter).upload('/api/attachments', '名单.txt', Buffer.from('第一条'))).json<{
      id: string;
      name: string;
      hash: string;
    }>();

  it('a file sent in before the document existed hangs on it, so that the reviewer can open it', async () => {
    const { id, name, hash } = await upload();
    const content = `/api/attachments/${id}/content`;
    expect((await room.browse(room.people.reviewer).get(content)).statusCode).toBe(404);
    const matter = await room.draft({ attachments: [{ id, name, hash, size: 1, mediaType: 'text/html' }] });
    expect((await room.browse(room.people.reviewer).get(content)).body).toBe('第一条');
    const detail = (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
    expect(detail.current.content.attachments?.[0]).toMatchObject({ size: 9, mediaType: 'text/plain' });
  });

  it('a file that is not there, or not the one named, is refused', async () => {
    const { id, name } = await upload();
    const answer = await post({ attachments: [{ id, name, hash: 'a'.repeat(64), size: 1, mediaType: 'text/plain' }] });
    expect(answer.json<Problem>().fields).toEqual({
      'content.attachments': '附件「名单.txt」不存在或已更换，请重新上传',
    });
  });
});

describe('the ledger of documents', () => {
  const ledger = async (query: string) =>
    (await room.browse(room.people.head).get(`/api/documents?${query}`)).json<{
      rows: DocumentLine[];
      total: number;
    }>();

  it('finds by words, type, state, column and disclosure, and counts all of them', async () => {
    await room.draft({ title: '台账甲：网络销售' });
    await room.draft(
      { title: '台账乙：网络销售', columnKey: 'policies', data: { interpretation: 'in-step' } },
      'policy',
    );
    const found = await ledger(`q=${encodeURIComponent('网络销售')}&size=1&sort=-index`);
    expect(found.total).toBeGreaterThanOrEqual(2);
    expect(found.rows).toHaveLength(1);
    const [row] = (
      await ledger(`q=${encodeURIComponent('台账乙')}&type=policy&column=policies&state=drafting&disclosure=active`)
    ).rows;
    expect(row).toMatchObject({
      title: '台账乙：网络销售',
      typeLabel: '政策文件',
      stateLabel: '拟稿',
      columnName: '政策文件',
      unitName: '综合和规划财务处',
      dueOn: '2026-03-30',
      light: { colour: 'green' },
    });
    expect((await ledger(`q=${encodeURIComponent('台账乙')}&type=news`)).total).toBe(0);
  });

  it('shows a city bureau nothing of the province’s drafts', async () => {
    const outsider = await room.who('drafter', 'nanchang');
    const matter = await room.draft();
    expect((await room.browse(outsider).get('/api/documents')).json()).toMatchObject({ total: 0 });
    expect((await room.browse(outsider).get(`/api/documents/${matter.id}`)).statusCode).toBe(404);
  });
});

describe('a city bureau', () => {
  const drafted = async (change: object) => {
    const drafter = await room.who('drafter', 'nanchang');
    const content = { ...(await room.content()), issuingUnitId: await room.unit('nanchang'), ...change };
    const given = { type: 'announcement', leadUnitId: await room.unit('nanchang'), content };
    return room.browse(drafter).post('/api/documents', given);
  };

  it('drafts in its own name, never in that of the province', async () => {
    expect((await drafted({})).statusCode).toBe(201);
    const answer = await drafted({ issuingUnitId: await room.unit('jx-mpa') });
    expect([answer.statusCode, answer.json<Problem>().fields]).toEqual([
      422,
      { 'content.issuingUnitId': '发布机构应是拟稿单位所在的局或局内单位' },
    ]);
  });

  it.each(['supersedes', 'amends', 'repeals'])(
    'does not say of a document of the province that it %s it',
    async (kind) => {
      const theirs = await room.released();
      const answer = await drafted({ relations: [{ kind, documentId: theirs.id }] });
      expect(answer.statusCode).toBe(422);
      expect(answer.json<Problem>().fields['content.relations']).toContain('第 1 项不是本局的文件');
      expect((await drafted({ relations: [{ kind: 'basis', documentId: theirs.id }] })).statusCode).toBe(201);
    },
  );

  it('does not publish a file of the province, even knowing its number and hash', async () => {
    const upload = await room
      .browse(room.people.drafter)
      .upload('/api/attachments', '内部材料.txt', Buffer.from('内部'));
    const { id, hash } = upload.json<{ id: string; hash: string }>();
    const attachments = [{ id, name: '材料.txt', hash, size: 1, mediaType: 'text/plain' }];
    const unknown = { 'content.attachments': '附件「材料.txt」不存在或已更换，请重新上传' };
    expect((await drafted({ attachments })).json<Problem>().fields).toEqual(unknown);
    await room.draft({ attachments });
    expect((await drafted({ attachments })).json<Problem>().fields).toEqual(unknown);
  });
});

it('a file is published under a name without characters that hide or turn', async () => {
  const upload = await room.browse(room.people.drafter).upload('/api/attachments', '名单.txt', Buffer.from('名单'));
  const { id, hash } = upload.json<{ id: string; hash: string }>();
  const called = (name: string) => room.draft({ attachments: [{ id, name, hash, size: 1, mediaType: 'text/plain' }] });
  await expect(called('名单.txt\r\nX: 1')).rejects.toThrow('有换行');
  const matter = await called('名单\u202etxt.exe\u0007');
  const detail = (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
  expect(detail.current.content.attachments?.[0]?.name).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
});
