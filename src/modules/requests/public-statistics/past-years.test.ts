import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import type { YearFigures } from './figures.ts';
import { publishStatistics } from './publishing.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } };
const openOf = async (year: number) => {
  await publishStatistics(world.services);
  const row = await world.services.db
    .selectFrom('portal.request_statistics')
    .select('figures')
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return (row.figures as unknown as YearFigures).open;
};

test('a year that is over is told as it ended, whatever has become of its requests since', async () => {
  const overdue = await desk.underway('2025-11-03');
  const waiting = await desk.underway('2025-12-22');
  const notice = await desk.letter(waiting, { kind: 'correction', content: { items: '请写明年份', days: 15 } });
  await desk.delivered(waiting, notice, '2025-12-22');
  const within = await desk.underway('2025-12-25');
  // Asked for reasons: the period runs on (条例第三十五条).
  const asked = await desk.underway('2025-11-03');
  await desk.delivered(
    asked,
    await desk.letter(asked, { kind: 'reasons', content: { facts: '本年已经提出四十件申请', days: 5 } }),
    '2025-11-03',
  );
  desk.on('2025-12-31');
  const ended = { within: 1, waiting: 1, overdue: 2 };
  expect(await openOf(2025)).toEqual(ended);
  desk.on('2026-01-05');
  await desk.letter(within, granted);
  await desk.letter(overdue, granted, { lateReason: '档案调取耗时较长' });
  await desk.step(desk.officer, waiting, 'correct', { correctedOn: '2026-01-05', text: '2024年度' });
  expect(await openOf(2025)).toEqual(ended);
  expect(await openOf(2026)).toEqual({ within: 1, waiting: 0, overdue: 1 });
  desk.on('2026-06-01');
  await desk.letter(waiting, granted, { lateReason: '检索耗时较长' });
  expect(await openOf(2025)).toEqual(ended);
});
