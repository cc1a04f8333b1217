import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { matterById } from '#commons/casework/index.ts';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { addDays, instant, localDate, startOfDay } from '#kernel/dates.ts';
import type { Attachments } from '#commons/attachments/contract.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { Sheet } from '../sheets/contract.ts';
import { legal, NORMATIVE, passedOn } from '../testing/normative.ts';
import { BEGINS, CHECKLIST, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { waySettings } from '../way-settings.ts';
import { chaseLegality } from './chase.ts';

let room: Newsroom;
let people: Newsroom['people'];
beforeAll(async () => {
  room = await openNewsroom();
  people = room.people;
});
afterEach(() => room.moveTo(BEGINS));
afterAll(() => room.close());

let number = 0;
const norm = (data: Record<string, unknown> = {}) => {
  number += 1;
  const documentNumber = `赣药监规〔2026〕${number}号`;
  return room.draft(
    { columnKey: 'policies', documentNumber, formedOn: room.clock.today(), data: { ...NORMATIVE, ...data } },
    'normative-document',
  );
};
const detail = async ({ id }: { readonly id: string }) =>
  (await room.browse(people.drafter).get(`/api/documents/${id}`)).json<DocumentDetail>();
const atMeeting = async () => {
  const matter = await norm();
  await room.sign(matter, 'secrecySign');
  await room.take(people.legality, matter, 'legalitySign', legal());
  return matter;
};

describe('what it is sent for review with', () => {
  it('is asked for, each material by name, and the others are not', async () => {
    const matter = await norm({ touchesMarket: 'yes' });
    const refusal = room.take(people.drafter, matter, 'submit');
    for (const label of ['起草说明', '制定依据', '征求意见及采纳情况', '公平竞争审查材料'])
      await expect(refusal).rejects.toThrow(label);
    await expect(refusal).rejects.not.toThrow('风险评估材料');
    // The screen offers what is missing first.
    const missing = async () =>
      (await room.browse(people.drafter).get(`/api/matters/${matter.id}/attachments`)).json<Attachments>().missing;
    expect(await missing()).toEqual(['drafting-note', 'basis', 'comments', 'fair-competition']);
    await room.handIn(matter);
    expect(await missing()).toEqual([]);
    await room.take(people.drafter, matter, 'submit');
  });

  it('is missed again at the secrecy review where it was taken away meanwhile', async () => {
    const matter = await norm();
    await room.sign(matter, 'headSign');
    await room.database.db
      .updateTable('attachment')
      .set({ removed_at: room.clock.now() })
      .where('matter_id', '=', matter.id)
      .where('purpose', '=', 'basis')
      .execute();
    const pass = { opinion: '不涉密。', checklist: CHECKLIST };
    await expect(room.take(people.reviewer, matter, 'secrecySign', pass)).rejects.toThrow('制定依据');
  });
});

describe('comments of the public', () => {
  it.each([
    [{ commentsFrom: '' }, '请写明起止日期'],
    [{ commentsAt: ' ', touchesMarket: '' }, '请写明是否涉及经营主体、公布的地方'],
    [{ commentsUntil: '2026-03-02' }, '征求意见还没有结束：至2026年3月2日'],
    // A Sunday: whoever reads of it has the Monday too, which is today.
    [{ commentsUntil: '2026-03-01' }, '征求意见还没有结束：至2026年3月1日（休息日，顺延至2026年3月2日）'],
    // The thirtieth day is a Saturday, 31 January: a Friday is too early.
    [
      { touchesMarket: 'yes', commentsFrom: '2026-01-01', commentsUntil: '2026-01-30' },
      '一般不少于 30 日（从开始的第二天起算，至少到2026年1月31日）',
    ],
    // Announced to a Saturday, the twenty-eighth day, or after six working days: the Monday after it makes the announced period no longer.
    [
      { touchesMarket: 'yes', commentsFrom: '2026-01-03', commentsUntil: '2026-01-31' },
      '一般不少于 30 日（从开始的第二天起算，至少到2026年2月2日）',
    ],
    [
      { commentsFrom: '2026-01-08', commentsUntil: '2026-01-17' },
      '不少于 7 个工作日（从开始的第二天起算，至少到2026年1月19日）',
    ],
    [
      { touchesMarket: 'yes', commentsUntil: '2026-02-03' },
      '一般不少于 30 日（从开始的第二天起算，至少到2026年2月4日）',
    ],
    [{ commentsUntil: '2026-01-13' }, '不少于 7 个工作日（从开始的第二天起算，至少到2026年1月14日）'],
  ])('%o is refused', async (change, because) => {
    const said = Object.fromEntries(Object.entries({ ...NORMATIVE, ...change }).filter(([, value]) => value !== ''));
    number += 1;
    const documentNumber = `赣药监规〔2026〕${number}号`;
    const matter = await room.draft({ columnKey: 'policies', documentNumber, data: said }, 'normative-document');
    await room.handIn(matter);
    await expect(room.take(people.drafter, matter, 'submit')).rejects.toThrow(because);
  });

  it.each([
    [{ touchesMarket: 'yes', commentsUntil: '2026-02-04' }],
    [{ touchesMarket: 'yes', commentsFrom: '2026-01-01', commentsUntil: '2026-01-31' }],
    [{ commentsUntil: '2026-01-14' }],
    [{ touchesMarket: 'yes', commentsUntil: '2026-01-08', commentsShortReason: '应对突发药品安全事件。' }],
  ])('%o are enough', async (change) => {
    const matter = await norm(change);
    await room.handIn(matter);
    await room.take(people.drafter, matter, 'submit');
  });
});

describe('the period of the legality review', () => {
  const underReview = async () => {
    const matter = await norm();
    await room.sign(matter, 'secrecySign');
    return matter;
  };

  it('is that of the settings on the day it came, and may be chosen anew within what the rule allows', async () => {
    const matter = await underReview();
    expect((await detail(matter)).legalityPeriod).toMatchObject({ workdays: 15, dueOn: '2026-03-23', lateByDays: 0 });
    const usual = await waySettings.current(room.services.db);
    await room.as(people.office, (a) => waySettings.write(a, { ...usual, legalityWorkdays: 6 }));
    expect((await detail(matter)).legalityPeriod).toMatchObject({ workdays: 15 });
    expect((await detail(await underReview())).legalityPeriod).toMatchObject({ workdays: 6 });
    await room.as(people.office, (a) => waySettings.write(a, usual));
    await room.take(people.legality, matter, 'setLegalityPeriod', { workdays: 5 });
    expect((await detail(matter)).legalityPeriod).toMatchObject({ workdays: 5, dueOn: '2026-03-09' });
    await expect(room.take(people.legality, matter, 'setLegalityPeriod', { workdays: 16 })).rejects.toThrow();
    await expect(room.take(people.legality, matter, 'setLegalityPeriod', { workdays: 4 })).rejects.toThrow(
      '只有紧急送审的',
    );
    await expect(room.take(people.drafter, matter, 'setLegalityPeriod', { workdays: 8 })).rejects.toThrow();
    await room.take(people.legality, matter, 'legalitySign', legal());
    expect((await detail(matter)).legalityPeriod).toBeNull();
  });

  it('may be shorter where the text was sent in as urgent', async () => {
    const matter = await norm();
    await room.handIn(matter);
    await room.take(people.drafter, matter, 'submitUrgently', { cause: 'warning', reason: '情况紧急，立即公开。' });
    await room.take(people.reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
    await room.take(people.legality, matter, 'setLegalityPeriod', { workdays: 1 });
    expect((await detail(matter)).legalityPeriod).toMatchObject({ workdays: 1, dueOn: '2026-03-03' });
  });

  it('is chased on its last day and on each working day after it, once a day, until the review is given', async () => {
    const matter = await underReview();
    await room.take(people.legality, matter, 'setLegalityPeriod', { workdays: 5 });
    const told = async () =>
      (
        await room.database.db
          .selectFrom('notice')
          .select(['person_id', 'title'])
          .where('dedupe', 'like', `legality:${matter.id}:%`)
          .execute()
      ).filter(({ person_id }) => [people.legality.id, people.office.id].includes(person_id));
    const at = async (day: string) => {
      room.moveTo(startOfDay(localDate(day)));
      await chaseLegality(room.services);
      return (await told()).length;
    };
    expect([await at('2026-03-06'), await at('2026-03-09'), await at('2026-03-09')]).toEqual([0, 1, 1]);
    expect([await at('2026-03-10'), await at('2026-03-14')]).toEqual([3, 3]);
    expect((await detail(matter)).legalityPeriod?.lateByDays).toBe(5);
    await room.take(people.legality, matter, 'legalitySign', legal());
    expect(await at('2026-03-16')).toBe(3);
  });
});

describe('the number of the opinion', () => {
  it('is asked for and stands under the signature, not in its words; another document may not bear it', async () => {
    const [one, other] = [await norm(), await norm()];
    for (const matter of [one, other]) await room.sign(matter, 'secrecySign');
    await expect(room.take(people.legality, one, 'legalitySign', { opinion: '合法。' })).rejects.toThrow();
    await expect(
      room.take(people.legality, one, 'legalitySign', { opinion: '合法。', reviewNumber: '  ' }),
    ).rejects.toThrow();
    const given = { opinion: '合法。', reviewNumber: '赣药监法审〔2026〕900号' };
    await room.take(people.legality, one, 'legalitySign', given);
    const borneBy = await room.indexNumberOf(one);
    expect((await detail(one)).signatures.at(-1)).toMatchObject(given);
    await expect(room.take(people.legality, other, 'legalitySign', given)).rejects.toMatchObject({
      fields: { reviewNumber: expect.stringContaining(borneBy) },
    });
  });

  it('is filled in from what the outside platform answered, and may be changed', async () => {
    const matter = await norm();
    await room.sign(matter, 'secrecySign');
    const { catalogue } = room.services;
    Object.assign(catalogue, { legalityAnswers: async () => '赣司法审〔2026〕31号' });
    const { steps } = (await room.browse(people.legality).get(`/api/matters/${matter.id}`)).json<MatterDetail>();
    Object.assign(catalogue, { legalityAnswers: undefined });
    const form = steps.find(({ key }) => key === 'legalitySign')?.fields.properties;
    expect(form?.reviewNumber).toMatchObject({ default: '赣司法审〔2026〕31号' });
    expect(form?.opinion).not.toHaveProperty('default');
  });
});

describe('the meeting', () => {
  it('comes after the legality review and before the leader signs', async () => {
    const matter = await atMeeting();
    expect(await room.stateOf(matter)).toBe('deliberation');
    await expect(room.take(people.issuer, matter, 'issue', { opinion: '同意。' })).rejects.toThrow();
    await room.take(people.head, matter, 'deliberate', { ...passedOn('2026-03-02'), minutes: '纪要〔2026〕4号' });
    expect((await detail(matter)).deliberation).toMatchObject({
      meeting: '局务会议',
      heldOn: '2026-03-02',
      outcome: 'passed',
      minutes: '纪要〔2026〕4号',
      recordedBy: people.head.name,
    });
    const sheet = (await room.browse(people.drafter).get(`/api/documents/${matter.id}/sheet`)).json<Sheet>();
    expect(sheet.facts.deliberation).toBe('2026-03-02 局务会议');
    await room.take(people.issuer, matter, 'issue', { opinion: '同意。' });
  });

  it.each([
    ['before the legality review', addDays(localDate('2026-03-02'), -1), 'passed', '此前不得提交集体审议'],
    ['to come', addDays(localDate('2026-03-02'), 1), 'passed', '会议日期不能晚于今天'],
    ['of an earlier text, where none was reviewed', '2026-03-02', 'adapted', '此前没有经过合法性审核的文稿'],
  ])('%s is refused', async (_, heldOn, outcome, because) => {
    const matter = await atMeeting();
    await expect(
      room.take(people.drafter, matter, 'deliberate', { meeting: '局务会议', heldOn, outcome }),
    ).rejects.toMatchObject({ fields: { heldOn: expect.stringContaining(because) } });
  });

  it('is recorded by the unit that drafted, by nobody else', async () => {
    const matter = await atMeeting();
    for (const actor of [people.legality, people.issuer, people.releaser])
      await expect(room.take(actor, matter, 'deliberate', passedOn('2026-03-02'))).rejects.toThrow('您的岗位不能');
  });

  it('that asks for changes sends the text back; changed and reviewed anew, the same meeting has passed it', async () => {
    const matter = await atMeeting();
    await room.take(people.drafter, matter, 'deliberationReturn', { reason: '会议要求修改第三条。' });
    expect(await room.stateOf(matter)).toBe('drafting');
    room.moveTo(instant('2026-03-04T09:00:00+08:00'));
    const { content } = (await detail(matter)).current;
    const changed = { ...content, bodyHtml: '<p>按会议意见修改。</p>' };
    await room.take(people.drafter, matter, 'revise', { content: changed, reason: '按会议意见修改' });
    await room.sign(matter, 'secrecySign');
    await room.take(people.legality, matter, 'legalitySign', legal());
    const met = { meeting: '局务会议', heldOn: '2026-03-03' };
    await expect(room.take(people.drafter, matter, 'deliberate', { ...met, outcome: 'passed' })).rejects.toThrow(
      '此前不得提交集体审议',
    );
    await room.take(people.drafter, matter, 'deliberate', { ...met, outcome: 'adapted' });
    await room.take(people.issuer, matter, 'issue', { opinion: '同意。', dateReason: '会议通过的日期' });
  });

  it('is missed by the leader where a text came to them without one, as texts did before there was such a step', async () => {
    const matter = await atMeeting();
    await room.database.ownerDb.updateTable('matter').set({ state: 'issuing' }).where('id', '=', matter.id).execute();
    await expect(room.take(people.issuer, matter, 'issue', { opinion: '同意。' })).rejects.toThrow(
      '应经集体审议才能签发',
    );
  });

  it('gives the document its date: the day of the meeting that passed it needs no reason, any other day does', async () => {
    const met = await atMeeting();
    await room.take(people.drafter, met, 'deliberate', passedOn('2026-03-02'));
    const unmet = await atMeeting();
    room.moveTo(instant('2026-03-04T09:00:00+08:00'));
    await room.take(people.issuer, met, 'issue', { opinion: '同意。' });
    await room.take(people.drafter, unmet, 'deliberate', passedOn('2026-03-03'));
    await expect(room.take(people.issuer, unmet, 'issue', { opinion: '同意。' })).rejects.toMatchObject({
      fields: { dateReason: expect.stringContaining('会议通过的日期') },
    });
  });

  it('leaves a record that nobody changes', async () => {
    const matter = await atMeeting();
    await room.take(people.drafter, matter, 'deliberate', passedOn('2026-03-02'));
    await expect(
      room.database.ownerDb.updateTable('deliberation').set({ meeting: '别的会议' }).execute(),
    ).rejects.toThrow();
    expect((await matterById(room.database.db, matter.id))?.state).toBe('issuing');
  });
});
