import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, startOfDay } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { chaseDebts } from './chase-debts.ts';
import type { ToDo } from '#commons/casework/contract.ts';
import type { DocumentDetail } from './document-contract.ts';
import { NORMATIVE } from './testing/normative.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const URGENT = { cause: 'drug-safety', reason: '发现严重不良反应，需立即警示。' };

async function urgentlyOut() {
  const { drafter, reviewer, issuer, releaser } = room.people;
  const matter = await room.draft({ title: '关于暂停使用某批次注射剂的紧急通告' });
  await room.take(drafter, matter, 'submitUrgently', URGENT);
  expect(await room.stateOf(matter)).toBe('secrecyReview');
  await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
  await room.take(issuer, matter, 'issue', { opinion: '立即发布。', urgencyReason: '情况属实，同意先发。' });
  await room.take(releaser, matter, 'release');
  return matter;
}

const detail = async (matter: { readonly id: string }) =>
  (await room.browse(room.people.office).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
const duties = (matter: { readonly id: string }) =>
  room.database.db
    .selectFrom('duty')
    .select(['role', 'task', 'due_on'])
    .where('matter_id', '=', matter.id)
    .where('done_at', 'is', null)
    .execute();

/** What somebody's to-do list asks about the document. */
const waitingFor = async (person: Actor, { id }: { readonly id: string }) => {
  const { waiting } = (await room.browse(person).get('/api/todo')).json<ToDo>();
  return waiting.filter((item) => item.id === id).map(({ task }) => task);
};

describe('an emergency release', () => {
  it('passes over the department’s review and owes it within three working days, in the head’s to-do list', async () => {
    const matter = await urgentlyOut();
    const { debts, urgent } = await detail(matter);
    expect(urgent).toEqual(URGENT);
    // Released on Monday 2026-03-02.
    expect(debts).toEqual([{ step: 'department-review', dueOn: '2026-03-05', settledAt: null, agrees: null }]);
    expect(await duties(matter)).toEqual([
      { role: 'department-head', task: '补办处室审核（紧急发布）', due_on: '2026-03-05' },
    ]);
    expect(await waitingFor(room.people.head, matter)).toEqual(['补办处室审核（紧急发布）']);
  });

  it('does not pass over secrecy or the issuer', async () => {
    const { drafter, reviewer, releaser } = room.people;
    const matter = await room.draft();
    await room.take(drafter, matter, 'submitUrgently', URGENT);
    await expect(room.take(releaser, matter, 'release')).rejects.toThrow();
    await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
    await expect(room.take(releaser, matter, 'release')).rejects.toThrow();
  });

  it('is only for what is public, and needs a named cause and a reason', async () => {
    const { drafter } = room.people;
    const kept = await room.draft({
      disclosure: 'none',
      disclosureBasis: 'article-16-internal',
      disclosureReason: '内部事务',
    });
    await expect(room.take(drafter, kept, 'submitUrgently', URGENT)).rejects.toThrow('只用于主动公开');
    const matter = await room.draft();
    await expect(room.take(drafter, matter, 'submitUrgently', { cause: 'drug-safety' })).rejects.toThrow(
      '为什么来不及',
    );
    await expect(room.take(drafter, matter, 'submitUrgently', { ...URGENT, cause: 'leader-asked' })).rejects.toThrow();
  });

  it('is settled by the head’s late review, which neither author nor signer may give', async () => {
    const { drafter, issuer, head } = room.people;
    const matter = await urgentlyOut();
    const verdict = { verdict: 'agrees', opinion: '内容无误。' };
    for (const grants of [drafter, issuer])
      await expect(
        room.take({ ...grants, grants: [...grants.grants, ...head.grants] }, matter, 'reviewDepartmentLate', verdict),
      ).rejects.toThrow();
    await room.take(head, matter, 'reviewDepartmentLate', verdict);
    expect((await detail(matter)).debts).toMatchObject([{ agrees: true }]);
    expect(await duties(matter)).toEqual([]);
    await expect(room.take(head, matter, 'reviewDepartmentLate', verdict)).rejects.toThrow('没有需要补办');
  });

  it('is not made up for by whoever let it out, nor by a signer after a correction was begun and given up', async () => {
    const { drafter, reviewer, releaser, head } = room.people;
    const matter = await urgentlyOut();
    const verdict = { verdict: 'agrees', opinion: '内容无误。' };
    const heading = (actor: Actor) => ({ ...actor, grants: [...actor.grants, ...head.grants] });
    await expect(room.take(heading(releaser), matter, 'reviewDepartmentLate', verdict)).rejects.toThrow('由他人补审');
    await room.take(drafter, matter, 'correct', { reason: '核对一处' });
    await room.take(drafter, matter, 'abandonCorrection', { reason: '核对无误' });
    await expect(room.take(heading(reviewer), matter, 'reviewDepartmentLate', verdict)).rejects.toThrow('由他人补审');
    await room.take(head, matter, 'reviewDepartmentLate', verdict);
  });

  it('is made up for while a correction is on its way, about the text that is out', async () => {
    const { drafter, head } = room.people;
    const matter = await urgentlyOut();
    const out = (await detail(matter)).current.contentHash;
    await room.take(drafter, matter, 'correct', { reason: '核对一处' });
    await room.take(drafter, matter, 'revise', {
      content: await room.content({ title: '关于暂停使用某批次注射剂的通告' }),
      reason: '改标题',
    });
    await room.take(head, matter, 'reviewDepartmentLate', { verdict: 'agrees', opinion: '内容无误。' });
    const { debts, signatures, current } = await detail(matter);
    expect(debts).toMatchObject([{ agrees: true }]);
    expect(await duties(matter)).toEqual([]);
    const late = signatures.find(({ step }) => step === 'department-review');
    expect(late).toMatchObject({ counts: false, revision: 1 });
    expect(current.contentHash).not.toBe(out);
    // What was said of the old text is no review of the new one, and does not stand in its way.
    await room.take(drafter, matter, 'submit');
    await room.take(head, matter, 'headSign', { opinion: '同意。' });
  });

  it('after the head has signed the correction is still owed by somebody, and the head may pay it', async () => {
    const { drafter, head } = room.people;
    const matter = await urgentlyOut();
    await room.take(drafter, matter, 'correct', { reason: '核对一处' });
    await room.take(drafter, matter, 'submit');
    await room.take(head, matter, 'headSign', { opinion: '同意。' });
    await room.take(head, matter, 'reviewDepartmentLate', { verdict: 'agrees', opinion: '内容无误。' });
    expect((await detail(matter)).debts).toMatchObject([{ agrees: true }]);
  });

  it('with which the head does not agree asks the openness office to see to it, until it is withdrawn', async () => {
    const { head, issuer } = room.people;
    const matter = await urgentlyOut();
    await room.take(head, matter, 'reviewDepartmentLate', { verdict: 'objects', opinion: '批号有误。' });
    expect((await duties(matter)).map(({ role }) => role)).toEqual(['openness-officer']);
    expect(await waitingFor(room.people.office, matter)).toEqual(['处室审核补审不同意：督促更正或撤回']);
    await room.take(issuer, matter, 'withdraw', { cause: 'error', reason: '批号有误' });
    expect(await duties(matter)).toEqual([]);
  });

  it('withdrawn while owing owes nothing more: nobody is asked to review what is gone', async () => {
    const matter = await urgentlyOut();
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason: '批号有误' });
    expect(await waitingFor(room.people.head, matter)).toEqual([]);
    expect((await detail(matter)).debts).toMatchObject([{ settledAt: expect.any(String) as string, agrees: null }]);
  });

  it('still owing after its day is chased each working day', async () => {
    const matter = await urgentlyOut();
    room.moveTo(startOfDay(addDays(room.clock.today(), 7)));
    expect(await chaseDebts(room.services)).toBeGreaterThan(0);
    await chaseDebts(room.services);
    const told = await room.database.db
      .selectFrom('notice')
      .select('person_id')
      .where('matter_id', '=', matter.id)
      .where('kind', '=', 'reminder')
      .execute();
    expect(new Set(told.map(({ person_id }) => person_id)).size).toBe(told.length);
    expect(told.map(({ person_id }) => person_id)).toContain(room.people.head.id);
  });
});

describe('the legality review', () => {
  it('is asked for between secrecy and issue where the type demands it', async () => {
    const matter = await room.draft(
      {
        columnKey: 'policies',
        documentNumber: '赣药监规〔2026〕9号',
        data: NORMATIVE,
      },
      'normative-document',
    );
    await room.sign(matter, 'secrecySign');
    expect(await room.stateOf(matter)).toBe('legalityReview');
    await expect(room.take(room.people.issuer, matter, 'issue', { opinion: '同意' })).rejects.toThrow();
    const given = { opinion: '合法。', reviewNumber: ' 赣药监法审〔2026〕3号 ' };
    await room.take(room.people.legality, matter, 'legalitySign', given);
    expect(await room.stateOf(matter)).toBe('deliberation');
    const { signatures } = await detail(matter);
    expect(signatures.find(({ step }) => step === 'legality-review')).toMatchObject({
      opinion: '合法。',
      reviewNumber: '赣药监法审〔2026〕3号',
    });
  });
});

describe('what an emergency does not change', () => {
  it('a document that binds people is reviewed for legality also then', async () => {
    const { drafter, reviewer } = room.people;
    const matter = await room.draft(
      {
        columnKey: 'policies',
        documentNumber: '赣药监规〔2026〕8号',
        formedOn: room.clock.today(),
        data: NORMATIVE,
      },
      'normative-document',
    );
    await room.handIn(matter);
    await room.take(drafter, matter, 'submitUrgently', URGENT);
    await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
    expect(await room.stateOf(matter)).toBe('legalityReview');
  });

  it('the issuer says in so many words that it goes out before all have reviewed it', async () => {
    const { drafter, reviewer, issuer } = room.people;
    const matter = await room.draft({ formedOn: room.clock.today() });
    await room.take(drafter, matter, 'submitUrgently', URGENT);
    await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
    await expect(room.take(issuer, matter, 'issue', { opinion: '同意。' })).rejects.toThrow('先发后审');
  });

  it('a debt keeps its day when the text is replaced in haste, and is dropped when the page is withdrawn', async () => {
    const { drafter, reviewer, issuer, releaser } = room.people;
    const matter = await urgentlyOut();
    const [first] = (await detail(matter)).debts;
    room.moveTo(startOfDay(addDays(room.clock.today(), 1)));
    await room.take(drafter, matter, 'correct', { reason: '批号有误' });
    await room.take(drafter, matter, 'revise', {
      content: await room.content({ title: '关于暂停使用某批次注射剂的紧急通告（更正）' }),
      reason: '改批号',
    });
    await room.take(drafter, matter, 'submitUrgently', URGENT);
    await room.take(reviewer, matter, 'secrecySign', { opinion: '不涉密。', checklist: CHECKLIST });
    await room.take(issuer, matter, 'issue', {
      opinion: '同意。',
      urgencyReason: '同意先发。',
      dateReason: '沿用原日期。',
    });
    await room.take(releaser, matter, 'release');
    expect((await detail(matter)).debts).toEqual([first]);
    await room.take(issuer, matter, 'withdraw', { cause: 'error', reason: '内容有误' });
    expect((await detail(matter)).debts[0]?.settledAt).not.toBeNull();
    expect(await duties(matter)).toEqual([]);
  });
});
