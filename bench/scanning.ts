import { checkWording, scanText } from '#commons/scanning/index.ts';
import { OFFICIAL_PROSE } from '../src/commons/scanning/labelled/prose.ts';

// Prints how long usual and hostile texts take: run by hand, on a quiet machine.
const LARGEST_BODY = 590_000;
const filled = (piece: string) => piece.repeat(Math.ceil(LARGEST_BODY / piece.length)).slice(0, LARGEST_BODY);
const TEXTS: Readonly<Record<string, string>> = {
  'official prose': OFFICIAL_PROSE.repeat(3).slice(0, 100_000),
  'digits only': filled('1234567890'),
  'years of birth': filled('19900101'),
  'old numbers': filled('360199900101123 '),
  mobiles: filled('13812345678,'),
  'homes without end': filled('住址1'),
  'one wrong word': filled('布署'),
};

for (const [what, text] of Object.entries(TEXTS)) {
  for (const [name, work] of [
    ['scanText', () => scanText(text, { where: '正文' })],
    ['checkWording', () => checkWording(text, { where: '正文' })],
  ] as const) {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    console.log(
      `${what}, ${text.length} characters, ${name}: median ${times[2]?.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms`,
    );
  }
}
