import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Spread, spreadOf } from './load.ts';

/**
 * What the machine makes of nothing but computing: pieces of work of `workMs` milliseconds of processor each, due at fixed times, done by
 * one thread for each processor. Time counts from when a piece was due. A machine that shares its processors with others lets them stand
 * still now and then; no program on it answers faster than this.
 */
export async function machineItself(pieces: number, perSecond: number, workMs: number): Promise<Spread> {
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('./spin.ts', import.meta.url), { workerData: { workMs } }),
  );
  try {
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    const free = [...workers];
    const waiting: (() => void)[] = [];
    const took: number[] = [];
    const began = performance.now();
    await Promise.all(
      Array.from({ length: pieces }, async (_, i) => {
        const due = began + (i * 1000) / perSecond;
        await sleep(Math.max(0, due - performance.now()));
        if (free.length === 0) await new Promise<void>((go) => waiting.push(go));
        const worker = free.pop() as Worker;
        worker.postMessage('work');
        await once(worker, 'message');
        took.push(performance.now() - due);
        free.push(worker);
        waiting.shift()?.();
      }),
    );
    return spreadOf(took, (performance.now() - began) / 1000);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
