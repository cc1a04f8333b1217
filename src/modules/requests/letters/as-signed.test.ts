import { randomUUID } from 'node:crypto';
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
