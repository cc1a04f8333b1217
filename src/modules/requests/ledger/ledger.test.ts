import { randomUUID } from 'node:crypto';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { RequestDetail } from '../detail-contract.ts';
import type { LetterForms, LetterPreview } from '../letters/contract.ts';
import type { RegisteredAnswer } from '../registering-contract.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import type { RequestDesk, RequestPage } from './contract.ts';
import { requestLedger } from './ledger.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let officer: Browser;
let clerk: Browser;
let head: Browser;
let stranger: Browser;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  officer = await signedIn(world, desk.officer, 'officer');
  clerk = await signedIn(world, desk.clerk, 'clerk');
  head = await signedIn(world, desk.head, 'head');
  stranger = await signedIn(world, await world.cast('clerk', 'jx-legal'), 'stranger');
});
afterAll(() => world?.close());

const page = async (who: Browser, query = ''): Promise<RequestPage> => (await who.get(`/api/requests${query}`)).json();
const counts = async (who: Browser) => (await who.get('/api/requests/desk')).json<RequestDesk>().counts;
const detail = async (who: Browser, id: string): Promise<RequestDetail> =>
  (await who.get(`/api/requests/${id}`)).json();

describe('registering at the desk', () => {
  test('with evidence it counts as received on the day it came; without, it waits to be confirmed', async () => {
    const send = (more: object) =>
      officer.post('/api/requests', { channel: 'counter', arrivedOn: '2026-03-02', content: citizen, ...more });
    const sure = (await send({ evidence: '申请人签名的回执', title: '抽检结果' })).json<RegisteredAnswer>();
    expect(sure.confirmed).toBe(true);
    const { text } = await extractText(new Uint8Array(Buffer.from(sure.slip, 'base64')), { mergePages: true });
    for (const words of [citizen.name, sure.number, sure.receipt, sure.queryCode])
      expect(text.replaceAll(/\s/g, '')).toContain(words);
    expect(await desk.matter(sure.id)).toMatchObject({
      state: 'accepted',
      receivedOn: '2026-03-02',
      title: '抽检结果',
    });
    const later = (await send({})).json<RegisteredAnswer>();
    expect(later.confirmed).toBe(false);
    expect(await desk.matter(later.id)).toMatchObject({ state: 'submitted' });
  });

  test('one form is one request, however often it is sent; the second answer says so and shows no code', async () => {
    const body = { channel: 'counter', arrivedOn: '2026-03-02', content: citizen, formId: randomUUID() };
    const two = await Promise.all([1, 2].map(() => officer.post('/api/requests', body)));
    expect(two.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 201]);
    const [first, again] = two.toSorted((a, b) => b.statusCode - a.statusCode).map((one) => one.json());
    expect(again).toEqual({ id: first.id, number: first.number, receipt: first.receipt });
    expect((await officer.post('/api/requests', body)).json()).toEqual(again);
    const other = await officer.post('/api/requests', { ...body, formId: randomUUID() });
    expect(other.statusCode).toBe(201);
  });

  test('by fax the day both sides confirmed counts, and what is missing is told at its field, all at once', async () => {
    const refused = await officer.post('/api/requests', {
      channel: 'fax',
      arrivedOn: '2026-03-02',
      confirmedOn: '2026-03-01',
      content: { ...citizen, name: '', idNumber: '1' },
    });
    expect(refused.statusCode).toBe(422);
    expect(Object.keys(refused.json<{ fields: object }>().fields).toSorted()).toEqual([
      'content.idNumber',
      'content.name',
    ]);
    const next = await officer.post('/api/requests', {
      channel: 'fax',
      arrivedOn: '2026-03-02',
      confirmedOn: '2026-03-01',
      content: citizen,
    });
    expect(next.json<{ fields: object }>().fields).toEqual({
      confirmedOn: expect.stringContaining('不能早于'),
      evidence: expect.stringContaining('请写明依据'),
    });
  });
});

describe('the ledger', () => {
  test('counts what stands on each desk, and each number is its list', async () => {
    const id = await desk.underway('2026-03-02');
    await desk.letter(id, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份', days: 15 },
    });
    const numbers = await counts(officer);
    expect(numbers).toMatchObject({ waiting: 1, undelivered: 1, toSign: 0 });
    for (const [key, n] of Object.entries(numbers)) expect((await page(officer, `?desk=${key}`)).total, key).toBe(n);
    const waiting = await page(officer, '?desk=waiting');
    expect(waiting.rows[0]).toMatchObject({ id, stateLabel: '待申请人补正', channelLabel: '当面提交' });
  });

  test('shows nobody what they may not see, and finds by number and receipt', async () => {
    expect((await page(stranger)).total).toBe(0);
    expect(Object.values(await counts(stranger)).every((n) => n === 0)).toBe(true);
    const [row] = (await page(officer)).rows;
    const { receipt } = await detail(officer, row?.id ?? '');
    expect((await page(officer, `?q=${receipt.toLowerCase()}`)).rows.map(({ id }) => id)).toEqual([row?.id]);
    expect((await officer.get('/api/requests?desk=nowhere')).statusCode).toBe(422);
  });

  test('reads narrow rows that say what the matters and the requests themselves say, whatever was done to them', async () => {
    const { db } = world.services;
    const kept = await db.selectFrom('request_line').selectAll().orderBy('id').execute();
    const stands = await db
      .selectFrom('request as r')
      .innerJoin('matter as m', 'm.id', 'r.id')
      .select(['r.id', 'm.bureau_id', 'm.lead_unit_id', 'm.assignee_id', 'm.started_by', 'm.restricted', 'm.closed_on'])
      .select(['m.due_on', 'm.received_on', 'r.arrived_on', 'm.started_at', 'm.state', 'm.clock_state', 'r.channel'])
      .select(['r.applicant_class', 'r.reply_kind'])
      .orderBy('r.id')
      .execute();
    expect(kept.length).toBeGreaterThan(2);
    expect(new Set(kept.map(({ state }) => state)).size).toBeGreaterThan(2);
    expect(kept).toEqual(stands);
  });

  test('is asked by how long and since when something is overdue, the longest first; what waits lawfully is not late', async () => {
    // Asked of the ledger itself: those who have signed in are not signed in for a month.
    const overdue = async (query: object) =>
      (await requestLedger(world.services, desk.officer, query)).rows.map(({ id }) => id);
    expect((await officer.get('/api/requests?overdue=-1')).statusCode).toBe(422);
    expect((await page(officer, '?overdue=0&dueFrom=2026-03-01')).total).toBe(0);
    const [early, later, waiting] = [
      await desk.underway('2026-03-02'),
      await desk.underway('2026-03-05'),
      await desk.underway('2026-03-02'),
    ];
    await desk.letter(waiting, { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } });
    // Twenty working days from the second of March end on the thirtieth; from the fifth on the second of April.
    const among = async (query: object) => (await overdue(query)).filter((id) => [early, later, waiting].includes(id));
    desk.on('2026-03-31');
    expect(await among({ overdue: 0 })).toEqual([early]);
    expect(await among({ overdue: 1 })).toEqual([early]);
    expect(await among({ overdue: 2 })).toEqual([]);
    desk.on('2026-04-03');
    expect(await among({ overdue: 1 })).toEqual([early, later]);
    expect(await among({ overdue: 4 })).toEqual([early]);
    expect(await among({ overdue: 0, dueFrom: '2026-03-31', dueTo: '2026-04-02' })).toEqual([later]);
    desk.on('2026-03-02');
  });

  test('leaves as a file without who asked, and that it left is recorded', async () => {
    const file = await officer.get('/api/requests/export.xlsx?state=awaitingCorrection');
    const text = JSON.stringify(await readXlsx(file.rawPayload));
    expect(text).toContain('待申请人补正');
    expect(text).not.toContain(citizen.name);
    const exported = await world.services.db
      .selectFrom('journal_entry')
      .select('payload')
      .where('action', '=', 'requests.ledger-exported')
      .execute();
    expect(exported).toHaveLength(1);
  });
});

describe('a letter while it is written', () => {
  const reply = (parts: object) => ({ kind: 'reply', content: { ground: 'absent', parts } });

  test('its forms say what each situation asks and what stands on file; the preview says what is missing and shows the text', async () => {
    const id = await desk.underway('2026-03-02');
    const forms = (await clerk.get(`/api/requests/${id}/letter-forms`)).json<LetterForms>();
    const absent = forms.families.flatMap(({ grounds }) => grounds).find(({ key }) => key === 'absent');
    expect(absent).toMatchObject({ parts: [{ key: 'absence', must: true }], kept: [{ there: false }] });
    expect((await stranger.get(`/api/requests/${id}/letter-forms`)).statusCode).toBe(404);
    const preview = (await clerk.post(`/api/requests/${id}/letters/preview`, reply({}))).json<LetterPreview>();
    expect(preview.missing).toHaveLength(2);
    expect(JSON.stringify(preview.letter)).toContain('〔待填写：该政府信息不存在的说明〕');
    // Until it is signed, a letter tells no more of who asked than the screen does.
    expect(preview.letter?.addressee).toBe('章某');
    const fee = { kind: 'fee', content: { basis: 'pages' } };
    expect((await clerk.post(`/api/requests/${id}/letters/preview`, fee)).json<LetterPreview>().letter).toBeNull();
    expect((await stranger.post(`/api/requests/${id}/letters/preview`, reply({}))).statusCode).toBe(404);
  });

  test('a draft is changed and discarded until it goes on; whoever changed it last has written it', async () => {
    const id = await desk.underway('2026-03-02');
    const write = async () =>
      (await clerk.post(`/api/requests/${id}/letters`, reply({ absence: '没有制作' }))).json<{ id: string }>().id;
    const letterId = await write();
    const under = `/api/requests/${id}/letters/${letterId}`;
    expect((await stranger.put(under, { content: reply({}).content })).statusCode).toBe(404);
    const changed = { ground: 'supplied', parts: { information: '见附件' } };
    expect((await clerk.put(under, { content: { ground: 'nothing', parts: {} } })).statusCode).toBe(422);
    expect((await head.put(under, { content: changed })).statusCode).toBe(204);
    expect((await detail(clerk, id)).letters[0]).toMatchObject({ replyKind: 'granted', mayRewrite: true });
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await expect(desk.step(desk.head, id, 'approveLetter')).rejects.toThrow('这份文书由您拟写');
    expect((await clerk.put(under, { content: changed })).json<{ reasons: string[] }>().reasons).toEqual([
      '文书已经送审，不能修改；需要修改的，请先退回',
    ]);
    const other = await desk.underway('2026-03-02');
    const spare = (await clerk.post(`/api/requests/${other}/letters`, reply({}))).json<{ id: string }>().id;
    expect((await clerk.del(`/api/requests/${other}/letters/${spare}`)).statusCode).toBe(204);
    expect((await detail(clerk, other)).letters).toEqual([]);
    await expect(desk.step(desk.clerk, other, 'proposeLetter', { letterId: spare })).rejects.toThrow('还没有文书草稿');
  });

  test('what it was sent back for stands with the draft', async () => {
    const id = await desk.underway('2026-03-02');
    const { id: letterId } = (await clerk.post(`/api/requests/${id}/letters`, reply({ absence: '没有制作' }))).json<{
      id: string;
    }>();
    const rewritten = { ground: 'supplied', parts: { information: '见附件' } };
    await clerk.put(`/api/requests/${id}/letters/${letterId}`, { content: rewritten });
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await desk.step(desk.head, id, 'returnLetter', { reason: '附件没有列明' });
    expect((await detail(clerk, id)).letters[0]).toMatchObject({ state: 'draft', returnedFor: '附件没有列明' });
  });
});
