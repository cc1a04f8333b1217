import { halfWidth } from '#kernel/text.ts';
import { keysOf } from '../tables.ts';
import { type WrittenPart, writtenParts } from '../figures.ts';
import type { Rule, Subject, Trouble } from './rule.ts';
import { type TextFact, factOf } from './text-facts.ts';

/** Shorter parts (“无其他需要报告的事项”) are the same every year with good reason. */
const WORTH_COMPARING = 100;
/** Share of pairs of characters in common, figures left out, from which a part counts as last year's. A default of ours. */
const SAME_TEXT = 0.9;

/** The written parts themselves, where they are given. */
export const proseRules: readonly Rule[] = [
  {
    id: 'C8',
    sentence: '总体情况和存在问题里提到的件数等于表里的数',
    severity: 'warning',
    source: '本系统（按常用写法查找，可能漏看）',
    find: quotedFigures,
  },
  {
    id: 'SAME_AS_LAST_YEAR',
    sentence: '文字部分不照抄上一年度报告',
    severity: 'warning',
    source: '国办公开办函〔2021〕30号：内容雷同的报告要问责；相似多少算雷同为本系统所定',
    find: sameText,
  },
];

/** How the figures are usually put. What stands between the words and the number is not passed over, so that another organ's number is not taken for ours. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/(?:新收|收到|受理)(?:的)?(?:各类)?(?:政府)?信息公开申请(?:数量)?(?:共计|共|为)?(\d+)[件条]/g, 'received'],
  [/上年(?:度)?结转(?:的)?(?:政府信息公开申请)?(?:数量)?(?:共|为)?(\d+)[件条]/g, 'carriedOver'],
  [/结转(?:至)?下(?:一)?年度?(?:继续办理)?(?:的)?(?:共|为)?(\d+)[件条]/g, 'carriedForward'],
  [/予以公开(?:的)?(?:共|为)?(\d+)[件条]/g, 'granted'],
  [/部分公开(?:的)?(?:共|为)?(\d+)[件条]/g, 'partial'],
  [/不予公开(?:的)?(?:共|为)?(\d+)[件条]/g, 'denied'],
  [/无法提供(?:的)?(?:共|为)?(\d+)[件条]/g, 'unable'],
  [/不予处理(?:的)?(?:共|为)?(\d+)[件条]/g, 'notProcessed'],
  [/其他处理(?:的)?(?:共|为)?(\d+)[件条]/g, 'other'],
  [/制发(?:行政)?规范性文件(?:共|为)?(\d+)件/g, 'normativeDocsMade'],
];

function* quotedFigures({ figures }: Subject): Generator<Trouble> {
  for (const part of ['overview', 'problems'] as const) {
    const text = halfWidth(figures.parts[part] ?? '').replace(/\s|(?<=\d),(?=\d{3})/g, '');
    for (const [phrase, name] of phrases) {
      const fact: TextFact | undefined = factOf(name);
      const inTables = fact?.inTables(figures) ?? [];
      const quoted = [...text.matchAll(phrase)].map((match) => Number(match[1]));
      // The same words may be said of a unit besides; right once is right.
      if (!fact || inTables.length === 0 || quoted.length === 0 || quoted.some((value) => inTables.includes(value)))
        continue;
      yield {
        place: { path: `parts.${part}`, label: `${writtenParts[part]}·${fact.label}` },
        message: `文字里写「${fact.label}」${quoted.join('、')} 件，表里是 ${[...new Set(inTables)].join(' 或 ')} 件。请核对，把错的一处改正`,
      };
    }
  }
}

function* sameText({ figures, previous }: Subject): Generator<Trouble> {
  for (const part of keysOf<WrittenPart>(writtenParts)) {
    const [now, before] = [figures, previous].map((report) => bare(report?.parts[part] ?? ''));
    if (!now || !before || Math.min(now.length, before.length) < WORTH_COMPARING) continue;
    const share = likeness(now, before);
    if (share < SAME_TEXT) continue;
    yield {
      place: { path: `parts.${part}`, label: writtenParts[part] },
      message: `「${writtenParts[part]}」有 ${Math.floor(share * 100)}% 与上一年度报告相同（不计数字）。请写本年度的情况，或者说明为何相同`,
    };
  }
}

const bare = (text: string) => halfWidth(text).replace(/[\s\d\p{P}]/gu, '');

/** Pairs of neighbouring characters that both texts have, each counted as often as it stands there: 1 for the same text. */
function likeness(one: string, other: string): number {
  const left = pairsOf(other);
  let shared = 0;
  for (const [pair, times] of pairsOf(one)) shared += Math.min(times, left.get(pair) ?? 0);
  return (2 * shared) / (one.length - 1 + (other.length - 1));
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
