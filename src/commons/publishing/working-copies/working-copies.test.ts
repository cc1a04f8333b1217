import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { PresentLine } from '#commons/casework/contract.ts';
import { addHours } from '#kernel/dates.ts';
import { BEGINS, type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { WorkingCopyDetail, WorkingCopyLine, WorkingCopySaved } from '../working-copy-contract.ts';
import { sweepWorkingCopies } from './commands.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const typed = (title: string) => ({ content: { title, bodyHtml: '<p>还没有写完的一段。</p>' }, reason: '补充' });
const begin = async (by = room.people.drafter, documentId?: string) =>
  room.browse(by).post('/api/working-copies', {
    id: randomUUID(),
    ...(documentId && { documentId, baseRevision: 1 }),
    draft: typed('写到一半'),
  });

describe('a working copy', () => {
  it('is found again from another computer as it was typed, by its owner', async () => {
    const { id } = await room.draft();
    const saved = (await begin(room.people.drafter, id)).json<WorkingCopySaved>();
    const [line] = (await room.browse(room.people.drafter).get(`/api/working-copies?documentId=${id}`)).json<
      WorkingCopyLine[]
    >();
    expect(line).toEqual({ ...saved, documentId: id, baseRevision: 1, title: '写到一半' });
    const whole = (
      await room.browse(room.people.drafter).get(`/api/working-copies/${saved.id}`)
    ).json<WorkingCopyDetail>();
    expect(whole.draft).toEqual(typed('写到一半'));
  });

  it('is for its owner alone: to a colleague and to the head it does not exist', async () => {
    const { id } = (await begin()).json<WorkingCopySaved>();
    for (const other of [room.people.otherDrafter, room.people.head, room.people.releaser]) {
      const browser = room.browse(other);
      expect((await browser.get(`/api/working-copies/${id}`)).statusCode).toBe(404);
      expect((await browser.get('/api/working-copies')).json<WorkingCopyLine[]>().map((line) => line.id)).not.toContain(
        id,
      );
      expect((await browser.del(`/api/working-copies/${id}`)).statusCode).toBe(404);
    }
    const stolen = await room
      .browse(room.people.otherDrafter)
      .put(`/api/working-copies/${id}`, { version: 1, draft: typed('不是我的') });
    expect(stolen.statusCode).toBe(404);
  });

  it('is sealed where it is stored, for its owner', async () => {
    const { id } = (await begin()).json<WorkingCopySaved>();
    const row = await room.database.db
      .selectFrom('working_copy')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.sealed.toString('utf8')).not.toContain('写到一半');
    await room.database.db
      .updateTable('working_copy')
      .set({ person_id: room.people.otherDrafter.id })
      .where('id', '=', id)
      .execute();
    expect((await room.browse(room.people.otherDrafter).get(`/api/working-copies/${id}`)).statusCode).toBe(500);
    await room.database.db.deleteFrom('working_copy').where('id', '=', id).execute();
  });

  it('of two windows the second is told, and what the first saved stays', async () => {
    const browser = room.browse(room.people.drafter);
    const { id } = (await begin()).json<WorkingCopySaved>();
    const first = await browser.put(`/api/working-copies/${id}`, { version: 1, draft: typed('第一个窗口') });
    const second = await browser.put(`/api/working-copies/${id}`, { version: 1, draft: typed('第二个窗口') });
    expect([first.statusCode, second.statusCode, second.json<{ code: string }>().code]).toEqual([200, 409, 'stale']);
    expect((await browser.get(`/api/working-copies/${id}`)).json<WorkingCopyDetail>()).toMatchObject({
      version: 2,
      title: '第一个窗口',
    });
  });

  it('of one document there is one for each writer', async () => {
    const { id } = await room.draft();
    expect((await begin(room.people.drafter, id)).statusCode).toBe(201);
    expect((await begin(room.people.drafter, id)).json<{ code: string }>().code).toBe('stale');
    expect((await begin(room.people.otherDrafter, id)).statusCode).toBe(201);
  });

  it('asked for twice is begun once', async () => {
    const browser = room.browse(room.people.drafter);
    const asked = { id: randomUUID(), draft: typed('问了两次') };
    const answers = [
      await browser.post('/api/working-copies', asked),
      await browser.post('/api/working-copies', asked),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 409]);
    const lines = (await browser.get('/api/working-copies?fresh=true')).json<WorkingCopyLine[]>();
    expect(lines.filter(({ title }) => title === '问了两次')).toHaveLength(1);
    // Nor can it be made to take the place of somebody else's.
    expect((await room.browse(room.people.otherDrafter).post('/api/working-copies', asked)).statusCode).toBe(409);
  });

  it('goes when its owner saves a revision, and only that', async () => {
    const matter = await room.draft();
    await begin(room.people.drafter, matter.id);
    await begin(room.people.otherDrafter, matter.id);
    await room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '写完了' });
    const left = async (who = room.people.drafter) =>
      (await room.browse(who).get(`/api/working-copies?documentId=${matter.id}`)).json<WorkingCopyLine[]>().length;
    expect([await left(), await left(room.people.otherDrafter)]).toEqual([0, 1]);
  });

  it('can be given up, once', async () => {
    const { id } = (await begin()).json<WorkingCopySaved>();
    const browser = room.browse(room.people.drafter);
    expect((await browser.del(`/api/working-copies/${id}`)).statusCode).toBe(204);
    expect((await browser.del(`/api/working-copies/${id}`)).statusCode).toBe(404);
  });

  test.each([
    ['who only reads', () => room.people.releaser, 403],
    ['who drafts elsewhere', () => room.who('drafter', 'jx-legal'), 403],
  ])('of a document: somebody %s keeps none', async (_, who, status) => {
    const { id } = await room.draft();
    expect((await begin(await who(), id)).statusCode).toBe(status);
  });

  it('of a document that is not there is refused, and one that does not say its revision', async () => {
    expect((await begin(room.people.drafter, '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    const { id } = await room.draft();
    const answer = await room
      .browse(room.people.drafter)
      .post('/api/working-copies', { id: randomUUID(), documentId: id, draft: typed('没有版本') });
    expect(answer.json<{ fields: object }>().fields).toHaveProperty('baseRevision');
  });

  it('is limited in number for a person', async () => {
    const drafter = room.people.otherDrafter;
    const answers: number[] = [];
    for (let n = 0; n < 31; n++) answers.push((await begin(drafter)).statusCode);
    expect(answers.filter((status) => status === 409).length).toBeGreaterThan(0);
    const mine = (await room.browse(drafter).get('/api/working-copies?fresh=true')).json<WorkingCopyLine[]>();
    expect(mine.length).toBeLessThanOrEqual(30);
    for (const { id } of mine) await room.browse(drafter).del(`/api/working-copies/${id}`);
  });

  it('is kept for ninety days after it was last saved', async () => {
    const { id } = (await begin()).json<WorkingCopySaved>();
    const there = async () =>
      (await room.browse(room.people.drafter).get(`/api/working-copies/${id}`)).statusCode === 200;
    room.moveTo(addHours(BEGINS, 90 * 24 - 1));
    await sweepWorkingCopies(room.services);
    expect(await there()).toBe(true);
    room.moveTo(addHours(BEGINS, 90 * 24 + 1));
    await sweepWorkingCopies(room.services);
    expect(await there()).toBe(false);
    room.moveTo(BEGINS);
  });
});

test('whoever writes at a document is told to the other writers and to readers as modifying it; whoever may not gives no such sign', async () => {
  const { id } = await room.draft();
  const at = (doing: string) => `/api/matters/${id}/presence?doing=${doing}`;
  await room.browse(room.people.drafter).put(at('writing'), {});
  const seen = (await room.browse(room.people.reviewer).put(at('reading'), {})).json<PresentLine[]>();
  expect(seen).toMatchObject([
    { name: room.people.drafter.name, unitName: '综合和规划财务处', doingLabel: '正在修改这份文稿' },
  ]);
  expect((await room.browse(room.people.reviewer).put(at('writing'), {})).statusCode).toBe(403);
});
