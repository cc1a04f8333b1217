import type { LightMyRequestResponse } from 'fastify';
import { makeCalendar } from '#kernel/calendar.ts';
import { instant } from '#kernel/dates.ts';
import { type Actor, definePolicy } from '#kernel/policy.ts';
import { type Config, readConfig } from '#platform/config.ts';
import type { Db } from '#platform/db.ts';
import { type App, actorOf, buildHttp } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { addPerson, addPost, addUnit, appointHolder, grantsOf } from '#commons/organisations/index.ts';
import type { RoleKey } from '#commons/organisations/index.ts';
import type { Settings } from '../contract.ts';
import {
  DEFAULT_SETTINGS,
  authenticate,
  changeSignInSettings,
  createAccount,
  feature,
  formTokenKey,
  setupToken,
} from '../index.ts';
import { Browser } from './browser.ts';

export const START = instant('2026-03-02T09:00:00+08:00');
export const PASSWORD = 'Chun-Feng-2026';

/** An action only department heads may do, to see roles at work. */
const testPolicy = definePolicy({ 'test.head': { label: '处长才能做的事', roles: ['department-head'] } });

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** An empty installation behind HTTP, with a clock that is moved by hand. */
export async function makeWorld(change: (config: Config) => Config = (config) => config) {
  const database = await freshDatabase();
  const clock = movableClock(START);
  const services = servicesOn(database.db, change, clock);
  const app = await httpFor(services);
  return {
    services,
    clock,
    app,
    ownerDb: database.ownerDb,
    browser: (address?: string) => new Browser(app, address),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

function servicesOn(db: Db, change: (config: Config) => Config, time: Services['time']): Services {
  const config = readConfig({ DATABASE_URL: 'postgres://nowhere/none', SUNLIT_DEMO: 'false', PORT: '8101' });
  const calendar = makeCalendar([], []);
  return {
    config: change(config),
    log: makeLog('silent'),
    db,
    portalDb: db,
    jobs: { enqueue: () => Promise.resolve() },
    // Nothing here keeps files.
    files: {} as Services['files'],
    secrets: makeSecretBox('a master key for tests, 32 characters or more'),
    catalogue: { kinds: new Map(), contentTypes: new Map() } as unknown as Services['catalogue'],
    time,
    calendar: () => calendar,
    reloadCalendar: () => Promise.resolve(),
    portalChanged: () => undefined,
  };
}

async function httpFor(services: Services): Promise<App> {
  const app = await buildHttp({
    log: services.log,
    policy: { ...feature.policy, ...testPolicy },
    authenticate: authenticate(services),
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: formTokenKey(services),
    trustProxy: false,
    https: services.config.baseUrl.startsWith('https:'),
    limitFactor: 1000,
  });
  feature.office?.(app, services);
  app.get('/api/test/head', { config: { action: 'test.head', limit: 'read' } }, (request) => actorOf(request).grants);
  await app.ready();
  return app;
}

export const SET_UP = {
  bureauName: '某省药品监督管理局',
  bureauShortName: '省局',
  personName: '管理一',
  staffNumber: 'A001',
  username: 'guanli',
  password: PASSWORD,
} as const;

/** The bureau with its first administrator, set up as people do it. */
export async function setUpBureau(world: World, given?: string): Promise<LightMyRequestResponse> {
  const token = given ?? (await setupToken(world.services));
  return world.browser().post('/api/setup', { ...SET_UP, token });
}

/** What the security officer sets; by itself the house asks certain roles for a second factor. */
export const setSecondFactor = (world: World, secondFactor: Settings['secondFactor'], providerCounts = false) =>
  act(world.services, systemActor, (verb) =>
    changeSignInSettings(verb, { ...DEFAULT_SETTINGS, secondFactor, providerCounts }),
  );

/** The person with a staff number, as an actor of today. */
export async function actorCalled(services: Services, staffNumber: string): Promise<Actor> {
  const person = await services.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('staff_number', '=', staffNumber)
    .executeTakeFirstOrThrow();
  const grants = await grantsOf(services.db, person.id, services.time.today());
  return { ...person, grants, secondFactor: true };
}

/** What the registrar (the first administrator) does. */
export async function asRegistrar<T>({ services }: World, verb: (act: Act) => Promise<T>): Promise<T> {
  return act(services, await actorCalled(services, SET_UP.staffNumber), verb);
}

const versionOf = async ({ tx }: Act, unitId: string) =>
  (await tx.selectFrom('unit').select('version').where('id', '=', unitId).executeTakeFirstOrThrow()).version;

export interface Member {
  readonly id: string;
  readonly postId: string;
  readonly unitId: string;
}

/** A person in a post of its own in 办公室, with an account whose password is PASSWORD. */
export async function hire(world: World, name: string, username: string, roles: readonly RoleKey[]): Promise<Member> {
  const member = await asRegistrar(world, async (verb) => {
    const unitId = await office(verb);
    const { id } = await addPerson(verb, { name, staffNumber: username, email: '', phone: '' });
    const post = await addPost(verb, unitId, {
      version: await versionOf(verb, unitId),
      title: `${name}的岗位`,
      roles: [...roles],
      public: false,
      position: 1,
    });
    await appointHolder(verb, post.id, { version: await versionOf(verb, unitId), personId: id, fromOn: verb.today });
    return { id, postId: post.id, unitId };
  });
  await act(world.services, systemActor, (verb) =>
    createAccount(verb, { personId: member.id, username, password: PASSWORD }),
  );
  return member;
}

async function office(verb: Act): Promise<string> {
  const known = await verb.tx.selectFrom('unit').select('id').where('key', '=', 'office').executeTakeFirst();
  if (known) return known.id;
  const bureau = await verb.tx.selectFrom('unit').select('id').where('key', '=', 'bureau').executeTakeFirstOrThrow();
  return (await addUnit(verb, { key: 'office', kind: 'department', name: '办公室', parentId: bureau.id, position: 1 }))
    .id;
}

export { versionOf };
