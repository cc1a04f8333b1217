import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCalendar, loadReferenceCalendar } from '#commons/calendars/index.ts';
import { grantsOf, holdersOf, loadReference, peopleByIds } from '#commons/organisations/index.ts';
import { type Instant, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Config, readConfig } from '#platform/config.ts';
import type { Feature } from '#platform/feature.ts';
import { makeFileStore } from '#platform/files.ts';
import { type App, buildHttp, formToken } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { makePortalSite } from '#platform/portal-site.ts';
import { projectRoot } from '#platform/root.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { errorPage } from '#portal/index.ts';

const TOKEN_KEY = 'a token key for tests';
/** A Monday, with no holiday in the three weeks that follow. */
export const BEGINS = instant('2026-03-02T09:00:00+08:00');

/** Declared under a key: kinds of matters, types of documents. */
interface Keyed {
  readonly key: string;
}

/**
 * The demonstration bureau with its people, a clock moved by hand and some features behind HTTP, office and portal: what the tests of a
 * common stand on (`makeWorld` opens the whole house). Of the catalogue there are only the kinds and types that are brought.
 */
export async function openOffice(brings: {
  readonly features: readonly Feature[];
  readonly kinds: readonly Keyed[];
  readonly contentTypes?: readonly Keyed[];
  readonly config?: (config: Config) => Config;
  /** What is set up besides the bureau before anybody comes in. */
  readonly prepare?: (act: Act) => Promise<void>;
}) {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-office-'));
  const clock = movableClock(BEGINS);
  const usual = readConfig({ SUNLIT_DATA_DIR: dataDir, SUNLIT_LOG_LEVEL: 'silent', PORT: '0' });
  const config = brings.config?.(usual) ?? usual;
  const woken: { readonly job: string; readonly at: string | undefined }[] = [];
  let calendar = await loadCalendar(database.db);
  let portalChanged: () => void = () => undefined;
  const byKey = (declared: readonly Keyed[] = []) => new Map(declared.map((one) => [one.key, one]));
  const services: Services = {
    config,
    log: makeLog('silent'),
    db: database.db,
    portalDb: database.portalDb,
    jobs: {
      enqueue: async (_, job, _data, options) => {
        woken.push({ job: job.name, at: options?.startAfter });
      },
    },
    files: makeFileStore(config),
    secrets: makeSecretBox('a master key for tests, long enough'),
    // The other features' entries are not asked for here.
    catalogue: {
      kinds: byKey(brings.kinds),
      contentTypes: byKey(brings.contentTypes),
    } as unknown as Services['catalogue'],
    time: clock,
    calendar: () => calendar,
    reloadCalendar: async () => {
      calendar = await loadCalendar(database.db);
    },
    portalChanged: () => portalChanged(),
  };
  await act(services, systemActor, async (a) => {
    await loadReferenceCalendar(a);
    await loadReference(a, path.join(projectRoot(), 'db/reference/organisations/jiangxi'));
    await brings.prepare?.(a);
  });
  await services.reloadCalendar();
  const { app, newEdition } = await httpFor(services, brings.features);
  portalChanged = newEdition;

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

  return {
    services,
    database,
    clock,
    app,
    /** The jobs put in the queue, and when each is to begin. */
    woken,
    unit,
    who,
    actorById,
    as: <T>(actor: Actor, verb: (a: Act) => Promise<T>): Promise<T> => act(services, actor, verb),
    moveTo: (at: Instant) => clock.moveTo(at),
    browse: (actor: Actor) => browserOf(app, actor),
    /** A page as any citizen gets it. */
    visit: (url: string) => app.inject({ method: 'GET', url }),
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The routes with everything around them but signing in: the header says who asks. */
async function httpFor(services: Services, features: readonly Feature[]) {
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
    errorPage,
    tokenKey: TOKEN_KEY,
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  const site = makePortalSite(services, () => undefined);
  for (const feature of features) {
    feature.office?.(app, services);
    feature.portal?.(app, site);
  }
  await app.ready();
  return { app, newEdition: () => site.newEdition() };
}

function browserOf(app: App, actor: Actor) {
  const headers = { 'x-test-person': actor.id, 'x-form-token': formToken(actor.id, TOKEN_KEY) };
  return {
    get: (url: string) => app.inject({ method: 'GET', url, headers }),
    post: (url: string, body: object = {}) => app.inject({ method: 'POST', url, headers, payload: body }),
    put: (url: string, body: object) => app.inject({ method: 'PUT', url, headers, payload: body }),
    del: (url: string) => app.inject({ method: 'DELETE', url, headers }),
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
