import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { feature as attachments } from '#commons/attachments/index.ts';
import { loadCalendar, loadReferenceCalendar } from '#commons/calendars/index.ts';
import { feature as notices } from '#commons/notices/index.ts';
import { grantsOf, holdersOf, loadReference, peopleByIds } from '#commons/organisations/index.ts';
import { feature as supervision } from '#commons/supervision/index.ts';
import { type Instant, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { makeFileStore } from '#platform/files.ts';
import { type App, buildHttp, formToken } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { projectRoot } from '#platform/root.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { feature as casework, type MatterRow, openMatter } from '../index.ts';
import { errand, quietErrand } from './errand.ts';

const TOKEN_KEY = 'a token key for tests';
/** A Monday, with no holiday in the three weeks that follow. */
const BEGINS = instant('2026-03-02T09:00:00+08:00');

/** The demonstration bureau with its people and a clock moved by hand, the commons of casework behind HTTP, and a kind of matter to work on. */
export async function openBureau(change: (config: Config) => Config = (config) => config) {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-casework-'));
  const clock = movableClock(BEGINS);
  const config = change(readConfig({ SUNLIT_DATA_DIR: dataDir, SUNLIT_LOG_LEVEL: 'silent', PORT: '0' }));
  const enqueued: string[] = [];
  let calendar = await loadCalendar(database.db);
  const services: Services = {
    config,
    log: makeLog('silent'),
    db: database.db,
    portalDb: database.portalDb,
    jobs: {
      enqueue: async (_, job) => {
        enqueued.push(job.name);
      },
    },
    files: makeFileStore(config),
    secrets: makeSecretBox('a master key for tests, long enough'),
    catalogue: {
      kinds: new Map([errand, quietErrand].map((kind) => [kind.key, kind])),
      contentTypes: new Map(),
    } as unknown as Services['catalogue'],
    time: clock,
    calendar: () => calendar,
    reloadCalendar: async () => {
      calendar = await loadCalendar(database.db);
    },
    portalChanged: () => undefined,
  };
  await act(services, systemActor, async (a) => {
    await loadReferenceCalendar(a);
    await loadReference(a, path.join(projectRoot(), 'db/reference/organisations/jiangxi'));
  });
  await services.reloadCalendar();
  const app = await httpFor(services);

  const unit = async (key: string): Promise<string> =>
    (await database.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;

  const actorById = async (id: string): Promise<Actor> => {
    const [person] = await peopleByIds(database.db, [id]);
    return { id, name: person?.name ?? '', grants: await grantsOf(database.db, id, clock.today()), secondFactor: true };
  };

  /** Who holds a role in a unit; of several the one with the given place in the order of their ids. */
  const who = async (role: string, unitKey: string, place = 0): Promise<Actor> => {
    const holders = await holdersOf(database.db, { role, on: clock.today(), unitId: await unit(unitKey) });
    const id = holders[place];
    if (!id) throw new Error(`nobody is ${role} in ${unitKey}`);
    return actorById(id);
  };

  const as = <T>(actor: Actor, verb: (a: Act) => Promise<T>): Promise<T> => act(services, actor, verb);

  return {
    services,
    database,
    clock,
    app,
    enqueued,
    unit,
    who,
    actorById,
    as,
    /** A matter that the office gives to a unit. */
    async errand(
      unitKey: string,
      given: {
        readonly title?: string;
        readonly kind?: typeof errand;
        readonly helped?: string;
        readonly assignee?: Actor;
      } = {},
    ): Promise<MatterRow> {
      const office = await who('openness-officer', 'jx-finance');
      const leadUnitId = await unit(unitKey);
      const units = given.helped
        ? [{ unitId: await unit(given.helped), part: 'cooperating' as const, task: '提供数据' }]
        : [];
      return as(office, (a) =>
        openMatter(a, given.kind ?? errand, {
          title: given.title ?? '梳理办事指南',
          leadUnitId,
          units,
          ...(given.assignee && { assigneeId: given.assignee.id }),
        }),
      );
    },
    moveTo: (at: Instant) => clock.moveTo(at),
    browse: (actor: Actor) => browserOf(app, actor),
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type Bureau = Awaited<ReturnType<typeof openBureau>>;

/** The routes with everything around them but signing in: the header says who asks. */
async function httpFor(services: Services): Promise<App> {
  const features = [casework, attachments, notices, supervision];
  const app = await buildHttp({
    log: services.log,
    policy: Object.assign({}, ...features.map(({ policy }) => policy)),
    authenticate: async ({ headers }) => {
      const id = headers['x-test-person'];
      if (typeof id !== 'string') return null;
      const [person] = await peopleByIds(services.db, [id]);
      const grants = await grantsOf(services.db, id, services.time.today());
      return { id, actor: { id, name: person?.name ?? '', grants, secondFactor: true } };
    },
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: TOKEN_KEY,
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  for (const feature of features) feature.office?.(app, services);
  await app.ready();
  return app;
}

function browserOf(app: App, actor: Actor) {
  const headers = { 'x-test-person': actor.id, 'x-form-token': formToken(actor.id, TOKEN_KEY) };
  return {
    get: (url: string) => app.inject({ method: 'GET', url, headers }),
    post: (url: string, body: object = {}) => app.inject({ method: 'POST', url, headers, payload: body }),
    upload(url: string, name: string, bytes: Uint8Array) {
      const boundary = 'sunlit-test-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      return app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      });
    },
  };
}
