import { type Load, loadOn } from './load.ts';
import type { Bench, Raw } from './raw-server.ts';
import type { CachedFigure } from './results.ts';

const CONNECTIONS = 50;
/** Many short turns: the speed of a machine that others share drifts over seconds. */
const ROUNDS = 9;

/** Product and baseline by turns, so that whatever else the machine does falls on both. */
export async function cachedFigures(bench: Bench, raw: Raw, seconds: number): Promise<CachedFigure[]> {
  const figures: CachedFigure[] = [];
  for (const { page, path: at, bytes } of raw.pages) {
    console.error(`· 已缓存的${page}，${CONNECTIONS} 个连接`);
    await loadOn(bench.product.base + at, bench.pid, CONNECTIONS, 1);
    await loadOn(raw.base + at, raw.pid, CONNECTIONS, 1);
    const rounds: { product: Load; raw: Load }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const ours = () => loadOn(bench.product.base + at, bench.pid, CONNECTIONS, seconds);
      const theirs = () => loadOn(raw.base + at, raw.pid, CONNECTIONS, seconds);
      if (round % 2 === 0) rounds.push({ raw: await theirs(), product: await ours() });
      else rounds.push({ product: await ours(), raw: await theirs() });
    }
    rounds.sort((a, b) => a.product.perSecond / a.raw.perSecond - b.product.perSecond / b.raw.perSecond);
    const middle = rounds[Math.floor(rounds.length / 2)];
    if (!middle) throw new Error('no round was run');
    const failures = rounds.reduce((sum, one) => sum + one.product.failures + one.raw.failures, 0);
    if (failures > 0) throw new Error(`${failures} requests for ${at} failed`);
    figures.push({
      page,
      path: at,
      bytes,
      connections: CONNECTIONS,
      ...middle,
      ratio: middle.product.perSecond / middle.raw.perSecond,
    });
  }
  return figures;
}
