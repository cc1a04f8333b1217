import type { Figures } from '../figures.ts';
import { type Rule, type Subject, type Trouble, placeOfText } from './rule.ts';
import { factOf, shareBases, whole } from './text-facts.ts';

/** Figures that the text quotes, as a transcription keeps them in `narrative`. Names nobody knows are not judged. */
export const textFigureRules: readonly Rule[] = [
  {
    id: 'TEXT_VS_TABLE',
    sentence: '正文里的数等于表里的数',
    severity: 'warning',
    source: '本系统',
    find: textVersusTable,
  },
  {
    id: 'TEXT_PERCENT',
    sentence: '正文里的占比按表里的数算得出来',
    severity: 'warning',
    source: '本系统',
    find: percentages,
  },
  {
    id: 'TEXT_GROWTH',
    sentence: '正文里的增长率按两年报告的数算得出来',
    severity: 'warning',
    source: '本系统',
    find: growth,
  },
  {
    id: 'TEXT_BREAKDOWN',
    sentence: '正文里分项列出的数，加起来等于总数',
    severity: 'warning',
    source: '本系统',
    *find(subject) {
      yield* breakdowns(subject);
      yield* applicantsClose(subject);
    },
  },
];

function* textVersusTable({ figures }: Subject): Generator<Trouble> {
  for (const [name, stated] of figures.narrative) {
    const fact = factOf(name);
    const inTables = fact?.inTables(figures) ?? [];
    if (!fact || typeof stated !== 'number' || inTables.length === 0 || inTables.includes(stated)) continue;
    yield {
      place: placeOfText(name, fact.label),
      message: `正文写「${fact.label}」${stated} 件，表里是 ${either(inTables)} 件。请核对，把错的一处改正`,
    };
  }
}

/** `grantedPct`: the share of what `granted` counts. */
function* percentages({ figures }: Subject): Generator<Trouble> {
  for (const [name, stated] of figures.narrative) {
    const fact = factOf(/^(.+)Pct$/.exec(name)?.[1] ?? '');
    if (!fact || typeof stated !== 'number') continue;
    const bases = shareBases(figures).filter((base) => base > 0);
    const shares = fact.inTables(figures).flatMap((part) => bases.map((base) => (part / base) * 100));
    if (shares.length === 0 || shares.some((share) => roundsTo(stated, share))) continue;
    yield {
      place: placeOfText(name, `${fact.label}占比`),
      message: `正文写「${fact.label}」占 ${stated}%，按表里的数是 ${listed(shares)}。请重新计算`,
    };
  }
}

/** `growthPct`: of the whole; `receivedGrowthPct`: of what `received` counts. */
function* growth({ figures, previous }: Subject): Generator<Trouble> {
  if (!previous) return;
  for (const [name, stated] of figures.narrative) {
    const stem = /^(.*?)(?:G|^g)rowthPct$/.exec(name)?.[1];
    const fact = stem ? factOf(stem) : undefined;
    if (stem === undefined || typeof stated !== 'number' || (stem !== '' && !fact)) continue;
    const inYear = fact?.inTables ?? whole;
    const before = inYear(previous);
    const rates = inYear(figures).flatMap((now, i) => rate(before[i], now));
    if (rates.length === 0 || rates.some((exact) => roundsTo(stated, exact))) continue;
    yield {
      place: placeOfText(name, `${fact?.label ?? '申请'}增长`),
      message: `正文写比上年增长 ${stated}%，按两年的表是 ${listed(rates)}。请重新计算`,
    };
  }
}

/** `byUnit` breaks down the whole, `feeYuanByUnit` the figure `feeYuan`. */
function* breakdowns({ figures }: Subject): Generator<Trouble> {
  for (const [name, parts] of figures.narrative) {
    const stem = /^(.*?)(?:B|^b)y[A-Z]\w*$/.exec(name)?.[1];
    if (typeof parts === 'number' || stem === undefined) continue;
    const totals = totalsOf(stem, figures);
    const sum = parts.reduce((all, part) => all + part, 0);
    if (totals.length === 0 || totals.some((total) => sameMoney(total, sum))) continue;
    yield {
      place: placeOfText(name, '分项'),
      message: `正文分项列出的 ${parts.length} 个数相加是 ${plain(sum)}，总数写的是 ${either(totals)}。请核对分项，有没有列全的要写明“其中”`,
    };
  }
}

/** 自然人 and 法人或其他组织 are all applicants. Where the tables have them, they are held against the tables already. */
function* applicantsClose({ figures }: Subject): Generator<Trouble> {
  const [natural, organisation] = ['naturalPerson', 'organisation'].map((name) => figures.narrative.get(name));
  const totals = totalsOf('', figures);
  if (typeof natural !== 'number' || typeof organisation !== 'number' || totals.length === 0) return;
  if (factOf('naturalPerson')?.inTables(figures).length || totals.includes(natural + organisation)) return;
  yield {
    place: placeOfText('naturalPerson', '自然人与法人或其他组织'),
    message: `正文写自然人 ${natural} 件、法人或其他组织 ${organisation} 件，相加是 ${natural + organisation}，总数写的是 ${either(totals)}。请核对`,
  };
}

/** The total a breakdown has to reach: first what the text says itself, else what the tables say. */
function totalsOf(stem: string, figures: Figures): readonly number[] {
  const names = stem === '' ? ['totalHandled', 'received', 'applications', 'newReceived'] : [stem];
  const stated = names.flatMap((name) => {
    const figure = figures.narrative.get(name);
    return typeof figure === 'number' ? [figure] : [];
  });
  if (stated.length > 0) return stated;
  return (stem === '' ? whole : factOf(stem)?.inTables)?.(figures) ?? [];
}

/** The growth in per cent, as a list of one; none from nothing. */
const rate = (before: number | undefined, now: number): readonly number[] =>
  before ? [((now - before) / before) * 100] : [];

/** Rounded or cut off at the decimals that are written. */
function roundsTo(stated: number, exact: number): boolean {
  const decimals = /\.(\d+)$/.exec(String(stated))?.[1]?.length ?? 0;
  return Math.abs(stated - exact) < 10 ** -decimals;
}

const sameMoney = (one: number, other: number) => Math.abs(one - other) < 0.005;
const plain = (value: number) => Number(value.toFixed(2));
const either = (values: readonly (number | string)[]) => [...new Set(values)].join(' 或 ');
const listed = (rates: readonly number[]) => either(rates.map((value) => `${plain(value)}%`));
