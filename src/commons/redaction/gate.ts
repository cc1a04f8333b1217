import { AppError } from '#kernel/errors.ts';
import { LIMITS, type PageOrder, type TextPiece, UNRELATED } from './contract.ts';
import { linesOf, sheetsOf } from './copy.ts';
import { type Engine, type Opener, withFile } from './engine.ts';
import { skeletonOf } from './pdf-form.ts';
import { personalOn } from './personal.ts';
import { finderOn, halfCovered, plainWord, telling, textOf, under, wordsUnder } from './words.ts';

export interface GateInput {
  readonly copy: Buffer;
  readonly orders: readonly PageOrder[];
  /** The text of the source, page by page, with what was recognised in its pictures. */
  readonly texts: readonly (readonly TextPiece[])[];
  /** Words that were looked for to be covered. */
  readonly words: readonly string[];
  /** Words of which somebody has said, with a reason, that they may stand elsewhere. */
  readonly mayStand: readonly string[];
}

/** Why a copy is not released. */
export interface GateFinding {
  /** `file`: what the file holds; `cover`: a rectangle that does not hide; `left`: covered here and to be read there. */
  readonly kind: 'file' | 'cover' | 'left';
  readonly sentence: string;
  readonly page?: number;
  /** Of `left`: the word. Personal data, mostly. */
  readonly word?: string;
}

/**
 * The leak gate (防泄漏核验): the copy is opened anew, as a stranger would, and must be pictures of pages and nothing else; every cover must be
 * what was drawn; and no word that was covered or looked for, and nothing that is certainly personal on a page withheld whole, may stand
 * uncovered elsewhere. Of a withheld page its other words are not looked for: most of them are everybody's. Covered pages of the copy are read
 * by recognition too, the first `LIMITS.readPages` of them (`unreadPages`): what was covered and can be read there still was drawn beside it. Any
 * failure, of the check itself too, is a finding or an error: nothing passes by default.
 */
export async function leaks(input: GateInput, open: Opener = withFile): Promise<GateFinding[]> {
  const { copy, orders } = input;
  const sheets = sheetsOf(linesOf(orders)).length;
  const removed = removedWords(input);
  const skeleton = skeletonOf(copy, orders.length + sheets);
  const file = [...skeleton.defects];
  const covers: GateFinding[] = [];
  const seen: GateFinding[] = [];
  await open({ bytes: copy, picture: false, pages: orders.length + sheets }, async (engine, sizes) => {
    if (sizes.length !== orders.length + sheets)
      file.push(`页数不对：应当有${orders.length + sheets}页，实际有${sizes.length}页`);
    file.push(...(await engine.ask('form', {})));
    for (const [i, order] of orders.entries()) {
      if (order.whole === undefined && order.covers.length === 0) continue;
      for (const sentence of await engine.ask('compare', { page: i + 1, order }))
        covers.push({ kind: 'cover', sentence, page: i + 1 });
    }
    // A page that is not what was drawn is refused already.
    if (file.length + covers.length === 0) seen.push(...(await stillRead(engine, input, removed)));
  });
  const told = removed.filter(({ word }) => holds(skeleton.readable, word));
  if (told.length > 0) file.push(`公开件里还能读出${told.length}处已经遮盖的文字`);
  return [
    ...[...new Set(file)].map(
      (sentence): GateFinding => ({ kind: 'file', sentence: `公开件${sentence.replace(/^公开件/, '')}` }),
    ),
    ...covers,
    ...halfLines(input),
    ...withoutRepeats([...leftStanding(input, removed), ...seen]),
  ];
}

const isCoveredPage = ({ covers, whole }: PageOrder): boolean => whole === undefined && covers.length > 0;

/** Covered pages that the gate does not read again, beyond its limit: for whoever examines the copy to know. */
export const unreadPages = (orders: readonly PageOrder[]): number =>
  Math.max(0, orders.filter(isCoveredPage).length - LIMITS.readPages);

/** Covered pages of the copy as a stranger's reader would read them. */
async function stillRead(engine: Engine, { orders }: GateInput, removed: readonly Removed[]): Promise<GateFinding[]> {
  if (removed.length === 0) return [];
  const numbers = orders.flatMap((order, i) => (isCoveredPage(order) ? [i] : [])).slice(0, LIMITS.readPages);
  const texts: (readonly TextPiece[])[] = orders.map(() => []);
  for (const i of numbers) {
    try {
      texts[i] = await engine.ask('read', { page: i + 1 });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const sentence = `没有能够用文字识别读一遍第${i + 1}页，不能放行：请重新生成；仍不行的，把这一页改为整页不予公开，或者联系系统管理员`;
      return [{ kind: 'file', page: i + 1, sentence }];
    }
  }
  return leftStanding({ orders, texts }, removed).map((finding) => ({
    ...finding,
    sentence: `${finding.sentence}（文字识别在公开件上读到）`,
  }));
}

/** What the source's text and the reader both found is told once. */
function withoutRepeats(findings: readonly GateFinding[]): GateFinding[] {
  const told = new Set<string>();
  return findings.filter(({ page, word, kind }) => {
    if (kind !== 'left') return true;
    const key = `${page}:${plainWord(word ?? '')}`;
    return !told.has(key) && told.add(key);
  });
}

interface Removed {
  readonly word: string;
  /** The page withheld whole on which it stands, where nothing else says that it is to go. */
  readonly withheldOn?: number;
}

/**
 * What must be nowhere: words that were looked for, words under covers that tell something, and on pages withheld whole what the rules for
 * personal information are certain of.
 */
function removedWords({ orders, texts, words, mayStand }: GateInput): Removed[] {
  const allowed = new Set(mayStand.map(plainWord));
  const withheld = orders.flatMap(({ whole }, i) => {
    // Nothing was decided about a page that was not asked for.
    const hits =
      whole === undefined || whole === UNRELATED ? [] : personalOn(texts[i] ?? []).filter(({ sure }) => sure);
    return hits.map(({ text }): Removed => ({ word: text, withheldOn: i + 1 }));
  });
  const covered = orders.flatMap(({ covers }, i) => wordsUnder(textOf(texts[i] ?? []).signs, covers));
  const all = [...withheld.toReversed(), ...[...words, ...covered.filter(telling)].map((word): Removed => ({ word }))];
  const byWord = new Map(all.map((one) => [plainWord(one.word), one]));
  return [...byWord].flatMap(([plain, one]) => (plain !== '' && !allowed.has(plain) ? [one] : []));
}

/** As a reader of bytes would find it: in UTF-8 and in both UTF-16. */
function holds(bytes: Buffer, word: string): boolean {
  if (plainWord(word).length < 2) return false;
  const wide = Buffer.from(word, 'utf16le');
  return (
    bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(wide) || bytes.includes(Buffer.from(wide).swap16())
  );
}

function halfLines({ orders, texts }: GateInput): GateFinding[] {
  return orders.flatMap(({ covers, whole }, i): GateFinding[] => {
    if (whole !== undefined || covers.length === 0) return [];
    const half = textOf(texts[i] ?? []).signs.some((sign) => halfCovered(sign, covers));
    const sentence = `第${i + 1}页有遮盖只盖住了字的一部分，请加高到盖住整行`;
    return half ? [{ kind: 'cover', sentence, page: i + 1 }] : [];
  });
}

const MOST = 200;

function leftStanding(
  { orders, texts }: Pick<GateInput, 'orders' | 'texts'>,
  removed: readonly Removed[],
): GateFinding[] {
  const found: GateFinding[] = [];
  for (const [i, { covers, whole }] of orders.entries()) {
    if (whole !== undefined) continue;
    const find = finderOn(textOf(texts[i] ?? []).signs);
    for (const { word, withheldOn } of removed) {
      const open = find(word).filter((run) => !run.every((sign) => covers.some((cover) => under(sign, cover))));
      if (open.length === 0) continue;
      const why = withheldOn === undefined ? '别处已经遮盖或者查找过' : `它在整页不公开的第${withheldOn}页上`;
      found.push({
        kind: 'left',
        page: i + 1,
        word,
        sentence: `第${i + 1}页还有${open.length}处「${word}」没有遮盖，${why}`,
      });
      if (found.length >= MOST) return found;
    }
  }
  return found;
}
