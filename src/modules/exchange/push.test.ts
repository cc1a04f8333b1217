import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { currentRevision } from '#commons/publishing/index.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import { bomb, withMacros } from './testing/packages.ts';
import { type Exchange, finished, openExchange } from './testing/given.ts';
import type { PartnerClient } from './testing/client.ts';

let exchange: Exchange;
let oa: PartnerClient;
let partnerId: string;
beforeAll(async () => {
  exchange = await openExchange();
  const connected = await exchange.connected('oa');
  oa = connected.client;
  partnerId = connected.id;
});
afterAll(() => exchange.close());

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const wordFile = async (children: (Paragraph | Table)[]) => Packer.toBuffer(new Document({ sections: [{ children }] }));
const idOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) => String(answer.body.documentId);
const documents = () =>
  exchange.world.services.db
    .selectFrom('document')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirst();

describe('a finished document that is pushed', () => {
  test('becomes a draft of the person named, with its attributes, and nothing is published', async () => {
    const answer = await oa.push(finished('OA-2026-001'));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      externalId: 'OA-2026-001',
      revision: 1,
      indexNumber: expect.stringMatching(/^YJ2026-/) as string,
    });
    expect(answer.headers.get('location')).toContain('/open/v1/exchange/documents/OA-2026-001');
    const { db } = exchange.world.services;
    const matter = await matterById(db, idOf(answer));
    expect(matter).toMatchObject({ state: 'drafting', assigneeId: exchange.people.drafter.id });
    const { content } = await currentRevision(db, idOf(answer));
    expect(content).toMatchObject({
      documentNumber: '赣药监财〔2026〕8号',
      issuingUnitId: await exchange.unit('jx-mpa'),
      bodyHtml: '<h2>一、评价范围</h2><p>全省药品经营企业。</p>',
    });
    const out = await exchange.world.services.portalDb.selectFrom('portal.document').select('id').execute();
    expect(out).toEqual([]);
    const told = await db
      .selectFrom('notice')
      .select('title')
      .where('person_id', '=', exchange.people.drafter.id)
      .where('dedupe', 'like', 'exchange.push:%')
      .execute();
    expect(told).toHaveLength(1);
    expect((await exchange.records('oa'))[0]).toMatchObject({
      operation: 'documents.push',
      outcome: 'ok',
      externalId: 'OA-2026-001',
      documentId: idOf(answer),
      payloadHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  test('names the organs that issue it jointly; what does not fit stands at the field it was sent in, and whose publication is missing is told', async () => {
    const organs = ['江西省卫生健康委员会', '江西省药品监督管理局'];
    const wrong = await oa.push(finished('OA-2026-JOINT', {}, { jointOrgans: ['江西省卫生健康委员会', '某厅'] }));
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.body.fields as object)).toEqual(['document.jointOrgans']);
    const { status, body } = await oa.push(finished('OA-2026-JOINT', {}, { jointOrgans: organs }));
    expect(status).toBe(201);
    expect(body.findings).toContainEqual(expect.objectContaining({ where: '联合发文', severity: 'block' }));
    const { content } = await currentRevision(exchange.world.services.db, String(body.documentId));
    expect(content.jointOrgans).toEqual(organs);
  });

  test('sent again, also with its fields in another order, is given the same receipt and makes nothing', async () => {
    const document = finished('OA-2026-002');
    const first = await oa.push(document);
    const before = await documents();
    const { externalId, ...rest } = document;
    const again = await oa.push({ ...rest, externalId });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await documents()).toEqual(before);
    expect((await exchange.records('oa'))[0]).toMatchObject({ outcome: 'repeated', status: 200 });
  });

  test('sent six times at the same moment makes one document', async () => {
    const before = await documents();
    const answers = await Promise.all(Array.from({ length: 6 }, () => oa.push(finished('OA-RACE'))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(Number((await documents())?.n)).toBe(Number(before?.n) + 1);
  });

  test('the number of another system is another document', async () => {
    const { client: other } = await exchange.connected('other-oa');
    const [one, two] = [await oa.push(finished('SAME')), await other.push(finished('SAME'))];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(idOf(one)).not.toBe(idOf(two));
    expect((await other.standing('OA-2026-001')).status).toBe(404);
  });
});

describe('other content under the same number', () => {
  const changed = (id: string, note = '改了标题') =>
    finished(id, { note }, { title: '关于开展药品经营企业信用评价工作的通知' });

  test('is another revision while it is a draft; a late repetition of the first takes nothing back', async () => {
    const first = await oa.push(finished('REV-1'));
    const second = await oa.push(changed('REV-1'));
    expect([second.status, second.body.revision, idOf(second)]).toEqual([201, 2, idOf(first)]);
    const late = await oa.push(finished('REV-1'));
    expect([late.status, late.body.revision]).toEqual([200, 1]);
    const now = await currentRevision(exchange.world.services.db, idOf(first));
    expect([now.number, now.content.title]).toEqual([2, '关于开展药品经营企业信用评价工作的通知']);
  });

  test('is refused with the reason once the draft has been sent up', async () => {
    const first = await oa.push(finished('REV-2'));
    await exchange.world.as(exchange.people.drafter, (a) => takeStepAs(a, idOf(first), 'submit', {}));
    const second = await oa.push(changed('REV-2'));
    expect(second.status).toBe(409);
    expect(second.body.reasons).toEqual([expect.stringContaining('处室审核')]);
    expect((await exchange.records('oa'))[0]).toMatchObject({ outcome: 'refused', externalId: 'REV-2' });
  });

  test('never overwrites what somebody here has edited', async () => {
    const first = await oa.push(finished('REV-3'));
    const { content } = await currentRevision(exchange.world.services.db, idOf(first));
    const mended = { ...content, title: '关于开展信用评价的通知（核改）' };
    await exchange.world.as(exchange.people.drafter, (a) =>
      takeStepAs(a, idOf(first), 'revise', { content: mended, reason: '核改标题' }),
    );
    const second = await oa.push(changed('REV-3'));
    expect(second.status).toBe(409);
    expect(second.body.reasons).toEqual([expect.stringContaining('不会覆盖')]);
    expect((await oa.standing('REV-3')).body).toMatchObject({ revision: 2, pushedRevision: 1, changedHere: true });
  });

  test('without its date is taken, and the sender told who will say it', async () => {
    const dated = finished('UNDATED-1');
    const { formedOn: _left, ...document } = dated.document;
    const { status, body } = await oa.push({ ...dated, document });
    expect([status, body.notes]).toEqual([201, [expect.stringContaining('由本系统的签发人在签发时确定')]]);
    expect((await oa.push(finished('UNDATED-2'))).body.notes).toBeUndefined();
  });

  test('with its date and number, keeps the date it was signed on there: it is neither left out nor changed here', async () => {
    const first = await oa.push(finished('DATED-1', {}, { formedOn: '2026-02-26' }));
    const { content } = await currentRevision(exchange.world.services.db, idOf(first));
    const { formedOn, ...undated } = content;
    const revise = (changed: object) =>
      exchange.world.as(exchange.people.drafter, (a) =>
        takeStepAs(a, idOf(first), 'revise', { content: changed, reason: '核改' }),
      );
    for (const changed of [undated, { ...content, formedOn: exchange.world.services.time.today() }])
      await expect(revise(changed)).rejects.toMatchObject({
        fields: { 'content.formedOn': expect.stringContaining('推送时写明的成文日期是') as string },
      });
    expect((await matterById(exchange.world.services.db, idOf(first)))?.receivedOn).toBe(formedOn);
    // Sent again by whoever has it right.
    const { document } = finished('DATED-1');
    const again = await oa.push({ ...finished('DATED-1'), document: { ...document, formedOn: '2026-02-27' } });
    expect([again.status, again.body.revision]).toEqual([201, 2]);
    await expect(revise(content)).rejects.toMatchObject({
      fields: { 'content.formedOn': expect.stringContaining('2026年2月27日') as string },
    });
    await revise({ ...content, formedOn: '2026-02-27', title: '核改后的标题' });
  });

  test('may not turn it into another kind or give it to another unit', async () => {
    await oa.push(finished('REV-4'));
    const other = await oa.push({ ...changed('REV-4'), type: 'news' });
    expect(other.body.fields).toMatchObject({ type: expect.stringContaining('不能改变') as string });
  });
});

describe('files', () => {
  test('are kept by what they are, hang on the draft, and come again only once', async () => {
    const attachments = [{ name: '评价标准.txt', content: base64('一、评价标准') }];
    const first = await oa.push(finished('FILE-1', { attachments }));
    expect(first.status).toBe(201);
    await oa.push(finished('FILE-1', { attachments, note: '只改标题' }, { title: '关于信用评价的通知' }));
    const rows = await exchange.world.services.db
      .selectFrom('attachment')
      .select(['name', 'matter_id'])
      .where('matter_id', '=', idOf(first))
      .execute();
    expect(rows).toEqual([{ name: '评价标准.txt', matter_id: idOf(first) }]);
    const { content } = await currentRevision(exchange.world.services.db, idOf(first));
    expect(content.attachments).toMatchObject([{ name: '评价标准.txt', mediaType: 'text/plain' }]);
  });

  test('a .docx as the body keeps headings and tables', async () => {
    const docx = await wordFile([
      new Paragraph({ text: '一、总体要求', heading: HeadingLevel.HEADING_2 }),
      new Paragraph('坚持公开为常态。'),
      new Table({
        rows: [
          ['序号', '事项'],
          ['1', '信用评价'],
        ].map(
          (cells) =>
            new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
        ),
      }),
    ]);
    const answer = await oa.push(finished('FILE-2', { body: { docx: { name: '正文.docx', content: base64(docx) } } }));
    expect(answer.status).toBe(201);
    const { content } = await currentRevision(exchange.world.services.db, idOf(answer));
    expect(content.bodyHtml).toContain('<h2>一、总体要求</h2>');
    expect(content.bodyHtml).toContain('<td>');
  });

  const bad = async (): Promise<[string, string, string, RegExp][]> => [
    ['macros', '附件.docx', base64(withMacros()), /宏/],
    ['a zip bomb', '附件.docx', base64(bomb()), /压缩比例异常/],
    ['a picture called a PDF', '附件.pdf', base64(PNG), /后缀是 \.pdf/],
    ['a program', '附件.txt', base64(Buffer.from('MZ\u0000\u0001\u0002\u0003binary')), /./],
    ['half a base64', '附件.txt', 'abcde', /base64/],
  ];

  test('that are dangerous or not what they say are refused, each at its place, all at once', async () => {
    const files = await bad();
    const attachments = files.map(([, name, content]) => ({ name, content }));
    const before = await documents();
    const answer = await oa.push(finished('FILE-3', { attachments }));
    expect(answer.status).toBe(422);
    const fields = answer.body.fields as Record<string, string>;
    for (const [place, [, , , words]] of files.entries()) expect(fields[`attachments.${place}.content`]).toMatch(words);
    expect(await documents()).toEqual(before);
  });

  test('a .docx that unpacks to too much is no body either', async () => {
    const bombed = await oa.push(
      finished('FILE-4', { body: { docx: { name: '正文.docx', content: base64(bomb()) } } }),
    );
    expect(bombed.body.fields).toMatchObject({ 'body.docx': expect.stringContaining('压缩比例异常') as string });
  });

  test('a request larger than forty megabytes is refused', async () => {
    const answer = await oa.send({
      path: '/open/v1/exchange/documents',
      bytes: Buffer.alloc(41 * 1024 * 1024, 0x20),
    });
    expect(answer.status).toBe(413);
    expect((await exchange.records())[0]).toMatchObject({ outcome: 'too-large', operation: 'documents.push' });
  });
});

describe('what does not fit is refused at its field, all of it at once', () => {
  test('unknown drafter, attributes that contradict one another, a date to come, a column that is none, a foreign picture', async () => {
    const answer = await oa.push(
      finished(
        'BAD-1',
        { drafter: { account: 'nobody-here' }, body: { html: '<p>见图<img src="https://evil.example/x.png"></p>' } },
        {
          disclosure: 'none',
          formedOn: '2026-12-31',
          columnKey: 'no-such-column',
          relations: [{ kind: 'basis', indexNumber: 'YJ1999-1' }],
        },
      ),
    );
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields as object).toSorted()).toEqual([
      'body',
      'document.columnKey',
      'document.disclosureBasis',
      'document.disclosureReason',
      'document.formedOn',
      'document.relations.0.indexNumber',
      'document.statutoryClass',
      'drafter',
    ]);
    expect((await oa.standing('BAD-1')).status).toBe(404);
  });

  test.each([
    ['a unit that is not among the partner’s', { unit: 'jx-science' }, 'unit'],
    ['a unit that is none', { unit: 'no-such-unit' }, 'unit'],
    ['a type made by commands only', { type: 'work-plan' }, 'type'],
    ['a field nobody knows', { surprise: 'x' }, 'surprise'],
    ['no body', { body: {} }, 'body'],
    ['two bodies', { body: { html: '<p>甲</p>', docx: { name: 'a.docx', content: 'AAAA' } } }, 'body'],
    ['more of a body than is borne', { body: { html: '<p></p>'.repeat(20_001) } }, 'body'],
    ['an external number with a slash', { externalId: 'a/b' }, 'externalId'],
    ['a drafter of another unit', { drafter: { staffNumber: 'JX001' } }, 'drafter'],
  ])('%s', async (_what, change, field) => {
    const { client } = await exchange.connected(`limited-${field.toLowerCase()}-${_what.length}`, {
      unitIds: [await exchange.unit('jx-finance')],
    });
    const answer = await client.push(finished('BAD-2', change));
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields as object)).toContain(field);
  });

  test('characters that turn the direction of writing are refused', async () => {
    const answer = await oa.push(finished('BAD-3', {}, { title: '关于\u202e的通知书' }));
    expect(answer.body.fields).toMatchObject({ 'document.title': expect.stringContaining('U+202E') as string });
  });
});

test('a partner follows its document from draft to the public page', async () => {
  const answer = await oa.push(finished('OA-LIFE'));
  expect((await oa.standing('OA-LIFE')).body).toMatchObject({ state: 'drafting', stateLabel: '拟稿', publicUrl: null });
  const matter = await matterById(exchange.world.services.db, idOf(answer));
  if (!matter) throw new Error('no matter');
  await takeThroughChain(exchange.world.services, exchange.world.cast, matter, 'jx-finance');
  const { body } = await oa.standing('OA-LIFE');
  expect(body).toMatchObject({ state: 'released', changedHere: false, withdrawnAt: null });
  const page = await fetch(`${exchange.base}${new URL(String(body.publicUrl)).pathname}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('全省药品经营企业');
});

test('a push leaves its trace on the matter, under the name of the system it came from', async () => {
  const answer = await oa.push(finished('OA-TRACE'));
  const entries = await exchange.world.services.db
    .selectFrom('journal_entry')
    .select(['action', 'payload'])
    .where('chain', '=', `matter:${idOf(answer)}`)
    .execute();
  expect(entries.find(({ action }) => action === 'exchange.document-pushed')?.payload).toMatchObject({
    partner: '协同办公系统 oa',
    externalId: 'OA-TRACE',
  });
  expect(partnerId).toBeTruthy();
});

describe('what is pushed is looked at when it comes in', () => {
  const MARK = '机密★10年';
  const kept = async () => ({
    documents: await documents(),
    files: await exchange.world.services.db
      .selectFrom('stored_file')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst(),
  });

  test.each([
    ['in the body', () => finished('SECRET-1', { body: { html: `<p>${MARK}</p><p>关于专项检查的通知。</p>` } })],
    ['in the title', () => finished('SECRET-2', {}, { title: `${MARK} 关于专项检查的通知` })],
    [
      'in an attachment',
      () => finished('SECRET-3', { attachments: [{ name: '表.txt', content: base64(`${MARK}\n名单`) }] }),
    ],
    [
      'in the word file',
      async () =>
        finished('SECRET-4', {
          body: {
            docx: { name: '文.docx', content: base64(await wordFile([new Paragraph(MARK), new Paragraph('文')])) },
          },
        }),
    ],
  ])(
    'with a mark of secrecy %s it is refused wholly: nothing is kept and the words are not said again',
    async (_, push) => {
      const before = await kept();
      const document = await push();
      const answer = await oa.push(document);
      expect([answer.status, answer.body.code]).toEqual([422, 'secrecy-mark']);
      expect(JSON.stringify(answer.body)).not.toMatch(/机密|专项检查/);
      expect(await kept()).toEqual(before);
      const [record] = await exchange.records('oa');
      expect(record).toMatchObject({ outcome: 'secrecy-mark', externalId: document.externalId, documentId: null });
      expect(JSON.stringify(record)).not.toMatch(/机密|专项检查/);
      const told = await exchange.world.services.db
        .selectFrom('notice')
        .select(['title', 'body'])
        .where('dedupe', 'like', `exchange.secrecy-mark:%:${document.externalId}:%`)
        .execute();
      expect(told.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toMatch(/机密|专项检查/);
    },
  );

  test('with anything else it becomes a draft, and the findings come back with the receipt, also the second time', async () => {
    const document = finished('FINDINGS-1', {
      body: { html: '<p>内部资料 注意保存</p><p>联系人手机：13812345678</p>' },
    });
    const answer = await oa.push(document);
    expect(answer.status).toBe(201);
    const findings = answer.body.findings as { check: string; severity: string }[];
    expect(findings.map(({ check, severity }) => `${check} ${severity}`)).toEqual(
      expect.arrayContaining(['secrecy block', 'personal-data confirm']),
    );
    expect(JSON.stringify(findings)).not.toContain('13812345678');
    expect((await oa.push(document)).body).toEqual(answer.body);
    await expect(
      exchange.world.as(exchange.people.drafter, (a) => takeStepAs(a, idOf(answer), 'submit', {})),
    ).rejects.toThrow('内部标志');
  });
});
