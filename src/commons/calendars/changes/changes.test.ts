import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { historyOf, matterById, openMatter, takeStepAs } from '#commons/casework/index.ts';
import { verifyJournal } from '#commons/journal/index.ts';
import { instant, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { openOffice } from '../../../testing/office.ts';
import { errand } from '../../casework/testing/errand.ts';
import { feature } from '../module.ts';
import { loadCalendar } from '../queries.ts';
import { linesOf } from './announcement.ts';
import type { CalendarAnswer, ChangeDetail } from './contract.ts';
import { settle } from './settling.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
let office: Office;
let officer: Actor;
let chief: Actor;
let clerk: Actor;

beforeAll(async () => {
  office = await openOffice({ features: [feature], kinds: [errand] });
  [officer, chief, clerk] = await Promise.all([
    office.who('openness-officer', 'jx-finance'),
    office.who('issuer', 'jx-mpa'),
    office.who('clerk', 'jx-inspection'),
  ]);
});
afterAll(() => office?.close());
beforeEach(() => office.moveTo(instant('2026-03-02T09:00:00+08:00')));

const openErrand = async (day: string) => {
  office.moveTo(instant(`${day}T09:00:00+08:00`));
  const leadUnitId = await office.unit('jx-inspection');
  return office.as(officer, (a) => openMatter(a, errand, { title: '核对一批数据', leadUnitId, assigneeId: clerk.id }));
};

/** The year as it stands, with lines added; what is taken out is named by its day. */
async function arrangement(year: number, add: readonly string[], drop: readonly string[] = []) {
  const days = linesOf(await loadCalendar(office.services.db), year).filter(({ on }) => !drop.includes(on));
  return ['date,kind,name', ...days.map(({ on, kind, name }) => `${on},${kind},${name}`), ...add].join('\n');
}

const notice = { noticeTitle: '国务院办公厅关于延长假期的通知', announcedOn: '2026-03-01' };
const propose = async (who: Actor, body: object) =>
  office.browse(who).post('/api/calendar/changes', { year: 2026, ...notice, ...body });
const seen = async (who: Actor, id: string) =>
  (await office.browse(who).get(`/api/calendar/changes/${id}`)).json<ChangeDetail>();
const decide = (who: Actor, id: string, previewHash: string, agrees = true) =>
  office.browse(who).post(`/api/calendar/changes/${id}/decide`, { agrees, opinion: '与通知核对一致', previewHash });

describe('a change within the year', () => {
  test('moves nothing until another person has seen every date that moves; then exactly those, each with its entry', async () => {
    const { db } = office.services;
    const early = await openErrand('2026-03-02');
    const late = await openErrand('2026-03-16');
    const done = await openErrand('2026-03-16');
    for (const [who, step, fields] of [
      [clerk, 'report', { result: '已办' }],
      [await office.who('department-head', 'jx-inspection'), 'pass', {}],
      [officer, 'accept', {}],
    ] as const)
      await office.as(who, (a) => takeStepAs(a, done.id, step, fields));
    expect([early.dueOn, late.dueOn]).toEqual(['2026-03-16', '2026-03-30']);

    const proposed = await propose(officer, {
      days: await arrangement(2026, ['2026-03-26,holiday,临时放假', '2026-03-27,holiday,临时放假']),
      reason: '强降雨，临时放假',
    });
    expect(proposed.statusCode).toBe(201);
    const { id } = proposed.json<{ id: string }>();
    expect((await matterById(db, late.id))?.dueOn).toBe('2026-03-30');

    const mine = await seen(officer, id);
    expect(mine).toMatchObject({ mayDecide: false, mayWithdraw: true, refusal: '由您提出的安排，须由另一人审核' });
    expect((await decide(officer, id, mine.previewHash)).statusCode).toBe(403);

    const preview = await seen(chief, id);
    expect(preview.moving).toMatchObject([
      {
        number: late.number,
        kindLabel: '交办事项',
        dueBefore: '2026-03-30',
        dueOn: '2026-04-01',
        told: [clerk.name],
      },
    ]);
    expect(preview.differences.map(({ on }) => on)).toEqual(['2026-03-26', '2026-03-27']);

    const answer = await decide(chief, id, preview.previewHash);
    expect(answer.json()).toEqual({ moved: 1, told: 1 });
    expect((await matterById(db, late.id))?.dueOn).toBe('2026-04-01');
    expect((await matterById(db, early.id))?.dueOn).toBe('2026-03-16');
    expect((await matterById(db, done.id))?.dueOn).toBe('2026-03-30');
    expect((await historyOf(db, late.id)).at(-1)).toMatchObject({
      action: 'casework.due-recounted',
      actorId: chief.id,
      payload: { dueBefore: '2026-03-30', dueOn: '2026-04-01', changeId: id },
    });
    expect((await historyOf(db, early.id)).at(-1)?.action).toBe('errand.open');
    const told = await db.selectFrom('notice').select(['title', 'body']).where('person_id', '=', clerk.id).execute();
    expect(told.filter(({ title }) => title.includes('节假日安排变动'))).toMatchObject([
      { body: expect.stringContaining(`${late.number}改为2026年4月1日`) },
    ]);
    expect(office.services.calendar().days.get('2026-03-26' as LocalDate)?.kind).toBe('holiday');
    expect(await seen(chief, id)).toMatchObject({ state: 'in-force', movingTotal: 1, moving: [{ told: 1 }] });
    expect(await verifyJournal(db, office.services.time.today())).toMatchObject({ ok: true });
    const sheet = await office.browse(chief).get(`/api/calendar/changes/${id}/moving.xlsx`);
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  test('what was reckoned by the calendar before in that moment is put right afterwards, once', async () => {
    const { db } = office.services;
    const { id, dueOn } = await openErrand('2026-03-02');
    expect(office.woken.some(({ job }) => job === 'calendars.settle')).toBe(true);
    const changeId = (await db.selectFrom('calendar_change').select('id').executeTakeFirstOrThrow()).id;
    await db
      .updateTable('matter')
      .set({ due_on: '2026-03-12' as LocalDate })
      .where('id', '=', id)
      .execute();
    expect(await settle(office.services, changeId)).toBe(1);
    expect((await matterById(db, id))?.dueOn).toBe(dueOn);
    expect((await historyOf(db, id)).at(-1)).toMatchObject({
      action: 'casework.due-recounted',
      payload: { dueBefore: '2026-03-12', dueOn, changeId },
    });
    expect(await settle(office.services, changeId)).toBe(0);
  });

  test('is refused when something has come or moved since it was looked at', async () => {
    const { id } = (await propose(officer, { days: await arrangement(2026, ['2026-04-16,holiday,临时放假']) })).json<{
      id: string;
    }>();
    const { previewHash } = await seen(chief, id);
    await openErrand('2026-04-08');
    const answer = await decide(chief, id, previewHash);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'stale']);
    expect((await decide(chief, id, (await seen(chief, id)).previewHash, false)).json()).toEqual({ moved: 0, told: 0 });
    expect((await decide(chief, id, '0'.repeat(64))).statusCode).toBe(409);
    expect(await seen(chief, id)).toMatchObject({ state: 'refused', moved: null, moving: [] });
  });

  test.each([
    ['a year that is past', { year: 2025, days: 'date,kind,name\n2025-01-01,holiday,元旦' }, '2025 年已经过去'],
    ['a year too far', { year: 2029, days: 'date,kind,name\n2029-01-01,holiday,元旦' }, '只能录入 2026 年和 2027 年'],
    ['a notice of tomorrow', { announcedOn: '2026-03-03' }, '通知日期不能晚于今天'],
  ])('refuses %s', async (_what, body, sentence) => {
    const answer = await propose(officer, { days: await arrangement(2026, ['2026-08-20,holiday,临时放假']), ...body });
    expect([answer.statusCode, JSON.stringify(answer.json().fields)]).toEqual([422, expect.stringContaining(sentence)]);
  });

  test('refuses what stands already, and a second proposal for the year while one waits', async () => {
    const same = await propose(officer, { days: await arrangement(2026, []) });
    expect(same.json().fields.days).toBe('与现行的 2026 年安排一致，没有变动');
    const days = await arrangement(2026, ['2026-08-20,holiday,临时放假']);
    const { id } = (await propose(officer, { days })).json<{ id: string }>();
    const second = await propose(officer, { days });
    expect(second.json().reasons).toEqual(['2026 年已有一份安排等待审核，请先审核或者撤回']);
    expect((await office.browse(chief).post(`/api/calendar/changes/${id}/withdraw`)).statusCode).toBe(403);
    expect((await office.browse(officer).post(`/api/calendar/changes/${id}/withdraw`)).statusCode).toBe(204);
    expect((await decide(chief, id, '0'.repeat(64))).json().reasons).toEqual(['这份安排已经撤回']);
  });

  test('is neither proposed nor seen by those whose work it is not; the calendar itself by all staff', async () => {
    expect((await propose(clerk, { days: await arrangement(2026, []) })).statusCode).toBe(403);
    const { changes, years } = (await office.browse(officer).get('/api/calendar')).json<CalendarAnswer>();
    expect((await office.browse(clerk).get(`/api/calendar/changes/${changes[0]?.id ?? ''}`)).statusCode).toBe(403);
    expect((await office.browse(clerk).get('/api/calendar')).json<CalendarAnswer>()).toMatchObject({
      mayPropose: false,
      years: [{ year: years[0]?.year }, {}, {}, {}, {}, {}, {}, {}],
    });
  });
});

test('a new year settles what was provisional, and moves what it moves', async () => {
  const { db } = office.services;
  const within = await openErrand('2026-12-24');
  const beyond = await openErrand('2026-12-31');
  expect([within, beyond]).toMatchObject([
    { dueOn: '2027-01-08', dueProvisional: true },
    { dueOn: '2027-01-15', dueProvisional: true },
  ]);
  const FESTIVALS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
  const days = ['date,kind,name', ...FESTIVALS.map((day) => `2027-${day},holiday,节日`), '2027-01-15,holiday,节日'];
  const { id } = (await propose(officer, { year: 2027, days: days.join('\n') })).json<{ id: string }>();
  const preview = await seen(chief, id);
  expect(preview.moving.map(({ number, dueOn }) => [number, dueOn])).toEqual([[beyond.number, '2027-01-18']]);
  expect(preview.settledTotal).toBeGreaterThan(0);
  await decide(chief, id, preview.previewHash);
  expect(await matterById(db, within.id)).toMatchObject({ dueOn: '2027-01-08', dueProvisional: false });
  expect(await matterById(db, beyond.id)).toMatchObject({ dueOn: '2027-01-18', dueProvisional: false });
});
