import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config.ts';
import { keyCheckOf, readSecrets } from '#platform/secrets.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { wallClock } from '#platform/time.ts';
import { openDatabase } from './open-database.ts';

const RIGHT = 'r'.repeat(40);
const WRONG = 'w'.repeat(40);
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.ownerDb
    .insertInto('installation')
    .values({ demo: false, made_at: wallClock.now(), key_check: keyCheckOf(RIGHT) })
    .execute();
});
afterAll(() => database.drop());

test('another master key than the one the data is sealed with is refused before the roles get its passwords', async () => {
  const config = readConfig({ DATABASE_URL: database.ownerUrl, SUNLIT_SECRET_KEY: WRONG });
  const opened = openDatabase(config, readSecrets(config.dataDir, WRONG), { report: () => undefined });
  await expect(opened).rejects.toThrow(/主密钥与数据库里的数据不符.*secrets\.json.*SUNLIT_SECRET_KEY/);
  // The processes that have the right key still sign in.
  expect(await database.db.selectFrom('installation').select('key_check').execute()).toEqual([
    { key_check: keyCheckOf(RIGHT) },
  ]);
});
