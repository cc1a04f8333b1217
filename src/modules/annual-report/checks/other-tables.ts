import { type Figures, type FilledCell, filledCells } from '../figures.ts';
import { shown } from '../strict-json.ts';
import type { Rule, Subject, Trouble } from './rule.ts';

/** The report beside tables that were counted in another way: from the ledger, or by adding up its units. */
export const otherTableRules: readonly Rule[] = [
  {
    id: 'C9',
    sentence: '填报的表与按台账逐件统计的表一致',
    severity: 'warning',
    source: '本系统',
    find: asInLedger,
  },
  {
    id: 'C10',
    sentence: '汇总表的每一格等于各单位报告同一格之和',
    severity: 'error',
    source: '本系统；只汇总具有独立法人资格的单位，内设机构不另计',
    find: rollUp,
  },
  {
    id: 'UNITS_OF_ROLL_UP',
    sentence: '参加汇总的是同一年度的报告，每个单位一份',
    severity: 'warning',
    source: '本系统：不是的，汇总核对不做',
    *find({ figures, units }) {
      for (const message of unitDefects(figures, units ?? []))
        yield { place: { path: 'units', label: '各单位报告' }, message };
    },
  },
];

function* asInLedger({ figures, ledger }: Subject): Generator<Trouble> {
  const counted = valuesOf(ledger);
  for (const { place, value } of filledCells(figures)) {
    const fromLedger = counted.get(place.path);
    if (fromLedger === undefined || same(value, fromLedger)) continue;
    yield {
      place,
      message: `填报的是 ${value}，按台账统计是 ${fromLedger}，相差 ${difference(value, fromLedger)}。请逐件核对差在哪里`,
    };
  }
}

/** A cell is judged where every unit has it. */
function* rollUp({ figures, units = [] }: Subject): Generator<Trouble> {
  if (units.length === 0 || unitDefects(figures, units).length > 0) return;
  const reported = units.map(valuesOf);
  for (const { place, value } of filledCells(figures)) {
    const cells = reported.map((unit) => unit.get(place.path)).filter((cell) => cell !== undefined);
    const sum = cells.reduce((all, cell) => all + cell, 0);
    if (cells.length < units.length || same(value, sum)) continue;
    yield {
      place,
      message: `汇总写的是 ${value}，${units.length} 个单位相加是 ${Number(sum.toFixed(6))}，相差 ${difference(value, sum)}。请核对有没有漏报、重复汇总的单位`,
    };
  }
}

function unitDefects({ year }: Figures, units: readonly Figures[]): readonly string[] {
  const names = units.map((unit) => unit.authority);
  const twice = new Set(names.filter((name, i) => name !== undefined && names.indexOf(name) !== i));
  return [
    ...units
      .filter((unit) => unit.year !== year)
      .map(
        (unit) =>
          `「${shown(unit.authority ?? '未写名称的单位')}」是 ${unit.year} 年度的报告，汇总的是 ${year} 年度，汇总核对没有做。请换成同一年度的`,
      ),
    ...[...twice].map((name) => `「${shown(name ?? '')}」的报告给了两份，汇总核对没有做。请只留一份`),
  ];
}

const valuesOf = (figures: Figures | undefined): ReadonlyMap<string, number> =>
  new Map((figures ? filledCells(figures) : []).map(({ place, value }: FilledCell) => [place.path, value]));
/** Sums of money are kept to six decimals; adding them up leaves less than that behind. */
const same = (one: number, other: number) => Math.abs(one - other) < 5e-7;
const difference = (one: number, other: number) => Number(Math.abs(one - other).toFixed(6));
