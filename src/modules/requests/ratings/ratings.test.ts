import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { historyOf, todoOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { answersOf, handleAnswer } from '../answers/answers.ts';
import { say } from '../answers/saying.ts';
import { openAnswers } from '../answers/taking.ts';
import { SMALL } from '../public-statistics/together.ts';
import { portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { recordCallBack } from './calling-back.ts';
import type { CallBackInput } from './contract.ts';
import { type Rated, ratingFiguresOf, ratingsOf } from './figures.ts';
import { callBacksOf, ratingsOfYear } from './queries.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

const WORDS = '申请人章晓晨说材料不全';
/** Answered and rated on 2 March; gives the request and the rating. */
async function rated(grade: number) {
  const held = await citizens.underway('2026-03-02');
  const letterId = await desk.letter(held.id, {
    kind: 'reply',
    content: { ground: 'supplied', parts: { information: '见附件' } },
  });
  const answerId = randomUUID();
  await say(world.services, held, answerId, { kind: 'rating', letterId, grade, text: '等得太久' });
  await openAnswers(world.services);
  return { id: held.id, answerId };
}
const call = (of: { id: string; answerId: string }, more: Partial<CallBackInput> = {}, who = desk.officer) =>
  world.as(who, (act) =>
    recordCallBack(act, of.id, of.answerId, { calledOn: act.today, outcome: 'explained', words: WORDS, ...more }),
  );
const owed = async (id: string) =>
  (await todoOf(world.services, desk.officer)).waiting
    .filter((line) => line.id === id && line.why === 'duty' && /差评|不满意/.test(line.task ?? ''))
    .map(({ task, dueOn }) => [task, dueOn]);
const settled = async ({ id, answerId }: { id: string; answerId: string }) =>
  (await answersOf(world.services, desk.officer, id)).find((one) => one.id === answerId);

describe('a bad rating', () => {
  test('is called back within a working day; what came of it stands with the call under encryption, in the journal only its outcome', async () => {
    const one = await rated(5);
    expect(await owed(one.id)).toEqual([['申请人对办理不满意，请回访核实', '2026-03-03']]);
    await call(one);
    expect(await owed(one.id)).toEqual([]);
    expect(await settled(one)).toMatchObject({ open: false, handledNote: expect.stringContaining('已经解释说明') });
    expect(await callBacksOf(world.services, desk.officer, one.id)).toMatchObject([
      { outcome: 'explained', words: WORDS, calledOn: '2026-03-02' },
    ]);
    expect(JSON.stringify(await historyOf(world.services.db, one.id))).not.toContain('章晓晨');
    await expect(call(one)).rejects.toThrow('已经回访办结');
  });

  test('that takes time to put right gets fifteen working days, and ends when it has been', async () => {
    const one = await rated(4);
    await call(one, { outcome: 'to-mend' });
    expect(await owed(one.id)).toEqual([[expect.stringContaining('差评限期整改'), '2026-03-23']]);
    await expect(call(one, { outcome: 'to-mend' })).rejects.toThrow('已经定了限期整改');
    desk.on('2026-03-20');
    expect((await ratingsOfYear(world.services, desk.officer, 2026)).open).toMatchObject([
      { requestId: one.id, stage: '限期整改', dueOn: '2026-03-23' },
    ]);
    await call(one, { outcome: 'mended' });
    expect(await owed(one.id)).toEqual([]);
  });

  test('not reached is tried on three days before it is let go', async () => {
    const one = await rated(4);
    await call(one, { outcome: 'unreached' });
    await call(one, { outcome: 'unreached' });
    desk.on('2026-03-03');
    await call(one, { outcome: 'unreached' });
    expect(await owed(one.id)).toHaveLength(1);
    desk.on('2026-03-04');
    await call(one, { outcome: 'unreached' });
    expect(await owed(one.id)).toEqual([]);
  });

  test('is set aside as mistaken by the head alone, and then not counted', async () => {
    const one = await rated(5);
    const { bureauId } = await desk.matter(one.id);
    const before = (await ratingsOf(world.services.db, 2026, [bureauId])).length;
    // Whoever is cast for the office may be its head too.
    const { grants } = desk.officer;
    const officer = { ...desk.officer, grants: grants.filter(({ role }) => role !== 'openness-head') };
    await expect(call(one, { outcome: 'mistaken' }, officer)).rejects.toThrow('负责人复核');
    await call(one, { outcome: 'mistaken' }, desk.chief);
    expect(await ratingsOf(world.services.db, 2026, [bureauId])).toHaveLength(before - 1);
  });

  test('is refused a call from others, on a day that has not come or before it was given, and settling without a call', async () => {
    const one = await rated(5);
    await expect(call(one, {}, desk.clerk)).rejects.toThrow('由政务公开办公室回访');
    await expect(call(one, { calledOn: '2026-03-03' })).rejects.toMatchObject({
      fields: { calledOn: expect.anything() },
    });
    await expect(call(one, { calledOn: '2026-03-01' })).rejects.toMatchObject({
      fields: { calledOn: expect.anything() },
    });
    await expect(world.as(desk.officer, (act) => handleAnswer(act, one.id, one.answerId, '已处理'))).rejects.toThrow(
      '不需要处理',
    );
    await expect(call(await rated(1))).rejects.toThrow('不是差评');
  });
});

test('no figure of few ratings is shown, nor can it be counted back from the others', () => {
  const rating = fc.record({
    unit: fc.constantFrom('稽查处', '药品处', '器械处', '法规处'),
    ratedOn: fc.constantFrom('2026-01-05', '2026-05-06', '2026-08-03', '2026-11-02').map(localDate),
    grade: fc.integer({ min: 1, max: 5 }),
    calledBack: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 40 }), (rows: readonly Rated[]) => {
      const { whole, quarters, units } = ratingFiguresOf(rows);
      expect(whole === null).toBe(rows.length < SMALL);
      for (const { rated: count, grades } of [...quarters, ...units]) {
        expect(count === 0 || count >= SMALL).toBe(true);
        expect(grades.reduce((sum, n) => sum + n, 0)).toBe(count);
      }
      for (const shown of [quarters, units])
        expect(shown.length === 0 || shown.reduce((sum, one) => sum + one.rated, 0) === rows.length).toBe(true);
    }),
  );
});
