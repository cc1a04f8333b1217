import type { Load, Spread } from './load.ts';

/** What was measured; bench/results/latest.json as it is. */
export interface Results {
  readonly at: string;
  readonly machine: {
    readonly processors: string;
    readonly memoryGb: number;
    readonly node: string;
    /** Of the last minute, before and after. */
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly documents: number;
  readonly fillSeconds: number;
  readonly cached: readonly CachedFigure[];
  readonly uncached: readonly UncachedFigure[];
  readonly memory: Readonly<Record<string, { readonly rssMb: number; readonly peakMb: number } | undefined>>;
  readonly releaseSet: ReleaseSetFigures;
  readonly databaseMemoryMb: number | undefined;
  readonly coldStart: { readonly seconds: number; readonly parts: readonly string[] };
  readonly warmStart: { readonly seconds: readonly number[]; readonly parts: readonly string[] };
}

export interface ReleaseSetFigures {
  readonly items: number;
  /** The whole order of a set in its one transaction, each round. */
  readonly orderMs: readonly number[];
  /** As many bare inserts of the same portal rows in one transaction. */
  readonly bareInsertMs: readonly number[];
  /** From the commit until the running product has given a reader a page with it. */
  readonly firstFreshPageMs: readonly number[];
}

export interface CachedFigure {
  readonly page: string;
  readonly path: string;
  readonly bytes: number;
  readonly connections: number;
  readonly product: Load;
  readonly raw: Load;
  /** Requests per second, product to raw: the median over the rounds. */
  readonly ratio: number;
}

export interface UncachedFigure {
  readonly page: string;
  readonly how: string;
  readonly connections: number;
  readonly product: Spread;
  /** The bare server on the cached bytes of such a page, asked in the same way. */
  readonly raw: Spread;
}
