import { SIZE, TEXT_AREA } from './page-form.ts';
import { mayPart } from './punctuation.ts';

/** Characters of 2号 in a line, with a little air on both sides. */
const MOST = Math.floor(TEXT_AREA.width / SIZE.title) - 1;

/** How long each line is, as a part of the average: a trapezoid either way, or a diamond. Lines of one length are a brick, and not wanted. */
const SHAPES: Readonly<Record<number, readonly (readonly number[])[]>> = {
  2: [
    [1.15, 0.85],
    [0.85, 1.15],
  ],
  3: [
    [1.2, 1, 0.8],
    [0.8, 1, 1.2],
    [0.85, 1.3, 0.85],
  ],
};

/**
 * The lines of a title: as few as hold it, in the form of a trapezoid or diamond, parted between words and never before a closing
 * mark; the name of the organ stays whole. Together they are the title, but blanks at the joints.
 */
export function titleLines(title: string, organ: string): string[] {
  const words = wordsOf(title, organ);
  for (let count = Math.ceil(lengthOf(title) / MOST); count <= words.length; count += 1) {
    if (count <= 1) return [title];
    const best = shapesOf(count)
      .map((shape) => parted(words, shape))
      .filter((found) => found !== undefined)
      .sort((a, b) => a.cost - b.cost)[0];
    if (best) return best.lines.map((line) => line.trim());
  }
  return chunked(title);
}

const shapesOf = (count: number): readonly (readonly number[])[] =>
  SHAPES[count] ?? [Array.from({ length: count }, (_, i) => 1.15 - (0.3 * i) / (count - 1))];

interface Parting {
  readonly lines: readonly string[];
  readonly cost: number;
}

/** The cheapest way to part the words into lines of that shape: for each number of lines, the best that ends after each word. */
function parted(words: readonly string[], shape: readonly number[]): Parting | undefined {
  const average = lengthOf(words.join('')) / shape.length;
  let best: (Parting | undefined)[] = [{ lines: [], cost: 0 }, ...words.map(() => undefined)];
  for (const part of shape) {
    best = best.map((_, end) => cheapest(best, words, end, average * part));
  }
  return best.at(-1);
}

function cheapest(best: readonly (Parting | undefined)[], words: readonly string[], end: number, wanted: number) {
  let found: Parting | undefined;
  for (let start = end - 1; start >= 0; start -= 1) {
    const line = words.slice(start, end).join('');
    if (lengthOf(line) > MOST) break;
    const before = best[start];
    if (!before) continue;
    const cost =
      before.cost +
      (lengthOf(line) - wanted) ** 2 +
      awkwardness(words[start] ?? '', words[end - 1] ?? '', end === words.length);
    if (!found || cost < found.cost) found = { lines: [...before.lines, line], cost };
  }
  return found;
}

/** 的 belongs to what stands before it; 关于, 和, 对 … to what follows; a word of one character is often half of a longer one. */
const awkwardness = (firstWord: string, lastWord: string, end: boolean): number =>
  (firstWord.startsWith('的') ? 9 : 0) +
  (/^\p{Script=Han}$/u.test(firstWord) ? 4 : 0) +
  (!end && /^(?:关于|\p{Script=Han})$/u.test(lastWord) ? 6 : 0);

/** Words of the dictionary, with marks and numbers joined to what they may not part from. */
function wordsOf(title: string, organ: string): string[] {
  const named = title.startsWith(organ) && lengthOf(organ) <= MOST;
  const words: string[] = named ? [organ] : [];
  for (const { segment } of WORDS.segment(named ? title.slice(organ.length) : title)) {
    const before = words.at(-1);
    if (before !== undefined && (!mayPart(before, segment) || before === ' ')) words.splice(-1, 1, before + segment);
    else words.push(segment);
  }
  return words.flatMap((word) => (lengthOf(word) > MOST ? chunked(word) : [word]));
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Full-width characters; a Latin letter or digit is about half of one. */
const lengthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[\u0020-\u024f]/u.test(c) ? 0.6 : 1), 0);

function chunked(text: string): string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / MOST) }, (_, i) =>
    characters.slice(i * MOST, (i + 1) * MOST).join(''),
  );
}
