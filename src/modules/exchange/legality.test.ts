import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { publicationKind } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { addHours } from '#kernel/dates.ts';
import { systemActor } from '#platform/services.ts';
import { handInMaterials } from '../../commons/publishing/testing/materials.ts';
import { NORMATIVE } from '../../commons/publishing/testing/normative.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import { deliverDue } from './deliver.ts';
import { askPlatform, callOffRequest } from './legality.ts';
import { legalityBoard } from './legality-board.ts';
import { chaseLate } from './legality-chase.ts';
import { legalityPromise } from './promises.ts';
import { exchangeSettings } from './settings.ts';
import { type Exchange, finished, openExchange } from './testing/given.ts';
import { isGenuine, openReceiver } from './testing/receiver.ts';

let exchange: Exchange;
let platform: Awaited<ReturnType<typeof openReceiver>>;
let oa: Awaited<ReturnType<Exchange['connected']>>;
let legal: Awaited<ReturnType<Exchange['connected']>>;
let reviewer: Actor;

beforeAll(async () => {
  exchange = await openExchange();
  platform = await openReceiver();
  await exchange.world.as(systemActor, (a) => exchangeSettings.write(a, { allowedNetworks: '127.0.0.0/8' }));
  oa = await exchange.connected('oa');
  legal = await exchange.connected('legal', {
    operations: ['legality.answer'],
    legalityUrl: platform.url,
    answerHours: 48,
  });
  reviewer = await exchange.world.cast('legality-reviewer');
});
afterEach(() => {
  platform.received.length = 0;
});
afterAll(async () => {
  await platform.close();
  await exchange.close();
});

/** A normative document that has come as far as legality review. */
async function underReview(n: number): Promise<string> {
  const { body } = await oa.client.push(
    finished(
      `LEGAL-${n}`,
      {
        type: 'normative-document',
        attachments: [{ name: '起草说明.txt', content: Buffer.from('起草说明').toString('base64') }],
      },
      {
        title: `药品追溯管理办法（第${n}稿）`,
        documentNumber: `赣药监规〔2026〕${n}号`,
        columnKey: 'policies',
        statutoryClass: 1,
        data: { ...NORMATIVE, effectiveOn: '2026-05-01', validUntil: '2031-04-30' },
      },
    ),
  );
  const matter = await matterById(exchange.world.services.db, String(body.documentId));
  if (!matter) throw new Error(`not pushed: ${JSON.stringify(body)}`);
  await handInMaterials(exchange.world.services, await exchange.world.cast('drafter', 'jx-finance'), matter.id);
  await takeThroughChain(exchange.world.services, exchange.world.cast, matter, 'jx-finance', 'issuing');
  return matter.id;
}

const stateOf = async (id: string) => (await matterById(exchange.world.services.db, id))?.state;
const ask = (documentId: string, actor = reviewer) =>
  exchange.world.as(actor, (a) => askPlatform(a, { documentId, partnerId: legal.id }));
const answer = (requestId: string, change: object = {}) =>
  legal.client.send({
    path: '/open/v1/exchange/legality-opinions',
    json: {
      requestId,
      verdict: 'agree',
      number: '赣司法审〔2026〕31号',
      opinion: '内容合法，程序完备。',
      reviewer: '李审核',
      reviewedOn: '2026-03-02',
      issuedAt: exchange.world.services.time.now(),
      ...change,
    },
  });
const hang = async (documentId: string, name: string, words: string) => {
  const { services } = exchange.world;
  const drafter = await exchange.world.cast('drafter', 'jx-finance');
  const file = await receiveFile(services, drafter, Buffer.from(words), name, 'basis');
  const id = await exchange.world.as(drafter, (a) => addAttachment(a, { file, purpose: 'basis' }));
  // Under review nobody hangs anything on it; what came there before it was so is there.
  await exchange.world.services.db
    .updateTable('attachment')
    .set({ matter_id: documentId })
    .where('id', '=', id)
    .execute();
  return file.hash;
};
const requestLine = async (id: string) =>
  (await legalityBoard(exchange.world.services, reviewer)).requests.find((request) => request.id === id);

describe('a material with a mark of a state secret', () => {
  test('holds up what is to be put to the platform', async () => {
    const documentId = await underReview(71);
    await hang(documentId, '依据.txt', '机密★10年\n会议纪要');
    await expect(ask(documentId)).rejects.toThrow('密级标志');
  });

  test('that is hung on later is neither told of nor handed out', async () => {
    const documentId = await underReview(72);
    const requestId = await ask(documentId);
    const hash = await hang(documentId, '补充依据.txt', '机密★10年\n批复');
    await deliverDue(exchange.world.services);
    expect(JSON.stringify(platform.received.at(-1)?.json)).not.toContain('补充依据');
    const path = `/open/v1/exchange/legality-requests/${requestId}/attachments/${hash}`;
    expect((await legal.client.send({ path })).status).toBe(404);
    await exchange.world.as(reviewer, (a) => callOffRequest(a, requestId, '测试完毕'));
  });
});

test('the materials that went out stay as they are while the platform reads them', async () => {
  const documentId = await underReview(73);
  const requestId = await ask(documentId);
  const drafter = await exchange.world.cast('drafter', 'jx-finance');
  const { services } = exchange.world;
  const file = await receiveFile(services, drafter, Buffer.from('新的依据'), '新的依据.txt', 'basis');
  const hang = exchange.world.as(drafter, (a) => addAttachment(a, { file, matterId: documentId, purpose: 'basis' }));
  await expect(hang).rejects.toThrow('请先退回拟稿，改后重新送审');
  await exchange.world.as(reviewer, (a) => callOffRequest(a, requestId, '测试完毕'));
});

describe('the round trip', () => {
  test('sends the text under review, signed, its files by reference; the answer stands on the matter; the reviewer signs by own hand', async () => {
    const documentId = await underReview(1);
    expect(await stateOf(documentId)).toBe('legalityReview');
    const board = await legalityBoard(exchange.world.services, reviewer);
    expect(board.waiting.map(({ id }) => id)).toContain(documentId);
    const requestId = await ask(documentId);
    expect(await deliverDue(exchange.world.services)).toEqual({ sent: 1, failed: 0 });
    const [asked] = platform.received;
    if (!asked) throw new Error('nothing came');
    expect(isGenuine(asked, legal.made.secret)).toBe(true);
    expect(asked.json).toMatchObject({ id: requestId, event: 'legality.requested' });
    const sent = asked.json.document as { title: string; attachments: { url: string; name: string }[] };
    expect(sent.title).toBe('药品追溯管理办法（第1稿）');

    const path = new URL(sent.attachments[0]?.url ?? '').pathname;
    const file = await legal.client.send({ path });
    expect([file.status, file.body.text]).toEqual([200, '起草说明']);
    expect((await oa.client.send({ path })).status).toBe(403);
    const { materials } = asked.json.document as { materials: { url: string; purposeLabel: string; name: string }[] };
    expect(materials.map(({ purposeLabel }) => purposeLabel)).toEqual([
      '起草说明',
      '制定依据',
      '征求意见及采纳情况',
      '公平竞争审查材料',
    ]);
    const basis = await legal.client.send({ path: new URL(materials[1]?.url ?? '').pathname });
    expect([basis.status, basis.body.text]).toEqual([200, expect.stringContaining('制定依据')]);

    const given = await answer(requestId);
    expect([given.status, given.body.counts, given.body.stillUnderReview]).toEqual([201, true, true]);
    expect(await stateOf(documentId)).toBe('legalityReview');
    expect(await requestLine(requestId)).toMatchObject({
      late: false,
      opinions: [{ verdict: 'agree', number: '赣司法审〔2026〕31号', counts: true }],
    });
    const told = await exchange.world.services.db
      .selectFrom('notice')
      .select('title')
      .where('person_id', '=', reviewer.id)
      .where('dedupe', 'like', 'exchange.opinion:%')
      .execute();
    expect(told.map(({ title }) => title)).toEqual([expect.stringContaining('赣司法审〔2026〕31号')]);
    const matter = await matterById(exchange.world.services.db, documentId);
    expect(matter && (await publicationKind.prefill?.(exchange.world.services, matter, 'legalitySign'))).toEqual({
      reviewNumber: '赣司法审〔2026〕31号',
    });
    await exchange.world.as(reviewer, (a) =>
      takeStepAs(a, documentId, 'legalitySign', {
        opinion: '同意外部平台意见。',
        reviewNumber: '赣司法审〔2026〕31号',
      }),
    );
    expect(await stateOf(documentId)).toBe('deliberation');
    expect((await legal.client.send({ path })).status).toBe(404);
  });

  test('answers that come twice, or the later before the earlier, leave one opinion that counts', async () => {
    const requestId = await ask(await underReview(2));
    const now = exchange.world.services.time.now();
    const later = { verdict: 'change', number: '审2号', opinion: '第三条须修改。', issuedAt: now };
    const [one, two] = await Promise.all([answer(requestId, later), answer(requestId, later)]);
    expect([one.status, two.status].toSorted()).toEqual([200, 201]);
    expect(one.body).toEqual(two.body);
    const early = await answer(requestId, { number: '审1号', issuedAt: addHours(now, -1) });
    expect([early.status, early.body.counts]).toEqual([201, false]);
    const line = await requestLine(requestId);
    expect(line?.opinions.map(({ number, counts }) => [number, counts])).toEqual([
      ['审2号', true],
      ['审1号', false],
    ]);
  });

  test('an answer about a text that has gone back to its drafter is kept and said to be about that text', async () => {
    const documentId = await underReview(3);
    const requestId = await ask(documentId);
    await exchange.world.as(reviewer, (a) => takeStepAs(a, documentId, 'legalityReturn', { reason: '先行退回修改' }));
    await deliverDue(exchange.world.services);
    expect(platform.received.map(({ json }) => json.id)).not.toContain(requestId);
    expect((await requestLine(requestId))?.delivery.state).toBe('superseded');
    const given = await answer(requestId);
    expect([given.status, given.body.stillUnderReview]).toEqual([201, false]);
  });

  test('a platform that is late is chased each day, and the alarm stands until it answers', async () => {
    const documentId = await underReview(4);
    const requestId = await ask(documentId);
    await deliverDue(exchange.world.services);
    const before = await legalityPromise.broken(exchange.world.services);
    exchange.world.clock.moveTo(addHours(exchange.world.services.time.now(), 49));
    expect((await requestLine(requestId))?.late).toBe(true);
    expect((await legalityPromise.broken(exchange.world.services)).count).toBe(before.count + 1);
    expect(await chaseLate(exchange.world.services)).toBe(1);
    expect(await chaseLate(exchange.world.services)).toBe(0);
    exchange.world.clock.moveTo(addHours(exchange.world.services.time.now(), 25));
    expect(await chaseLate(exchange.world.services)).toBe(1);
    await answer(requestId);
    expect((await legalityPromise.broken(exchange.world.services)).count).toBe(before.count);
  });
});

describe('what is refused', () => {
  test('asking before or after the review, twice about one text, or by somebody else', async () => {
    const { body } = await oa.client.push(finished('LEGAL-DRAFT'));
    await expect(ask(String(body.documentId))).rejects.toThrow('不在合法性审核环节');
    const documentId = await underReview(5);
    await expect(ask(documentId, exchange.people.officer)).rejects.toMatchObject({ code: 'forbidden' });
    const requestId = await ask(documentId);
    await expect(ask(documentId)).rejects.toThrow('已经送这个平台审核');
    await exchange.world.as(reviewer, (a) => callOffRequest(a, requestId, '改由本局审核'));
    expect((await answer(requestId)).body).toMatchObject({ code: 'refused' });
    expect(await ask(documentId)).not.toBe(requestId);
  });

  test('answers of another partner, about nothing, or dated in the future', async () => {
    const requestId = await ask(await underReview(6));
    const other = await exchange.connected('other-legal', {
      operations: ['legality.answer'],
      legalityUrl: platform.url,
    });
    const opinion = { path: '/open/v1/exchange/legality-opinions' };
    const json = {
      requestId,
      verdict: 'agree',
      number: '假1号',
      opinion: '同意',
      reviewer: '甲',
      reviewedOn: '2026-03-01',
      issuedAt: '2026-03-01T00:00:00Z',
    };
    expect((await other.client.send({ ...opinion, json })).status).toBe(404);
    const wrong = await answer(requestId, { reviewedOn: '2027-01-01', issuedAt: '2027-01-01T00:00:00Z' });
    expect(Object.keys(wrong.body.fields as object).toSorted()).toEqual(['issuedAt', 'reviewedOn']);
    expect((await requestLine(requestId))?.opinions).toEqual([]);
  });
});
