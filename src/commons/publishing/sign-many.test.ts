import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askCountersign, answerCountersign } from '#commons/casework/index.ts';
import { addHours } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { SignedOne, ToSignLine } from './sign-many-contract.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

async function standing({ id }: { readonly id: string }) {
  return room.database.db
    .selectFrom('matter as m')
    .innerJoin('document as d', 'd.id', 'm.id')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .select(['m.version', 'r.content_hash as contentHash'])
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow();
}

const item = async (matter: { readonly id: string }, step: string, fields: object, change: object = {}) => ({
  documentId: matter.id,
  step,
  fields,
  ...(await standing(matter)),
  ...change,
});

const send = async (actor: Actor, items: readonly object[]) =>
  room.browse(actor).post('/api/documents/sign-many', { items });
const resultsOf = ({ body }: { readonly body: string }) => (JSON.parse(body) as { results: SignedOne[] }).results;

describe('several documents signed in one press', () => {
  it('are each signed or refused by themselves, with every reason', async () => {
    const [good, unticked, changed, recalled] = [
      await room.draft(),
      await room.draft(),
      await room.draft(),
      await room.draft(),
    ];
    for (const matter of [good, unticked, changed, recalled]) await room.sign(matter, 'headSign');
    const fields = { checklist: CHECKLIST, opinion: '不涉密。' };
    const items = [
      await item(good, 'secrecySign', fields),
      await item(unticked, 'secrecySign', { ...fields, checklist: CHECKLIST.slice(1) }),
      await item(changed, 'secrecySign', fields, { contentHash: 'sm3:00' }),
      await item(recalled, 'secrecySign', fields, { version: 1 }),
    ];
    const results = resultsOf(await send(room.people.reviewer, items));
    expect(results.map(({ documentId, signed }) => [documentId, signed])).toEqual([
      [good.id, true],
      [unticked.id, false],
      [changed.id, false],
      [recalled.id, false],
    ]);
    expect(results[1]?.reasons.join()).toContain('逐项确认');
    expect(results[2]?.reasons.join()).toContain('修改过');
    expect(await room.stateOf(good)).toBe('issuing');
    for (const matter of [unticked, changed, recalled]) expect(await room.stateOf(matter)).toBe('secrecyReview');
    const signatures = await room.database.db
      .selectFrom('signature')
      .select('document_id')
      .where('step', '=', 'secrecy-review')
      .where('document_id', 'in', [good.id, unticked.id, changed.id, recalled.id])
      .execute();
    expect(signatures).toEqual([{ document_id: good.id }]);
  });

  it('are for those who sign, never for the author, and not twice in one press', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'submit');
    const one = await item(matter, 'headSign', { opinion: '同意' });
    expect((await send(room.people.drafter, [one])).statusCode).toBe(403);
    expect((await send(room.people.head, [one, one])).statusCode).toBe(422);
    expect((await send(room.people.head, [{ ...one, step: 'release' }])).statusCode).toBe(422);
    expect((await send(room.people.head, [])).statusCode).toBe(422);
    const [refused] = resultsOf(await send(room.people.reviewer, [one]));
    expect(refused?.signed).toBe(false);
    expect(await room.stateOf(matter)).toBe('departmentReview');
  });

  it('stand on the list of whoever may sign them, and leave it when they are', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'submit');
    const listOf = async (actor: Actor) =>
      (JSON.parse((await room.browse(actor).get('/api/documents/to-sign')).body) as ToSignLine[]).filter(
        ({ id }) => id === matter.id,
      );
    expect(await listOf(room.people.head)).toMatchObject([{ step: 'headSign', refusals: [] }]);
    expect(await listOf(room.people.reviewer)).toEqual([]);
    await send(room.people.head, [await item(matter, 'headSign', { opinion: '同意' })]);
    expect(await listOf(room.people.head)).toEqual([]);
    expect(await listOf(room.people.reviewer)).toMatchObject([{ step: 'secrecySign' }]);
  });
});

describe('a unit that does not agree', () => {
  it('is put before the issuer, who says why they go on, or the document is not issued', async () => {
    const { people } = room;
    const asked = await room.who('department-head', 'jx-science');
    const unitIds = [await room.unit('jx-science')];
    const matter = await room.draft();
    await room.take(people.drafter, matter, 'submit');
    const answer = async (agrees: boolean, opinion: string) => {
      const [id = ''] = await room.as(people.head, (a) =>
        askCountersign(a, { matterId: matter.id, unitIds, question: '请对文稿提出意见', limitDays: 3 }),
      );
      await room.as(asked, (a) => answerCountersign(a, { countersignId: id, agrees, opinion }));
    };
    await answer(false, '第二条与现行规定不一致');
    await room.take(people.head, matter, 'headSign', { opinion: '同意' });
    await room.take(people.reviewer, matter, 'secrecySign', { opinion: '不涉密', checklist: CHECKLIST });
    const refusal = await room
      .take(people.issuer, matter, 'issue', { opinion: '同意' })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      status: 422,
      fields: { overrideReason: expect.stringContaining('第二条与现行规定不一致') },
    });
    await room.take(people.issuer, matter, 'issue', { opinion: '同意', overrideReason: '已与该处沟通，按上位法执行' });
    const { opinion } = await room.database.db
      .selectFrom('signature')
      .select('opinion')
      .where('document_id', '=', matter.id)
      .where('step', '=', 'issue')
      .executeTakeFirstOrThrow();
    expect(opinion).toBe('同意\n会签不同意见的处理：已与该处沟通，按上位法执行');
  });

  it('and agrees when asked again, holds up nobody', async () => {
    const { people } = room;
    const asked = await room.who('department-head', 'jx-science');
    const unitIds = [await room.unit('jx-science')];
    const matter = await room.draft();
    await room.take(people.drafter, matter, 'submit');
    for (const agrees of [false, true]) {
      const [id = ''] = await room.as(people.head, (a) =>
        askCountersign(a, { matterId: matter.id, unitIds, question: '请对文稿提出意见', limitDays: 3 }),
      );
      room.moveTo(addHours(room.clock.now(), 1));
      await room.as(asked, (a) => answerCountersign(a, { countersignId: id, agrees, opinion: '意见' }));
    }
    await room.take(people.head, matter, 'headSign', { opinion: '同意' });
    await room.take(people.reviewer, matter, 'secrecySign', { opinion: '不涉密', checklist: CHECKLIST });
    await room.take(people.issuer, matter, 'issue', { opinion: '同意' });
    expect(await room.stateOf(matter)).toBe('approved');
  });
});
