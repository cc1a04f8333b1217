import { existsSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { settlePlace } from '../embedded-postgres/place.ts';
import { commandOf } from '../embedded-postgres/processes.ts';
import { findRunning, shutDown } from '../embedded-postgres/server.ts';
import { fastFolder } from './fast-folder.ts';

/** One folder for each run, named by its process, so that runs side by side do not share a server. */
const CLUSTERS = path.join(fastFolder(), `sunlit-test-clusters-${os.userInfo().username}`);

/**
 * Vitest's global set-up: a PostgreSQL for this run with the migrated template in it, at SUNLIT_TEST_CLUSTER_URL for every
 * test process; TEST_DATABASE_URL (an owner's address) is used instead when given. Gives the tear-down.
 * When the migrations fail, that is printed and the address is withheld: tests that need no database still tell their own story.
 */
export default async function startTestCluster(): Promise<() => Promise<void>> {
  const { url, stop } = await clusterForThisRun();
  try {
    const { prepareTemplate } = await import('./database.ts');
    await prepareTemplate(url);
    process.env.SUNLIT_TEST_CLUSTER_URL = url;
  } catch (error) {
    console.error('测试数据库没有准备好，需要数据库的测试都会失败：', error);
  }
  return stop;
}

async function clusterForThisRun(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };
  await sweepDeadRuns();
  const dataDir = path.join(CLUSTERS, String(process.pid));
  const server = await startEmbeddedPostgres({ dataDir, report: console.error, durable: false });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.ownerUrl, stop };
}

/** A run that was killed leaves its server and folder behind; the next run clears them away. */
async function sweepDeadRuns(): Promise<void> {
  if (!existsSync(CLUSTERS)) return;
  for (const name of readdirSync(CLUSTERS)) {
    if (commandOf(Number(name)) !== undefined) continue;
    const dataDir = path.join(CLUSTERS, name);
    const place = settlePlace(dataDir, console.error);
    const left = await findRunning(place);
    if (left) await shutDown(left, place);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
