import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attachments } from '#commons/attachments/contract.ts';
import type { MatterDetail } from '#commons/casework/contract.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import { PASSWORD, signedIn } from '../../testing/browsers.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import type { RequestDetail } from './detail-contract.ts';
import { openDuties } from './duties.ts';
import { citizen, requestsDesk } from './testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let officer: Browser;
let clerk: Browser;
let stranger: Browser;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  officer = await signedIn(world, desk.officer, 'officer');
  clerk = await signedIn(world, desk.clerk, 'clerk');
  stranger = await signedIn(world, await world.cast('clerk', 'jx-legal'), 'stranger');
});
afterAll(() => world?.close());

describe('a request at the counter', () => {
  test('is registered with number, receipt and code, and handled to a printed answer', async () => {
    const registered = await officer.post('/api/requests', {
      channel: 'counter',
      arrivedOn: '2026-03-02',
      content: citizen,
    });
    expect(registered.statusCode).toBe(201);
    const { id, number, queryCode } = registered.json<{ id: string; number: string; queryCode: string }>();
    expect(number).toMatch(/^依申请〔2026〕\d+号$/);
    expect(queryCode).toHaveLength(24);
    await desk.step(desk.officer, id, 'confirm', { receivedOn: '2026-03-02', evidence: '申请人当面提交' });
    await desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-inspection') });
    const written = await clerk.post(`/api/requests/${id}/letters`, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '见附件' } },
    });
    expect(written.statusCode).toBe(201);
    const { id: letterId } = written.json<{ id: string }>();
    const draft = await clerk.get(`/api/requests/${id}/letters/${letterId}/pdf`);
    expect(draft.headers['content-type']).toBe('application/pdf');
    const { text } = await extractText(new Uint8Array(draft.rawPayload), { mergePages: true });
    expect(text.replace(/\s/g, '')).toContain('政府信息公开告知书');
    const word = await clerk.get(`/api/requests/${id}/letters/${letterId}/docx`);
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  test('has no file hung on it in the open, by nobody: what is about an applicant lies sealed', async () => {
    const id = await desk.underway('2026-03-02');
    const sent = await officer.upload(`/api/attachments?matterId=${id}`, '身份证.txt', Buffer.from('章某的身份证'));
    expect(sent.statusCode).toBe(409);
    expect(sent.json()).toMatchObject({ reasons: [expect.stringContaining('拟公开的材料')] });
    const { rows, refusals } = (await officer.get(`/api/matters/${id}/attachments`)).json<Attachments>();
    expect([rows, refusals]).toEqual([[], [expect.stringContaining('加密保存')]]);
  });

  test('what is missing is told by field, all at once', async () => {
    const answer = await officer.post('/api/requests', {
      channel: 'counter',
      arrivedOn: '2026-03-09',
      content: { ...citizen, idNumber: '1', phone: '2' },
    });
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json<{ fields: object }>().fields).toSorted()).toEqual([
      'arrivedOn',
      'content.idNumber',
      'content.phone',
    ]);
  });
});

describe('who sees what', () => {
  test('a clerk of another office finds neither request nor letter; nobody sees the person without a reason that is kept', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await desk.letter(id, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '见附件' } },
    });
    for (const path of ['', `/letters/${letterId}/pdf`, `/letters/${letterId}/docx`])
      expect((await stranger.get(`/api/requests/${id}${path}`)).statusCode).toBe(404);
    const detail = (await clerk.get(`/api/requests/${id}`)).json<RequestDetail>();
    expect(detail).toMatchObject({ applicantShown: '章某', description: citizen.description });
    expect(JSON.stringify(detail)).not.toContain(citizen.idNumber);
    expect((await clerk.post(`/api/requests/${id}/applicant`, { reason: '核对身份' })).statusCode).toBe(403);
    expect((await officer.post(`/api/requests/${id}/applicant`, { reason: '' })).statusCode).toBe(422);
    const whole = await officer.post(`/api/requests/${id}/applicant`, { reason: '核对身份' });
    expect(whole.json()).toMatchObject({ name: citizen.name, idNumber: citizen.idNumber });
    const views = await world.services.db
      .selectFrom('view_log')
      .select(['reason', 'person_id'])
      .where('subject_id', '=', id)
      .execute();
    expect(views).toEqual([{ reason: '核对身份', person_id: desk.officer.id }]);
  });

  test('a letter of one request is not found under another', async () => {
    const [one, other] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    const letterId = await desk.letter(one, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '见附件' } },
    });
    expect((await clerk.get(`/api/requests/${other}/letters/${letterId}/pdf`)).statusCode).toBe(404);
  });
});

describe('what a request stands still for', () => {
  test('stands on its page with whose it is and since when, and is gone once it is done', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await desk.letter(id, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份', days: 15 },
    });
    await desk.delivered(id, letterId, '2026-03-02');
    desk.on('2026-03-25');
    await openDuties(world.services);
    // The days that passed ended the session.
    await clerk.signIn('clerk', PASSWORD);
    const owed = async () => (await clerk.get(`/api/matters/${id}`)).json<Pick<MatterDetail, 'owed'>>().owed;
    expect(await owed()).toEqual([
      expect.objectContaining({ waitsFor: '政务公开办公室', light: expect.objectContaining({ colour: 'red' }) }),
      expect.objectContaining({
        task: '补正期限已满，没有收到补正的：拟写逾期不补正告知书并送审',
        waitsFor: '稽查处 · 经办人',
        dueOn: '2026-03-24',
      }),
    ]);
    await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-03-25', text: '2025年度。' });
    expect(await owed()).toEqual([]);
  });
});
