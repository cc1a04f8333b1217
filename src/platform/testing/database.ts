import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Db, connect } from '../db.ts';
import { migrate } from '../migrate.ts';

const TEMPLATE = 'sunlit_template';
const PASSWORDS = { office: 'test-office', portal: 'test-portal' };

/** Called once for each test run with the cluster's owner address: one migrated database, copied for every test file. */
export async function prepareTemplate(clusterUrl: string): Promise<void> {
  await run(clusterUrl, `drop database if exists ${TEMPLATE} with (force)`);
  await run(clusterUrl, `create database ${TEMPLATE}`);
  await migrate(databaseUrl(clusterUrl, TEMPLATE), PASSWORDS);
}

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly officeUrl: string;
  readonly portalUrl: string;
  /** As sunlit_office. */
  readonly db: Db;
  /** As sunlit_portal. */
  readonly portalDb: Db;
  /** As the owner: to look behind the rights, never to make a state nobody could reach. */
  readonly ownerDb: Db;
  drop(): Promise<void>;
}

/** A private copy of the migrated database. Call `drop` when the file ends. */
export async function freshDatabase(): Promise<TestDatabase> {
  const clusterUrl = process.env.SUNLIT_TEST_CLUSTER_URL;
  if (!clusterUrl) throw new Error('no test cluster: run tests by `npm run test:unit`');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await run(clusterUrl, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const ownerUrl = databaseUrl(clusterUrl, name);
  const officeUrl = as(ownerUrl, 'sunlit_office', PASSWORDS.office);
  const portalUrl = as(ownerUrl, 'sunlit_portal', PASSWORDS.portal);
  await run(ownerUrl, `grant connect on database ${name} to sunlit_office, sunlit_portal`);
  const pools = {
    db: connect(officeUrl, { max: 5, name: 'test-office' }),
    portalDb: connect(portalUrl, { max: 3, name: 'test-portal' }),
    ownerDb: connect(ownerUrl, { max: 2, name: 'test-owner' }),
  };
  return {
    ownerUrl,
    officeUrl,
    portalUrl,
    ...pools,
    async drop() {
      await Promise.all(Object.values(pools).map((pool) => pool.destroy()));
      await run(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

function databaseUrl(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

function as(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = password;
  return parsed.href;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
