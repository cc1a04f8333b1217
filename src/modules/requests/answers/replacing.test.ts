import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#platform/db.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { signedSheet } from '../letters/printing.ts';
import { textOfRequest } from '../related/likeness.ts';
import { type Held, hidden, portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { answersOf } from './answers.ts';
import { replacementHash } from './replacing.ts';
import { say } from './saying.ts';
import { openAnswers } from './taking.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

const FIRST = '2025年度药品监督抽检不合格结果及处置情况';
const SECOND = '2024年度药品监督抽检不合格结果及处置情况';
const kind = 'replacement';

/** Through the pages as a person goes. Gives the last page. */
async function replaces({ receipt, code }: Held, text: string) {
  const review = await citizens.post('/requests/query/answer/review', { receipt, code, kind, text });
  const id = hidden(review.body, 'id');
  return citizens.post('/requests/query/answer/send', { receipt, code, kind, text, id });
}
const confirm = (id: string, on: string) =>
  desk.step(desk.officer, id, 'confirm', { receivedOn: on, evidence: '电话确认' });

describe('until it is confirmed, an applicant puts another text in place of the first', () => {
  test('which stays as it came; the office sees both, letters ask for the new one, and the day of receipt is that of confirming', async () => {
    desk.on('2026-03-02');
    const held = await citizens.sent();
    const sent = await replaces(held, SECOND);
    expect(sent.body).toContain(replacementHash(held.receipt, SECOND));
    // Seen before it is confirmed, not overlooked by a minute.
    await expect(confirm(held.id, '2026-03-02')).rejects.toThrow('看过以后再确认');
    await openAnswers(world.services);
    const page = (await citizens.page(held)).body;
    expect(page).toContain(replacementHash(held.receipt, SECOND));
    expect(page).toContain('您提交更正后的申请内容');
    expect(page).not.toContain('value="replacement"');
    const { db } = world.services;
    const detail = await requestDetail(world.services, desk.officer, held.id);
    expect(detail).toMatchObject({
      description: FIRST,
      asked: SECOND,
      replacements: [
        {
          on: '2026-03-02',
          difference: [
            { kind: 'removed', text: '2025' },
            { kind: 'added', text: '2024' },
            { kind: 'same', text: FIRST.slice(4) },
          ],
        },
      ],
    });
    expect(await textOfRequest(db, held.id)).toBe(SECOND);
    desk.on('2026-03-04');
    await confirm(held.id, '2026-03-04');
    expect(await desk.matter(held.id)).toMatchObject({ receivedOn: '2026-03-04' });
    await desk.step(desk.officer, held.id, 'assign', { unitId: await desk.unit('jx-inspection') });
    const letterId = await desk.letter(held.id, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } },
    });
    expect(JSON.stringify(await signedSheet(world.services, db, letterId))).toContain(SECOND);
    // Changed by nobody's hand afterwards.
    await expect(
      sql`update request_replacement set text = 'x' where request_id = ${held.id}`.execute(db),
    ).rejects.toThrow('stays as it came');
  });

  test('once a day and three times in all; then the office is told in person', async () => {
    desk.on('2026-03-09');
    const held = await citizens.sent();
    for (const day of ['2026-03-09', '2026-03-10', '2026-03-11']) {
      desk.on(day);
      expect((await replaces(held, `${SECOND}（${day}）`)).statusCode).toBe(200);
      // The same day again, before and after the first was opened.
      await say(world.services, held, randomUUID(), { kind, text: '又一次' });
      await openAnswers(world.services);
      const again = await citizens.post('/requests/query/answer', { ...pairOf(held), kind });
      expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('今天已经更正过')]);
    }
    desk.on('2026-03-12');
    expect((await citizens.post('/requests/query/answer', { ...pairOf(held), kind })).statusCode).toBe(409);
    const said = await answersOf(world.services, desk.officer, held.id);
    expect(said.map(({ outcome }) => outcome).sort()).toEqual(['late', 'late', 'late', 'taken', 'taken', 'taken']);
    expect((await requestDetail(world.services, desk.officer, held.id)).asked).toContain('2026-03-11');
  });

  test('not while it is being confirmed: what is opened at that moment waits, and is for the office', async () => {
    desk.on('2026-03-02');
    const held = await citizens.sent();
    const { db } = world.services;
    let opening: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (tx) => {
      // Where whoever confirms stands between deciding and being done.
      await tx.updateTable('matter').set({ state: 'accepted' }).where('id', '=', held.id).execute();
      await replaces(held, SECOND);
      opening = openAnswers(world.services);
      await waitedFor(tx, opening);
    });
    await opening;
    expect(await answersOf(world.services, desk.officer, held.id)).toMatchObject([{ outcome: 'late' }]);
    expect((await requestDetail(world.services, desk.officer, held.id)).replacements).toEqual([]);
  });

  test('not afterwards: what comes once it is confirmed is kept, and the office looks at it', async () => {
    const held = await citizens.underway('2026-03-16');
    const refused = await citizens.post('/requests/query/answer', { ...pairOf(held), kind });
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('申请已经确认收到')]);
    await say(world.services, held, randomUUID(), { kind, text: SECOND });
    await openAnswers(world.services);
    expect(await answersOf(world.services, desk.officer, held.id)).toMatchObject([
      { outcome: 'late', text: SECOND, open: true },
    ]);
    expect((await requestDetail(world.services, desk.officer, held.id)).asked).toBe(FIRST);
  });
});

const pairOf = ({ receipt, code }: Held) => ({ receipt, code });

/** Until somebody stands in line behind what this transaction holds, or what was begun is over without having waited. */
async function waitedFor(tx: Tx, begun: Promise<unknown>): Promise<void> {
  let over = false;
  void begun.finally(() => {
    over = true;
  });
  const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and pg_backend_pid() = any(pg_blocking_pids(pid))`;
  while (!over && (await waiting.execute(tx)).rows[0]?.n === 0) await new Promise(setImmediate);
}
