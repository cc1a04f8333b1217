import { afterAll, beforeAll, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { BEGINS } from '../../testing/office.ts';
import type { PresentLine } from './contract.ts';
import { forgetPresence } from './presence.ts';
import { type Bureau, openBureau } from './testing/bureau.ts';
import { quietErrand } from './testing/errand.ts';

let bureau: Bureau;
let clerk: Actor;
let head: Actor;
let office: Actor;
beforeAll(async () => {
  bureau = await openBureau();
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  office = await bureau.who('openness-officer', 'jx-finance');
});
afterAll(() => bureau.close());

const at = (id: string, doing = 'reading') => `/api/matters/${id}/presence?doing=${doing}`;
const signal = (who: Actor, id: string, doing?: string) => bureau.browse(who).put(at(id, doing), {});
const others = async (who: Actor, id: string) => (await signal(who, id)).json<PresentLine[]>();
const words = (lines: readonly PresentLine[]) =>
  lines.map(({ name, unitName, doingLabel }) => `${name}（${unitName}）${doingLabel}`);

test('who else is at the page is told with unit and what they do, whoever writes as writing; never oneself', async () => {
  const { id } = await bureau.errand('jx-licensing');
  expect(await others(clerk, id)).toEqual([]);
  expect(words(await others(head, id))).toEqual([`${clerk.name}（行政许可处）正在查看`]);
  await signal(clerk, id, 'writing');
  expect(words(await others(head, id))).toEqual([`${clerk.name}（行政许可处）正在填写办理情况`]);
  expect(words(await others(office, id))).toEqual([
    `${clerk.name}（行政许可处）正在填写办理情况`,
    `${head.name}（行政许可处）正在查看`,
  ]);
});

test('it counts for a minute after the last sign, from the first one without a gap, and is cleared away afterwards', async () => {
  const { id } = await bureau.errand('jx-licensing');
  await signal(clerk, id);
  bureau.moveTo(addHours(BEGINS, 50 / 3600));
  await signal(clerk, id);
  bureau.moveTo(addHours(BEGINS, 100 / 3600));
  const [since] = (await others(head, id)).map((one) => one.since);
  expect(Date.parse(since ?? '')).toBeLessThan(Date.parse(addHours(BEGINS, 40 / 3600)));
  bureau.moveTo(addHours(BEGINS, 111 / 3600));
  expect(await others(head, id)).toEqual([]);
  bureau.moveTo(addHours(BEGINS, 3));
  await forgetPresence(bureau.services);
  const left = await bureau.services.db.selectFrom('matter_presence').selectAll().execute();
  expect(left).toEqual([]);
  bureau.moveTo(BEGINS);
});

test('it ends when the page is left, and leaves nothing in the journal', async () => {
  const { id } = await bureau.errand('jx-licensing');
  const entries = () =>
    bureau.services.db.selectFrom('journal_entry').select('seq').where('chain', '=', `matter:${id}`).execute();
  const before = await entries();
  await signal(clerk, id);
  expect((await bureau.browse(clerk).del(at(id))).statusCode).toBe(204);
  expect(await others(head, id)).toEqual([]);
  expect(await entries()).toEqual(before);
});

test('whoever may not write gives no sign of writing, and of what may not be seen nothing is told', async () => {
  const { id } = await bureau.errand('jx-licensing', { kind: quietErrand });
  expect((await signal(head, id, 'writing')).statusCode).toBe(403);
  expect((await signal(head, id, 'sleeping')).statusCode).toBe(422);
  const stranger = await bureau.who('clerk', 'jx-legal');
  expect((await signal(stranger, id)).statusCode).toBe(404);
});
