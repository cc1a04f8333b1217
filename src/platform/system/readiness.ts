import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { errorFacts } from '../log.ts';
import { projectRoot } from '../root.ts';
import type { Services } from '../services.ts';

export interface Readiness {
  readonly ready: boolean;
  /** By part: `ok`, or the sentence that says what is missing. */
  readonly parts: Readonly<Record<'office' | 'portal' | 'schema' | 'queue', string>>;
}

const OK = 'ok';

/** May this process be given requests: both database roles answer, the schema is the one we were built for, jobs move. */
export async function readiness(services: Services): Promise<Readiness> {
  const [office, portal, schema, queue] = await Promise.all([
    part(services, '工作台账号连不上数据库', () => answers(services.db)),
    part(services, '门户账号连不上数据库', () => answers(services.portalDb)),
    part(services, '读不出数据库结构的版本', () => schemaDefect(services.db)),
    part(services, '作业队列没有回应', () => queueDefect(services)),
  ]);
  const parts = { office, portal, schema, queue };
  return { ready: Object.values(parts).every((said) => said === OK), parts };
}

async function part(services: Services, sentence: string, ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    services.log.warn('not ready', { sentence, ...errorFacts(error) });
    return sentence;
  }
}

async function answers(db: Db): Promise<string> {
  await sql`select 1`.execute(db);
  return OK;
}

/** Scripts we have must have been applied as they are; scripts we do not know belong to a newer version. */
async function schemaDefect(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from schema_migration`.execute(
    db,
  );
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const ours = await migrations();
  const missing = [...ours].filter(([name, checksum]) => applied.get(name) !== checksum).length;
  if (missing > 0) return `数据库结构还差 ${missing} 项升级，请重新启动以完成升级`;
  return applied.size > ours.size ? '数据库结构比程序新，请升级程序' : OK;
}

let known: Promise<ReadonlyMap<string, string>> | undefined;

/** The scripts of this build with their checksums; they do not change while it runs. */
function migrations(): Promise<ReadonlyMap<string, string>> {
  known ??= (async () => {
    const folder = path.join(projectRoot(), 'db/migrations');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const sums = names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return [name, createHash('sha256').update(text).digest('hex')] as const;
    });
    return new Map(await Promise.all(sums));
  })();
  return known;
}

/**
 * The queue is there; and where this process itself works on it, nothing due lies untouched for ten minutes.
 * A web process is not taken out of service because a worker elsewhere is down: that is an alarm, not a reason to refuse readers.
 */
async function queueDefect({ db, config }: Services): Promise<string> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from pgboss.job
    where state = 'created' and start_after < now() - interval '10 minutes'`.execute(db);
  const waiting = rows[0]?.waiting ?? 0;
  return config.roles.includes('worker') && waiting > 0 ? `有 ${waiting} 个作业到时十分钟以上没有开始` : OK;
}
