import { PgBoss } from 'pg-boss';
import { Type } from 'typebox';
import { makeCalendar } from '#kernel/calendar.ts';
import { instant } from '#kernel/dates.ts';
import type { Actor, Policy } from '#kernel/policy.ts';
import { readConfig } from '../../config.ts';
import type { Feature } from '../../feature.ts';
import { buildHttp } from '../../http.ts';
import { defineJob, makeJobQueue, prepareQueues } from '../../jobs.ts';
import { makeLog } from '../../log.ts';
import { makeSecretBox } from '../../secret-box.ts';
import type { Services } from '../../services.ts';
import { freshDatabase } from '../../testing/database.ts';
import { movableClock } from '../../time.ts';
import { makeJobKeeping } from '../job-keeping.ts';
import type { PromiseDef } from '../promises.ts';
import type { SettingGroup } from '../settings.ts';

const failing = defineJob({
  name: 'test.failing',
  label: '总是失败的作业',
  data: Type.Object({}),
  retryLimit: 0,
  run: () => Promise.reject(new Error('打印机没有纸了')),
});
const nightly = defineJob({
  name: 'test.nightly',
  label: '每夜一次的作业',
  cron: '10 0 * * *',
  data: Type.Object({}),
  run: () => Promise.resolve(),
});

/** A process with its queue, its clock and HTTP, and of business only what the caller brings. */
export async function makeEngineRoom(brings: {
  readonly features: readonly Feature[];
  readonly promises?: readonly PromiseDef[];
  readonly settings?: readonly SettingGroup[];
  readonly env?: Readonly<Record<string, string>>;
  readonly people?: Readonly<Record<string, Actor>>;
}) {
  const database = await freshDatabase();
  const boss = new PgBoss({
    connectionString: database.officeUrl,
    schema: 'pgboss',
    createSchema: false,
    max: 3,
    supervise: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  const jobs = [failing, nightly];
  await prepareQueues(boss, jobs);
  const clock = movableClock(instant('2026-03-02T09:00:00+08:00'));
  const calendar = makeCalendar([], []);
  const services: Services = {
    config: readConfig({ DATABASE_URL: 'postgres://nowhere/none', ...brings.env }),
    log: makeLog('silent'),
    db: database.db,
    portalDb: database.portalDb,
    jobs: makeJobQueue(boss),
    // Nothing here keeps files.
    files: {} as Services['files'],
    secrets: makeSecretBox('a master key for tests, 32 characters or more'),
    catalogue: {
      jobKeeping: makeJobKeeping(boss, jobs),
      promises: brings.promises ?? [],
      settings: brings.settings ?? [],
    } as unknown as Services['catalogue'],
    time: clock,
    calendar: () => calendar,
    reloadCalendar: () => Promise.resolve(),
    portalChanged: () => undefined,
  };
  const policy: Policy = Object.assign({}, ...brings.features.map((feature) => feature.policy ?? {}));
  const app = await buildHttp({
    log: services.log,
    policy,
    authenticate: async ({ headers }) => {
      const actor = brings.people?.[String(headers['x-who'])];
      return actor ? { id: actor.id, actor } : null;
    },
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: TOKEN_KEY,
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  for (const feature of brings.features) feature.office?.(app, services);
  await app.ready();
  return {
    services,
    app,
    boss,
    clock,
    database,
    failing,
    async close() {
      await app.close();
      await boss.stop({ graceful: false });
      await database.drop();
    },
  };
}

export const TOKEN_KEY = 'a key for form tokens';
