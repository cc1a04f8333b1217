import type { Hit, RuleKind, TextPiece } from './contract.ts';
import { digitsMended, finderOn, hitOf, textOf } from './words.ts';

/**
 * Wider than the scanner before publication, which asks whether a number is somebody's: here an office has said that it wants them all. Each
 * runs over a text once: no part of them repeats a part that repeats.
 */
const PATTERNS: Readonly<Record<Exclude<RuleKind, 'words'>, RegExp>> = {
  phone:
    /(?<![\dA-Za-z])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}|[48]00[ -]?\d{3}[ -]?\d{4})(?![\dA-Za-z])/g,
  identity:
    /(?<![\dA-Za-z])[1-9]\d{5}(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\dA-Za-z])/g,
  plate:
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][ .·•]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])/g,
  account:
    /(?<![\dA-Za-z])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])|(?<=(?:账号|帐号|账户|帐户|卡号)[^\d\n]{0,8})\d(?:[ -]?\d){7,29}(?!\d)/g,
};

/** Where a rule finds something on a page. Full-width digits and letters are read as what they are. */
export function ruleHitsOn(pieces: readonly TextPiece[], kind: RuleKind, words: readonly string[]): Hit[] {
  const { text, signs } = textOf(pieces);
  if (kind === 'words') {
    const find = finderOn(signs);
    return words.flatMap((word) => find(word).map(hitOf));
  }
  return [...digitsMended(halfWidth(text)).matchAll(PATTERNS[kind])].flatMap(({ index, 0: { length } }) => {
    const run = signs.filter(({ at }) => at >= index && at < index + length);
    return run.length > 0 ? [hitOf(run)] : [];
  });
}

/** Sign for sign, so that places stay. */
const halfWidth = (text: string): string => text.replace(/[！-～]/g, (sign) => sign.normalize('NFKC'));
