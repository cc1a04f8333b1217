import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MatterRow, matterById } from '#commons/casework/index.ts';
import type { ClockDef } from '#kernel/clock.ts';
import type { StateDef } from '#kernel/workflow.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { consultationsOf } from '../consultations.ts';
import { awaitedIn } from '../closing/awaited.ts';
import { LETTER_KINDS, type LetterKind } from '../letters/letter-kinds.ts';
import { replyClock } from '../law/reply-clock.ts';
import { requestClocks } from '../law/clocks.ts';
import { yearTable } from '../statistics/year-table.ts';
import { livesOf } from '../testing/random-paths.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { requestWorkflow } from '../workflow.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

/** Whether they can be taken turns on what is chosen in the form: which letter, on which day, into which request. */
const MAY_BE_REFUSED = new Set(['write', 'proposeLetter', 'sendLetter', 'merge']);

/** Everything that a refusal must leave as it was. */
async function standing(subjects: readonly string[]): Promise<unknown> {
  const of = sql`(${sql.join(subjects)})`;
  const { rows } = await sql`
    select (select json_agg(m order by m.id) from (select * from matter where id in ${of}) m) as matters,
      (select json_agg(l order by l.id) from (select id, state, sent_on, delivered_on, approved_by from request_letter where request_id in ${of}) l) as letters,
      (select count(*) from journal_entry where chain in (select 'matter:' || id from request where id in ${of})) as entries, (select json_agg(c order by c.id) from request_consultation c where request_id in ${of}) as asked,
      (select count(*) from request_opinion) as opinions, (select count(*) from request_opinion_finding) as findings,
      (select json_agg(o order by o.request_id) from request_outcome o where request_id in ${of}) as outcomes,
      (select json_agg(r order by r.id) from (select id, reply_kind, replied_on, merged_into from request where id in ${of}) r) as requests`.execute(
    world.services.db,
  );
  return rows;
}

async function holds(matter: MatterRow, dueBefore: string | null): Promise<void> {
  const { db } = world.services;
  const { id, state } = matter;
  const def: StateDef = requestWorkflow.states[state as keyof typeof requestWorkflow.states];
  const spine = await db
    .selectFrom('matter')
    .select(['task', 'waiting_role', 'clock_state', 'due_on', 'closed_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // Nothing waits for nobody, and nothing waits without a day or a reason for having none.
  if (def.final || def.rest) expect([id, state, spine.closed_on === null]).toEqual([id, state, false]);
  else {
    expect([state, spine.task === null, spine.waiting_role === null]).toEqual([state, false, false]);
    expect([state, spine.clock_state]).toEqual([state, expect.stringMatching(/^(running|overdue|paused)$/)]);
  }
  if (spine.clock_state === 'paused') {
    const open = (await consultationsOf(db, id)).some(({ answeredOn, closedOn }) => !answeredOn && !closedOn);
    const awaited = await awaitedIn(db, matter);
    expect([state, open || awaited === 'awaitingCorrection' || awaited === 'awaitingPayment']).toEqual([state, true]);
  }
  if (dueBefore && spine.due_on) expect(spine.due_on >= dueBefore).toBe(true);
  const counted = await db.selectFrom('report.request_statistics').select('id').where('id', '=', id).execute();
  expect([id, state, counted.length]).toEqual([id, state, state === 'split' ? 0 : 1]);
}

test('whatever is offered and taken, in any order: nobody is forgotten, no day comes nearer, each is counted once, a refusal leaves nothing', async () => {
  const taken = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 })), { minLength: 20, maxLength: 20 }),
      async (turns) => {
        const subjects = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
        const seen = new Map<string, MatterRow>();
        let was: unknown;
        const take = livesOf(world, desk, subjects, async () => {
          was = await standing(subjects);
        });
        for (const [choice, detail] of turns) {
          const turn = await take(choice, detail);
          if (!turn) continue;
          const { what, refused } = turn;
          if (refused) {
            expect([what, refused.message, MAY_BE_REFUSED.has(what)]).toEqual([what, refused.message, true]);
            expect(await standing(subjects)).toEqual(was);
            continue;
          }
          taken.set(what, (taken.get(what) ?? 0) + 1);
          for (const id of subjects) {
            const matter = await matterById(world.services.db, id);
            if (!matter) throw new Error('gone');
            const last = seen.get(id);
            if (last?.version === matter.version) continue;
            await holds(matter, last?.dueOn ?? null);
            seen.set(id, matter);
          }
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
  const { bureauId } = await desk.matter(await desk.underway('2026-03-02'));
  const table = await yearTable(world.services.db, bureauId, 2026);
  const { newReceived, carriedOver, totalProcessed, carriedForward, ...kinds } = table;
  expect(newReceived.total + carriedOver.total).toBe(totalProcessed.total + carriedForward.total);
  expect(Object.values(kinds).reduce((sum, row) => sum + row.total, 0)).toBe(totalProcessed.total);
  // Far enough to have meant something.
  expect(taken.size).toBeGreaterThan(4);
}, 120_000);

/** The same letter sent once more, with the days it gave. */
const AGAIN: Readonly<Record<string, string>> = { correctionResent: 'noticeCorrection', feeResent: 'noticeFee' };

test('each pause of the period has its article and an end: a last day of its own, a clock that runs meanwhile, or the days its letter gives', () => {
  const clocks = requestClocks.flatMap((clock) => clock as readonly ClockDef[]);
  const ends = (from: string) => clocks.some(({ key, startsOn }) => key !== 'request.reply' && startsOn.includes(from));
  const given = (from: string) =>
    Object.values(LETTER_KINDS).some(
      (kind: LetterKind) => kind.event === from && (kind.content.properties.days as { maximum?: number })?.maximum,
    );
  for (const { pauses = [] } of replyClock)
    for (const { from, basis, atMost } of pauses) {
      expect(basis).toMatch(/^《/);
      const letter = AGAIN[from] ?? from;
      expect([from, atMost !== undefined || ends(letter) || given(letter)]).toEqual([from, true]);
    }
});
