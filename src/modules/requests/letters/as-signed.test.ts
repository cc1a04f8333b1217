import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renameUnit } from '#commons/organisations/index.ts';
import { extractText } from '#platform/extraction/index.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestSettings } from '../settings.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let officer: Browser;
let clerk: Browser;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  officer = await signedIn(world, desk.officer, 'officer');
  clerk = await signedIn(world, desk.clerk, 'clerk');
});
afterAll(() => world?.close());

const content = { ground: 'supplied', parts: { information: '见附件' } };

/** The letter as whoever gives a reason gets it. */
async function fetched(id: string, letterId: string, form: 'pdf' | 'docx'): Promise<Buffer> {
  const answer = await officer.post(`/api/requests/${id}/letters/${letterId}/${form}`, { reason: '核对已签发的文书' });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

/** What the office is called, where one goes to law, what was merged: after the signature all of it becomes another. */
async function everythingChanges(): Promise<void> {
  const { id, version } = await world.services.db
    .selectFrom('unit')
    .select(['id', 'version'])
    .where('kind', '=', 'bureau')
    .where('id', '=', (await desk.matter(signed.lead)).bureauId)
    .executeTakeFirstOrThrow();
  const registrar = await world.cast('registrar');
  await world.as(registrar, (a) => renameUnit(a, id, { version, name: '改名以后的药品监督管理局' }));
  await world.as(desk.officer, (a) =>
    requestSettings.write(a, { reviewOrgan: '另一个复议机关', court: '另一个法院', reviewUrl: '' }),
  );
}
let signed: { lead: string; other: string; letterId: string };

describe('a letter that was signed', () => {
  test('is what was signed, in print and as a Word file, whatever becomes of its office, its settings and the requests it answers', async () => {
    const [lead, other] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    await desk.step(desk.officer, other, 'merge', { intoId: lead, reason: '同一申请人，内容相同' });
    const letterId = (await clerk.post(`/api/requests/${lead}/letters`, { kind: 'reply', content })).json<{
      id: string;
    }>().id;
    await desk.step(desk.clerk, lead, 'proposeLetter', { letterId });
    await desk.step(desk.head, lead, 'approveLetter');
    await desk.step(desk.chief, lead, 'issueLetter');
    signed = { lead, other, letterId };
    const before = { pdf: await fetched(lead, letterId, 'pdf'), docx: await fetched(lead, letterId, 'docx') };
    await everythingChanges();
    await desk.step(desk.officer, lead, 'sendLetter', { sentOn: '2026-03-02', channel: 'web' });
    for (const id of [lead, other])
      for (const form of ['pdf', 'docx'] as const)
        expect((await fetched(id, letterId, form)).equals(before[form])).toBe(true);
    const text = JSON.stringify((await extractText(before.docx, '答复.docx')).blocks);
    for (const id of [lead, other]) expect(text).toContain((await desk.matter(id)).number);
    expect(text).toContain(citizen.name);
    expect(text).not.toContain('改名以后');
  });
});

describe('a form in which a letter is written', () => {
  const draft = async (id: string, formId: string, information: string) =>
    clerk.post(`/api/requests/${id}/letters`, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information } },
      formId,
    });

  test('makes one draft however often it is sent, with what it said last, and each time it said something new stands in the journal', async () => {
    const id = await desk.underway('2026-03-02');
    const formId = randomUUID();
    const answers = await Promise.all([draft(id, formId, '见附件'), draft(id, formId, '见附件')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    await draft(id, formId, '见附件一');
    const letters = await desk.letters(id);
    expect(letters.map((letter) => letter.content)).toEqual([
      { ground: 'supplied', parts: { information: '见附件一' } },
    ]);
    expect(answers.map((answer) => answer.json<{ id: string }>().id)).toEqual([letters[0]?.id, letters[0]?.id]);
    const acts = await world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', `matter:${id}`)
      .where('action', 'like', 'requests.letter-%')
      .orderBy('seq')
      .execute();
    expect(acts.map(({ action }) => action)).toEqual(['requests.letter-written', 'requests.letter-rewritten']);
  });

  test('does not write over a draft that has gone on, nor over that of another request', async () => {
    const [id, another] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    const formId = randomUUID();
    const letterId = (await draft(id, formId, '见附件')).json<{ id: string }>().id;
    const elsewhere = await draft(another, formId, '见附件');
    expect([elsewhere.statusCode, elsewhere.body]).toEqual([409, expect.stringContaining('已经存为另一份文书')]);
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    const late = await draft(id, formId, '见附件二');
    expect([late.statusCode, late.body]).toEqual([409, expect.stringContaining('已经送审')]);
    expect(await desk.letters(another)).toEqual([]);
  });
});

describe('a hand with the right of the office, beside every command', () => {
  let id: string;
  let letterId: string;
  beforeAll(async () => {
    id = await desk.underway('2026-03-02');
    letterId = await desk.letter(id, { kind: 'reply', content }, { channel: 'post' });
  });

  test.each([
    ['what was signed', `update request_letter set content = '{"ground": "denied"}'`],
    ['its fields, as if its time had come', `update request_letter set content = '{"a": 1}', cleared_at = now()`],
    ['its print', `update request_letter set pdf = '\\x00'`],
    ['its print and the hash of it', `update request_letter set pdf = '\\x00', pdf_hash = 'other'`],
    ['the text kept beside it', `update request_letter set sheet = '\\x00'`],
    ['its number', `update request_letter set number = '依申请公开〔2026〕999号'`],
    ['what it decides', `update request_letter set reply_kind = 'denied.process'`],
    ['who signed it', `update request_letter set issued_by = null`],
    ['the day it was sent', `update request_letter set sent_on = '2026-02-02'`],
    ['that it was sent', `update request_letter set state = 'dropped', sent_on = null`],
  ])('does not change of a letter %s', async (_what, statement) => {
    const change = sql`${sql.raw(statement)} where id = ${letterId}`.execute(world.services.db);
    await expect(change).rejects.toThrow('a signed letter stays as it was signed');
    expect((await fetched(id, letterId, 'pdf')).subarray(0, 4).toString()).toBe('%PDF');
  });

  test.each([
    ['the day it came', `update request set arrived_on = '2026-03-05'`],
    ['what was asked', `update request set description = '别的事情'`],
    ['the hash of it', `update request set content_hash = 'other'`],
    ['the way it came', `update request set channel = 'fax'`],
  ])('does not change of an application %s', async (_what, statement) => {
    const change = sql`${sql.raw(statement)} where id = ${id}`.execute(world.services.db);
    await expect(change).rejects.toThrow('an application stays as it came');
  });

  test('does not write the answer by which a request is counted', async () => {
    for (const statement of [
      `update request_outcome set late = false`,
      `insert into request_outcome (request_id, bucket, ended_on) values ('${id}', 'granted', '2026-03-02')`,
    ])
      await expect(sql.raw(statement).execute(world.services.db)).rejects.toThrow('permission denied');
    expect(
      (await sql`select from request_outcome where request_id = ${id}`.execute(world.services.db)).rows,
    ).toHaveLength(1);
  });
});
