import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { RequestDetail } from '../detail-contract.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import type { LetterWritten } from './contract.ts';
import { writeLetter } from './drafts.ts';

/** The officer heads the openness office too, and signs. */
const HANDS = ['officer', 'clerk', 'head', 'leader'] as const;
type Hand = (typeof HANDS)[number];

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let at: Readonly<Record<Hand, Browser>>;
let stranger: Browser;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  const [officer, clerk, head, leader] = [
    await signedIn(world, desk.officer, 'officer'),
    await signedIn(world, desk.clerk, 'clerk'),
    await signedIn(world, desk.head, 'head'),
    await signedIn(world, desk.leader, 'leader'),
  ];
  at = { officer, clerk, head, leader };
  stranger = await signedIn(world, await world.cast('clerk', 'jx-legal'), 'stranger');
});
afterAll(() => world?.close());

const content = { ground: 'supplied', parts: { information: '见附件' } };
const write = (requestId: string) => world.as(desk.clerk, (a) => writeLetter(a, { requestId, kind: 'reply', content }));
const views = (id: string) =>
  world.services.db
    .selectFrom('view_log')
    .select(['person_id as who', 'fields', 'reason'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
const under = (id: string, letterId: string) => `/api/requests/${id}/letters/${letterId}`;

/** Who opens the letter without giving a reason; the page of the request says the same. */
async function opening(id: string, letterId: string): Promise<Hand[]> {
  const open: Hand[] = [];
  for (const hand of HANDS) {
    const answers = [
      await at[hand].get(`${under(id, letterId)}/pdf`),
      await at[hand].get(`${under(id, letterId)}/docx`),
    ].map(({ statusCode }) => statusCode);
    const { letters } = (await at[hand].get(`/api/requests/${id}`)).json<RequestDetail>();
    const waits = letters.find((letter) => letter.id === letterId)?.waitsForMe;
    expect(answers).toEqual(waits ? [200, 200] : [403, 403]);
    if (waits) open.push(hand);
  }
  return open;
}

describe('a letter, in which the person is named', () => {
  test('is opened without a reason by those it waits for and by nobody else, at every station', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await write(id);
    expect(await opening(id, letterId)).toEqual(['clerk', 'head']);
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    expect(await opening(id, letterId)).toEqual(['head']);
    await desk.step(desk.head, id, 'approveLetter');
    expect(await opening(id, letterId)).toEqual(['officer', 'leader']);
    await desk.step(desk.leader, id, 'issueLetter');
    expect(await opening(id, letterId)).toEqual(['officer']);
    await desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-03-02', channel: 'web' });
    expect(await opening(id, letterId)).toEqual([]);
    const number = (await desk.letters(id))[0]?.number;
    const kept = await views(id);
    // Once in half a day for each person, before and after it was numbered.
    expect(kept.map(({ who, fields }) => [who, ...fields])).toEqual([
      [desk.clerk.id, `letter.${letterId}`],
      [desk.head.id, `letter.${letterId}`],
      [desk.officer.id, `letter.${letterId}`],
      [desk.leader.id, `letter.${letterId}`],
      [desk.officer.id, `letter.${number}`],
    ]);
    expect(kept.every(({ reason }) => reason?.startsWith('办理依申请公开'))).toBe(true);
  });

  test('is opened by everybody else who sees the request with a reason, kept each time; not without one, and not by strangers', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await desk.letter(id, { kind: 'reply', content });
    const pdf = `${under(id, letterId)}/pdf`;
    const refused = await at.head.get(pdf);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).not.toContain(citizen.name);
    for (const reason of ['', ' ', undefined]) expect((await at.head.post(pdf, { reason })).statusCode).toBe(422);
    expect((await stranger.post(pdf, { reason: '想看一看' })).statusCode).toBe(404);
    expect(await views(id)).toEqual([]);
    for (const reason of ['核对以前的答复', '复议答辩'])
      expect((await at.head.post(pdf, { reason })).statusCode).toBe(200);
    const whole = await at.head.post(pdf, { reason: '答复投诉人' });
    const { text } = await extractText(new Uint8Array(whole.rawPayload), { mergePages: true });
    expect(text.replace(/\s/g, '')).toContain(citizen.name);
    const word = await at.head.post(`${under(id, letterId)}/docx`, { reason: '套红头纸' });
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await views(id)).map(({ reason }) => reason)).toEqual([
      '核对以前的答复',
      '复议答辩',
      '答复投诉人',
      '套红头纸',
    ]);
  });

  test('sent for several requests, is kept as a look at each, from whichever it was opened', async () => {
    const [lead, other] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    await desk.step(desk.officer, other, 'merge', { intoId: lead, reason: '同一申请人，内容相同' });
    const letterId = await desk.letter(lead, { kind: 'reply', content });
    expect((await at.officer.get(`${under(other, letterId)}/pdf`)).statusCode).toBe(403);
    expect((await at.officer.post(`${under(other, letterId)}/pdf`, { reason: '当事人来电' })).statusCode).toBe(200);
    for (const id of [lead, other]) expect((await views(id)).map(({ reason }) => reason)).toEqual(['当事人来电']);
  });

  test('while it is written, its words are for those who may change it', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await write(id);
    const read = async (hand: Hand) => (await at[hand].get(under(id, letterId))).json<LetterWritten>();
    expect(await read('clerk')).toMatchObject({ mayRewrite: true, content });
    expect(await read('leader')).toMatchObject({ mayRewrite: false, content: {} });
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    expect(await read('clerk')).toMatchObject({ mayRewrite: false, content: {} });
    expect((await stranger.get(under(id, letterId))).statusCode).toBe(404);
    expect((await views(id)).map(({ who }) => who)).toEqual([desk.clerk.id]);
  });
});
