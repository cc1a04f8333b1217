import { checkWording, scanText } from '#commons/scanning/index.ts';
import { OFFICIAL_PROSE } from '../src/commons/scanning/labelled/prose.ts';

// Prints how long a hundred thousand characters take: run by hand, on a quiet machine.
const text = OFFICIAL_PROSE.repeat(3).slice(0, 100_000);
for (const [name, work] of [
  ['scanText', () => scanText(text, { where: '正文' })],
  ['checkWording', () => checkWording(text, { where: '正文' })],
] as const) {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(
    `${name}: ${text.length} characters, median ${times[4]?.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms`,
  );
}
