import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadReferenceCalendar } from '#commons/calendars/index.ts';
import { DEFAULT_SETTINGS, changeSignInSettings } from '#commons/identity/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { makeLog } from '#platform/log.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { type TestDatabase, freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { type Cast, castOf, loadBureau } from '../demo/cast.ts';
import { type House, openHouse } from '../house.ts';
import { type Site, openSite } from '../site.ts';
import { BEGINS } from './office.ts';

/** A bureau with its people on a database of its own and a clock moved by hand: what tests of features stand on. */
export interface World {
  readonly house: House;
  readonly services: Services;
  readonly database: TestDatabase;
  readonly clock: ReturnType<typeof movableClock>;
  /** The actor who holds a role, in a unit (by its key) or anywhere. */
  readonly cast: Cast;
  /** Runs a verb as somebody. */
  as<T>(actor: Actor, verb: (act: Act) => Promise<T>): Promise<T>;
  /** The HTTP side, opened when first asked for. */
  site(): Promise<Site>;
  close(): Promise<void>;
}

export { BEGINS as WORLD_BEGINS } from './office.ts';

export async function makeWorld(change: (config: Config) => Config = (config) => config): Promise<World> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-test-'));
  const config = change(readConfig({ SUNLIT_DATA_DIR: dataDir, SUNLIT_LOG_LEVEL: 'silent', PORT: '0' }));
  const clock = movableClock(BEGINS);
  const house = await openHouse(
    config,
    { officeUrl: database.officeUrl, portalUrl: database.portalUrl, masterKey: 'a master key for tests, long enough' },
    { time: clock, log: makeLog('silent') },
  );
  const { services } = house;
  await act(services, systemActor, loadReferenceCalendar);
  await services.reloadCalendar();
  await loadBureau(services);
  await act(services, systemActor, (a) =>
    changeSignInSettings(a, { ...DEFAULT_SETTINGS, secondFactor: 'nobody', sessionsAtOnce: 0 }),
  );
  let site: Site | undefined;
  return {
    house,
    services,
    database,
    clock,
    cast: castOf(services),
    as: (actor, verb) => act(services, actor, verb),
    site: async () => (site ??= await openSite(house)),
    async close() {
      await site?.close();
      await house.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
