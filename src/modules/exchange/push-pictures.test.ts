import { randomBytes } from 'node:crypto';
import { Document, ImageRun, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeStepAs } from '#commons/casework/index.ts';
import { currentRevision } from '#commons/publishing/index.ts';
import { type Exchange, finished, openExchange } from './testing/given.ts';
import type { PartnerClient } from './testing/client.ts';

let exchange: Exchange;
let oa: PartnerClient;
beforeAll(async () => {
  exchange = await openExchange();
  oa = (await exchange.connected('oa')).client;
});
afterAll(() => exchange.close());

const RED = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const picture = (png: Uint8Array, words?: string) =>
  new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: 10, height: 10 },
        ...(words === undefined ? {} : { altText: { name: '图', title: '图', description: words } }),
      }),
    ],
  });
const png = (base64: string) => Buffer.from(base64, 'base64');

/** A push whose body is a Word file of these paragraphs. */
async function pushed(
  externalId: string,
  children: readonly Paragraph[],
  change: object = {},
  attributes: object = {},
) {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [...children] }] }));
  const docx = { name: '信用评价.docx', content: bytes.toString('base64') };
  return finished(externalId, { body: { docx }, ...change }, attributes);
}

const idOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) => String(answer.body.documentId);
const contentOf = async (answer: { readonly body: Readonly<Record<string, unknown>> }) =>
  (await currentRevision(exchange.world.services.db, idOf(answer))).content;
const hung = (documentId: string) =>
  exchange.world.services.db
    .selectFrom('attachment')
    .select(['name', 'purpose', 'hash'])
    .where('matter_id', '=', documentId)
    .orderBy('name')
    .execute();
const files = async () => (await exchange.world.services.db.selectFrom('stored_file').select('hash').execute()).length;

describe('a pushed Word file with pictures', () => {
  test('becomes a draft that shows them, with their words, where they stood', async () => {
    const answer = await oa.push(
      await pushed('PIC-1', [
        new Paragraph('流程如下。'),
        picture(png(RED), '信用评价的流程'),
        new Paragraph('请执行。'),
      ]),
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const { bodyHtml, media } = await contentOf(answer);
    const [file] = media ?? [];
    expect(file).toMatchObject({ name: '信用评价-图1.png', mediaType: 'image/png' });
    expect(bodyHtml).toBe(
      `<p>流程如下。</p><figure data-kind="picture"><img src="/media/${file?.hash}" alt="信用评价的流程" /></figure><p>请执行。</p>`,
    );
    expect(await hung(idOf(answer))).toEqual([{ name: '信用评价-图1.png', purpose: 'media', hash: file?.hash }]);
    expect((answer.body.findings as { where: string }[]).filter(({ where }) => where === '替代文字')).toEqual([]);
  });

  test('without words for one of them is told so, and waits for the drafter to write them', async () => {
    const answer = await oa.push(await pushed('PIC-2', [new Paragraph('见图。'), picture(png(RED))]));
    expect(answer.status).toBe(201);
    expect(answer.body.findings).toContainEqual(
      expect.objectContaining({
        check: 'writing',
        severity: 'block',
        sentence: expect.stringContaining('没有替代文字'),
      }),
    );
    const by = exchange.people.drafter;
    await expect(exchange.world.as(by, (a) => takeStepAs(a, idOf(answer), 'submit', {}))).rejects.toThrow('替代文字');
    const content = await contentOf(answer);
    const worded = { ...content, bodyHtml: content.bodyHtml.replace('alt=""', 'alt="信用评价的流程"') };
    await exchange.world.as(by, (a) =>
      takeStepAs(a, idOf(answer), 'revise', { content: worded, reason: '补写替代文字' }),
    );
    await exchange.world.as(by, (a) => takeStepAs(a, idOf(answer), 'submit', {}));
    expect((await oa.standing('PIC-2')).body.state).toBe('departmentReview');
  });

  test('sent again is given the same receipt and keeps nothing twice', async () => {
    const document = await pushed('PIC-3', [
      new Paragraph('见图。'),
      picture(png(RED), '流程'),
      picture(png(RED), '流程'),
    ]);
    const first = await oa.push(document);
    const kept = await hung(idOf(first));
    expect(kept).toHaveLength(1);
    const again = await oa.push(document);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await hung(idOf(first))).toEqual(kept);
  });

  test('sent six times at the same moment makes one document with one picture', async () => {
    const document = await pushed('PIC-RACE', [new Paragraph('见图。'), picture(png(RED), '流程')]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => oa.push(document)));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    const [one] = answers;
    expect(one && (await hung(idOf(one)))).toHaveLength(1);
  });

  test('with another picture before it is another revision, and the old one hangs there once', async () => {
    const first = await oa.push(await pushed('PIC-4', [new Paragraph('见图。'), picture(png(RED), '流程')]));
    const [old] = await hung(idOf(first));
    const second = await oa.push(
      await pushed('PIC-4', [picture(png(DOT), '标志'), new Paragraph('见图。'), picture(png(RED), '流程')]),
    );
    expect([second.status, second.body.revision, idOf(second)]).toEqual([201, 2, idOf(first)]);
    const { media } = await contentOf(second);
    expect(media?.map(({ hash }) => hash)).toContain(old?.hash);
    expect(await hung(idOf(first))).toHaveLength(2);
  });

  test('has its title and number taken out of the text where they say what was pushed, and keeps other lines', async () => {
    const answer = await oa.push(
      await pushed('PIC-5', [
        new Paragraph('赣药监财〔2026〕8号'),
        new Paragraph('关于开展药品经营企业信用评价的通知'),
        new Paragraph('关于上一年工作的通知'),
        new Paragraph('正文。'),
      ]),
    );
    expect((await contentOf(answer)).bodyHtml).toBe('<p>关于上一年工作的通知</p><p>正文。</p>');
    expect(answer.body.notes).toEqual(['标题和文号已取到各自的栏目，正文里不再重复']);
  });
});

describe('refused, with everything else that is wrong', () => {
  const emf = Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(' EMF'), Buffer.alloc(60)]);
  const vast = Buffer.concat([png(RED), randomBytes(5 * 1024 * 1024)]);

  test.each([
    [
      'a drawing in the dress of a picture',
      [picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), '图')],
      '第 1 张',
    ],
    ['a kind of picture browsers do not show', [picture(png(RED), '图'), picture(emf, '图')], '第 2 张格式不支持'],
    ['a picture too large for a page', [picture(vast, '图')], '第 1 张超过 5 MB'],
    [
      'more pictures than a page bears',
      Array.from({ length: 61 }, () => picture(png(RED), '图')),
      '第 61 张超过 60 张',
    ],
  ])('%s', async (what, pictures, words) => {
    const externalId = `PIC-BAD-${what.length}`;
    const answer = await oa.push(
      await pushed(externalId, [new Paragraph('见图。'), ...pictures], {}, { formedOn: '2026-12-31' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.fields).toMatchObject({
      'body.docx': expect.stringContaining(words) as string,
      'document.formedOn': expect.anything() as string,
    });
    expect((await oa.standing(externalId)).status).toBe(404);
  });

  test('a mark of secrecy in the words of a picture refuses it wholly, and nothing is kept', async () => {
    const before = await files();
    const answer = await oa.push(await pushed('PIC-SECRET', [new Paragraph('见图。'), picture(png(DOT), '机密★10年')]));
    expect([answer.status, answer.body.code]).toEqual([422, 'secrecy-mark']);
    expect(await files()).toBe(before);
  });
});
