import { parentPort, workerData } from 'node:worker_threads';

// Computes for a given time of processor whenever told to; how many rounds that takes is found out first, by the fastest of several tries.

const compute = (rounds: number): number => {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum = Math.imul(sum, 31) + i;
  return sum;
};

const TRIED = 2_000_000;
const tries = Array.from({ length: 30 }, () => {
  const began = performance.now();
  compute(TRIED);
  return performance.now() - began;
});
const rounds = Math.round((TRIED * (workerData as { workMs: number }).workMs) / Math.min(...tries));

parentPort?.on('message', () => parentPort?.postMessage(compute(rounds)));
parentPort?.postMessage('ready');
