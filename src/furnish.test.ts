import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDetail, decideChange } from '#commons/calendars/index.ts';
import { historyOf, matterById, openMatter, takeStepAs } from '#commons/casework/index.ts';
import { pageFeedbackKind } from '#modules/page-feedback/index.ts';
import { instant } from '#kernel/dates.ts';
import { act, systemActor } from '#platform/services.ts';
import { furnish, renewCalendar } from './furnish.ts';
import { type World, makeWorld } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

test('a calendar that comes with a newer product moves nothing until somebody has agreed; then what is open, not what is done', async () => {
  const { services, clock, database } = world;
  // The product as it was before the notice for 2026: Qingming, 4 to 6 April, is not known.
  await database.ownerDb.deleteFrom('calendar_day').where('year', '=', 2026).execute();
  await database.ownerDb.deleteFrom('calendar_year').where('year', '=', 2026).execute();
  await services.reloadCalendar();
  clock.moveTo(instant('2026-04-02T09:00:00+08:00'));
  const clerk = await world.cast('clerk');
  const [leadUnitId] = clerk.grants.flatMap(({ role, unitPath }) => (role === 'clerk' ? unitPath.slice(-1) : []));
  const report = () =>
    act(services, systemActor, (a) =>
      openMatter(a, pageFeedbackKind, { title: '错别字：/documents/1', leadUnitId: leadUnitId ?? '' }),
    );
  const [open, done] = [await report(), await report()];
  await world.as(clerk, (a) => takeStepAs(a, done.id, 'mend', { result: '已改正' }));
  expect(await matterById(services.db, open.id)).toMatchObject({ dueOn: '2026-04-07', dueProvisional: true });

  expect(await act(services, systemActor, renewCalendar)).toBe(1);
  expect(await matterById(services.db, open.id)).toMatchObject({ dueOn: '2026-04-07', dueProvisional: true });
  const chief = await world.cast('openness-head');
  const { id } = await services.db.selectFrom('calendar_change').select('id').executeTakeFirstOrThrow();
  const { previewHash } = await changeDetail(services, chief, id);
  await decideChange(services, chief, id, { agrees: true, opinion: '与国务院办公厅通知一致', previewHash });

  expect(await matterById(services.db, open.id)).toMatchObject({ dueOn: '2026-04-08', dueProvisional: false });
  expect((await historyOf(services.db, open.id)).at(-1)).toMatchObject({
    action: 'casework.due-recounted',
    actorId: chief.id,
    payload: { dueBefore: '2026-04-07', dueOn: '2026-04-08' },
  });
  expect(await matterById(services.db, done.id)).toMatchObject({ dueOn: '2026-04-07' });
  expect(await act(services, systemActor, renewCalendar)).toBe(0);
});

test('a demonstration that was interrupted while it was made is refused at the next start, with what to do', async () => {
  const { services, database } = world;
  await database.ownerDb.deleteFrom('installation').execute();
  const said: string[] = [];
  const report = { say: (line: string) => said.push(line), step: (_label: string, run: () => unknown) => run() };
  const demo = { ...services, config: { ...services.config, demo: { enabled: true, password: undefined } } };
  await expect(
    furnish(
      { services: demo, making: (work) => work(demo) },
      { demoPassword: 'x', masterKey: Buffer.alloc(32) } as never,
      report as never,
    ),
  ).rejects.toThrow('上一次建立演示单位时被中断，演示数据不完整。请删除数据目录');
});
