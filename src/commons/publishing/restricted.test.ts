import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addYears, startOfDay } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { askForReassessment } from './reassessment.ts';
import type { DocumentDetail } from './document-contract.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
let stranger: Actor;
beforeAll(async () => {
  room = await openNewsroom();
  // Of the bureau, at business, but neither of the unit nor of the chain.
  stranger = await room.who('drafter', 'jx-legal');
});
afterAll(() => room.close());

const CLOSED = {
  disclosure: 'none',
  disclosureBasis: 'article-16-process',
  disclosureReason: '过程性信息，尚未定稿。',
} as const;

const statusFor = async (actor: Actor, { id }: { readonly id: string }) =>
  (await room.browse(actor).get(`/api/documents/${id}`)).statusCode;
const listedFor = async (actor: Actor, { id }: { readonly id: string }) =>
  (await room.browse(actor).get('/api/documents?size=100'))
    .json<{ rows: { id: string }[] }>()
    .rows.some((row) => row.id === id);

describe('what is not for the public', () => {
  it('is seen by its unit and the hands of the chain, and by nobody else of the bureau, in lists as on its own', async () => {
    const matter = await room.draft(CLOSED);
    const { drafter, head, reviewer, legality, issuer, releaser, office } = room.people;
    for (const actor of [drafter, head, reviewer, legality, issuer, releaser, office])
      expect([await statusFor(actor, matter), await listedFor(actor, matter)]).toEqual([200, true]);
    expect([await statusFor(stranger, matter), await listedFor(stranger, matter)]).toEqual([404, false]);
    for (const part of ['/gate', '/revisions/1'])
      expect((await room.browse(stranger).get(`/api/documents/${matter.id}${part}`)).statusCode).toBe(404);
  });

  it('is closed as soon as it is declared so, and its history stays so when it is to be public after all', async () => {
    const { drafter } = room.people;
    const matter = await room.draft();
    expect(await statusFor(stranger, matter)).toBe(200);
    await room.take(drafter, matter, 'revise', { content: await room.content(CLOSED), reason: '改为不予公开' });
    expect(await statusFor(stranger, matter)).toBe(404);
    await room.take(drafter, matter, 'revise', { content: await room.content(), reason: '改为主动公开' });
    expect(await statusFor(stranger, matter)).toBe(404);
  });

  it.each(['secrecy', 'privacy', 'trade-secret'])(
    'withdrawn for %s is from then on not for the whole bureau',
    async (cause) => {
      const matter = await room.released();
      expect(await statusFor(stranger, matter)).toBe(200);
      await room.take(room.people.issuer, matter, 'withdraw', { cause, reason: '发现不应公开的内容' });
      expect(await statusFor(stranger, matter)).toBe(404);
    },
  );

  it('withdrawn for an error stays open to the bureau', async () => {
    const matter = await room.released();
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason: '数据有误' });
    expect(await statusFor(stranger, matter)).toBe(200);
  });
});

describe('a document kept from the public', () => {
  const detail = async ({ id }: { readonly id: string }) =>
    (await room.browse(room.people.office).get(`/api/documents/${id}`)).json<DocumentDetail>();
  const openDuties = ({ id }: { readonly id: string }) =>
    room.database.db
      .selectFrom('duty')
      .select(['role', 'due_on'])
      .where('matter_id', '=', id)
      .where('done_at', 'is', null)
      .execute();

  it('comes back within a year: asked for a month before, once, and answered for another year', async () => {
    const matter = await room.draft(CLOSED);
    await room.sign(matter);
    await room.take(room.people.office, matter, 'keep');
    const day = addYears(room.clock.today(), 1);
    expect((await detail(matter)).reassessOn).toBe(day);
    expect(await askForReassessment(room.services)).toBe(0);
    room.moveTo(startOfDay(addDays(day, -30)));
    expect(await askForReassessment(room.services)).toBe(1);
    expect(await askForReassessment(room.services)).toBe(0);
    expect(await openDuties(matter)).toEqual([{ role: 'department-head', due_on: day }]);
    await room.take(room.people.head, matter, 'reassess', { reason: '仍属过程性信息。' });
    expect(await openDuties(matter)).toEqual([]);
    expect((await detail(matter)).reassessOn).toBe(addYears(addDays(day, -30), 1));
  });

  it('that is judged anew altogether is not asked about meanwhile', async () => {
    const matter = await room.draft({ ...CLOSED, formedOn: room.clock.today() });
    await room.sign(matter);
    await room.take(room.people.office, matter, 'keep');
    await room.take(room.people.drafter, matter, 'reconsider', { basis: 'article-18', reason: '已经定稿，可以公开' });
    expect((await detail(matter)).reassessOn).toBeNull();
  });
});
