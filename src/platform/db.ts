import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { DB } from './schema.gen.ts';

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

// Civil dates stay text, instants become RFC 3339 in UTC, counts become numbers: what SQL means is what TypeScript sees.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
types.setTypeParser(pg.types.builtins.INT8, Number);

const KEPT = '/* kept */';
/**
 * Stands before a statement whose plan each connection keeps under a name: for the few that are asked again and again and cost more to
 * plan than to run. Its text must not grow with what is asked.
 */
export const kept = sql.raw(KEPT);

const names = new LRUCache<string, string>({ max: 1_000 });
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `kept-${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  names.set(text, name);
  return name;
}

/** So often a statement comes in one transaction, or in all of a connection, before its plan is worth keeping; so many a connection keeps at most. */
const OFTEN_AT_ONCE = 4;
const OFTEN = 10;
const MOST_KEPT = 300;
/** Statements of which a connection remembers how often they came. */
const MOST_COUNTED = 2_000;
/** What the database says of a plan that gives other columns than it did, and of one it no longer has. */
const OUTDATED: ReadonlySet<string> = new Set(['0A000', '26000']);

/**
 * A connection that keeps the plans of statements which are marked, and of those that transactions ask again and again: a set that is
 * released asks the same sixty for each of its documents, and every step of every matter looks up the same rows by their keys. Reading and
 * planning these takes longer than running them. What is asked outside a transaction, lists and searches above all, is planned for what is
 * looked for.
 */
class KeepingClient extends pg.Client {
  /** How often each statement came in the transaction that is open. */
  #came: Map<string, number> | undefined;
  /** How often in all transactions. */
  readonly #counted = new LRUCache<string, number>({ max: MOST_COUNTED });
  readonly #kept = new Set<string>();
  /** How often the plan of a statement was of no more use. */
  readonly #outdated = new Map<string, number>();

  override query = ((text: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string') return super.query(text as never, ...(rest as never[]));
    if (text === 'begin') this.#came = new Map();
    else if (text === 'commit' || text === 'rollback') this.#came = undefined;
    return this.#keeps(text) ? this.#byName(text, rest[0] as unknown[]) : super.query(text, ...(rest as never[]));
  }) as pg.Client['query'];

  /** A plan whose table has changed since, or that the database has forgotten, fails once; the next goes under another name. */
  #byName(text: string, values: unknown[]) {
    const outdated = this.#outdated.get(text) ?? 0;
    const asked = super.query({ name: `${nameOf(text)}-${outdated}`, text, values });
    asked.catch((error: unknown) => {
      if (OUTDATED.has((error as { readonly code?: string }).code ?? '')) this.#outdated.set(text, outdated + 1);
    });
    return asked;
  }

  #keeps(text: string): boolean {
    if (this.#kept.has(text) || text.startsWith(KEPT)) return true;
    if (!this.#came || this.#kept.size >= MOST_KEPT) return false;
    const [atOnce, ever] = [(this.#came.get(text) ?? 0) + 1, (this.#counted.get(text) ?? 0) + 1];
    this.#came.set(text, atOnce);
    this.#counted.set(text, ever);
    if (atOnce < OFTEN_AT_ONCE && ever < OFTEN) return false;
    this.#counted.delete(text);
    this.#kept.add(text);
    return true;
  }
}

export interface ConnectOptions {
  /** Connections at most; each process of each role has its own pool. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /** Whether a commit waits until it is on the disk, as all do unless told otherwise. One that waits, later, brings all before it there. */
  readonly waitsForDisk?: boolean;
}

/** A pool for one database role. Connections lost while idle are made again at the next query. */
export function connect(url: string, options: ConnectOptions): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: openPool(url, options) }) });
}

export function openPool(url: string, { max = 10, name, waitsForDisk = true }: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    Client: KeepingClient,
    connectionString: url,
    max,
    types,
    application_name: `sunlit-${name}`,
    ...(!waitsForDisk && { options: '-c synchronous_commit=off' }),
    connectionTimeoutMillis: 10_000,
    // A query that runs longer than this is a defect or an attack; bulk work sets its own limit in its transaction.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without listeners a connection that the server closes ends the process: the pool listens to idle ones, we to those in use.
  // Whoever uses one is told by the query that fails.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
