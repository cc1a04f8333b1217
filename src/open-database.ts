import pg from 'pg';
import { AppError } from '#kernel/errors.ts';
import type { Config } from '#platform/config.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrate } from '#platform/migrate.ts';
import { keyCheckOf, type Secrets } from '#platform/secrets.ts';

export interface OpenDatabase {
  readonly ownerUrl: string;
  readonly officeUrl: string;
  readonly portalUrl: string;
  readonly applied: readonly string[];
  close(): Promise<void>;
}

/**
 * The database the configuration names, or the embedded one; migrated, with both roles able to sign in.
 * Refuses, before anything is changed, a version too old and a master key other than the one the data is sealed with.
 */
export async function openDatabase(
  config: Config,
  secrets: Secrets,
  options: {
    readonly report: (sentence: string) => void;
    readonly join?: boolean;
    readonly onLost?: (sentence: string) => void;
  },
): Promise<OpenDatabase> {
  const given = config.database;
  const embedded = given
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: config.dataDir,
        report: options.report,
        ...(options.join ? { join: true } : {}),
        ...(options.onLost ? { onLost: options.onLost } : {}),
      });
  const ownerUrl = given?.ownerUrl ?? embedded?.ownerUrl ?? '';
  try {
    await demandVersion(ownerUrl);
    await demandSameKey(ownerUrl, secrets.masterKey);
    const applied = await migrate(ownerUrl, { office: secrets.officePassword, portal: secrets.portalPassword });
    return {
      ownerUrl,
      officeUrl: given?.officeUrl ?? as(ownerUrl, 'sunlit_office', secrets.officePassword),
      portalUrl: given?.portalUrl ?? as(ownerUrl, 'sunlit_portal', secrets.portalPassword),
      applied,
      close: async () => embedded?.stop(),
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function demandVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new AppError('database', 500, [
      `连接不上数据库（${(error as { code?: string }).code ?? (error as Error).message}）。请检查 DATABASE_URL 的地址、账号和密码，以及数据库是否已启动`,
    ]);
  }
  try {
    const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::int as n`);
    const version = rows[0]?.n ?? 0;
    if (version < 150_000)
      throw new AppError('database', 500, [
        `数据库版本太旧（${Math.floor(version / 10_000)}），需要 PostgreSQL 15 或更高版本`,
      ]);
  } finally {
    await client.end();
  }
}

/** Another key could read none of the sealed fields, and would lock out the processes that have the right one. */
async function demandSameKey(url: string, masterKey: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: here } = await client.query<{ there: boolean }>(
      `select to_regclass('public.installation') is not null as there`,
    );
    if (!here[0]?.there) return;
    // By name from the whole row: an older schema has no such column yet.
    const { rows } = await client.query<{ known: string | null }>(
      `select to_jsonb(i) ->> 'key_check' as known from public.installation i`,
    );
    const known = rows[0]?.known;
    if (known && known !== keyCheckOf(masterKey))
      throw new AppError('key', 500, [
        '主密钥与数据库里的数据不符，加密的内容读不出。请把原来的 secrets.json 放回数据文件夹，或用 SUNLIT_SECRET_KEY 给出原来的主密钥，再启动',
      ]);
  } finally {
    await client.end();
  }
}

function as(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = password;
  return parsed.href;
}
