import { readConfig } from '#platform/config.ts';
import { makeLog } from '#platform/log.ts';
import { readSecrets } from '#platform/secrets.ts';
import { type House, openHouse } from '../src/house.ts';
import { type OpenDatabase, openDatabase } from '../src/open-database.ts';
import type { Installation } from './product.ts';

/** The rooms behind a running installation: its database and services, opened beside it as `sunlit …` commands do. */
export interface Inside {
  readonly house: House;
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

export async function openInside(where: Installation): Promise<Inside> {
  const config = readConfig(where.env);
  const secrets = readSecrets(config.dataDir, config.secretKey);
  const database = await openDatabase(config, secrets, { report: () => undefined, join: true });
  const house = await openHouse(
    config,
    { officeUrl: database.officeUrl, portalUrl: database.portalUrl, masterKey: secrets.masterKey },
    { log: makeLog('error', (line) => process.stderr.write(line)) },
  );
  return {
    house,
    database,
    async close() {
      await house.close();
      await database.close();
    },
  };
}
