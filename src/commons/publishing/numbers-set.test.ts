import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, startOfDay } from '#kernel/dates.ts';
import type { SettingGroup, SettingValues } from '#platform/system/settings.ts';
import { checked } from '#platform/validation.ts';
import { askExperts } from './expert-opinions/ask.ts';
import { enterCode } from './expert-opinions/answer.ts';
import { expertSettings } from './expert-opinions/settings.ts';
import { askForReassessment } from './reassessment.ts';
import { reviewSettings } from './review-settings.ts';
import { currentRevision } from './revisions.ts';
import { CHECKLIST, BEGINS, type Newsroom, openNewsroom } from './testing/newsroom.ts';

/** Numbers that no rule names are the bureau's to set, within bounds; what was settled under the old ones stays. */
let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const set = (group: SettingGroup, values: SettingValues) =>
  room.as(room.people.office, (a) => group.write(a, checked(group.schema, values) as SettingValues));

describe('the numbers of reviews', () => {
  const usual = { makeUpWorkdays: 3, reassessMonths: 12, reassessAskedDays: 30 };

  it.each([
    ['makeUpWorkdays', 0],
    ['makeUpWorkdays', 11],
    ['reassessMonths', 37],
    ['reassessAskedDays', 0],
  ])('have bounds: %s is not %i', async (field, value) => {
    expect(() => checked(reviewSettings.schema, { ...usual, [field]: value })).toThrow();
  });

  it('an emergency’s debt falls due as set; one that stands keeps its day', async () => {
    const { drafter, reviewer, issuer, releaser } = room.people;
    const urgentlyOut = async () => {
      const matter = await room.draft();
      await room.take(drafter, matter, 'submitUrgently', { cause: 'drug-safety', reason: '需立即警示。' });
      await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
      await room.take(issuer, matter, 'issue', { opinion: '发布。', urgencyReason: '同意先发。' });
      await room.take(releaser, matter, 'release');
      return matter.id;
    };
    const owed = (id: string) =>
      room.database.db.selectFrom('review_debt').select('due_on').where('document_id', '=', id).executeTakeFirst();
    const before = await urgentlyOut();
    await set(reviewSettings, { ...usual, makeUpWorkdays: 5 });
    expect(await owed(await urgentlyOut())).toEqual({ due_on: '2026-03-09' });
    expect(await owed(before)).toEqual({ due_on: '2026-03-05' });
  });

  it('what is kept comes back as set, and is asked for so long before', async () => {
    await set(reviewSettings, { ...usual, reassessMonths: 6, reassessAskedDays: 10 });
    const matter = await room.draft({
      disclosure: 'none',
      disclosureReason: '内部后勤事务',
      disclosureBasis: 'article-16-internal',
    });
    await room.sign(matter);
    await room.take(room.people.office, matter, 'keep');
    const day = addMonths(room.clock.today(), 6);
    room.moveTo(startOfDay(addDays(day, -11)));
    expect(await askForReassessment(room.services)).toBe(0);
    room.moveTo(startOfDay(addDays(day, -10)));
    expect(await askForReassessment(room.services)).toBe(1);
    room.moveTo(BEGINS);
  });
});

describe('the numbers of experts', () => {
  const usual = { atOnce: 10, open: 20, wrongCodes: 5, furthestDue: 60, grace: 7 };
  const expert = (n: number) => ({
    name: `专家${'甲乙丙丁'.charAt(n)}`,
    institution: '某大学',
    phone: '0791-88880000',
  });
  const ask = async (howMany: number, dueOn: string) => {
    const matter = await room.draft();
    const { contentHash } = await currentRevision(room.database.db, matter.id);
    const experts = Array.from({ length: howMany }, (_, n) => expert(n));
    return room.as(room.people.drafter, (a) =>
      askExperts(a, matter.id, { experts, question: '请提出意见和建议。', dueOn, contentHash }),
    );
  };

  it('have bounds', () => {
    for (const wrong of [{ atOnce: 11 }, { wrongCodes: 2 }, { grace: 31 }, { furthestDue: 0 }])
      expect(() => checked(expertSettings.schema, { ...usual, ...wrong })).toThrow();
  });

  it('are kept to when somebody asks and when somebody guesses', async () => {
    await set(expertSettings, { atOnce: 2, open: 20, wrongCodes: 3, furthestDue: 10, grace: 0 });
    await expect(ask(3, '2026-03-20')).rejects.toMatchObject({
      fields: { experts: '一次最多征求 2 位专家的意见', dueOn: '答复期限最远定在 10 日以内' },
    });
    const [asked] = await ask(1, '2026-03-10');
    const id = asked?.id ?? '';
    const { expires_at } = await room.database.db
      .selectFrom('expert_request')
      .select('expires_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(expires_at).toContain('2026-03-10T');
    const left: number[] = [];
    for (const code of ['x1', 'x2', 'x3', 'x4'])
      left.push(
        (await room.as(room.people.drafter, async (a) => ({ left: 0, ...(await enterCode(a, id, code)) }))).left,
      );
    expect(left).toEqual([2, 1, 0, 0]);
  });
});
