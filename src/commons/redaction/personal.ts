import { personalHits } from '#commons/scanning/index.ts';
import type { Hit, TextPiece } from './contract.ts';
import { digitsMended, hitOf, textOf } from './words.ts';

/** A number, an address or a name of a person on a page, proposed to be covered. */
export interface PersonalHit extends Hit {
  /** By which the like are taken together: 身份号码, 电话 … */
  readonly kind: string;
  readonly sure: boolean;
}

/** What the scanner takes for personal information, with its place. Only proposals: a person decides. */
export function personalOn(pieces: readonly TextPiece[]): PersonalHit[] {
  const { text, signs } = textOf(pieces);
  return personalHits(digitsMended(text)).flatMap(({ start, end, kind, confidence }) => {
    const run = signs.filter(({ at }) => at >= start && at < end);
    return run.length > 0 ? [{ ...hitOf(run), kind, sure: confidence === 'certain' }] : [];
  });
}
