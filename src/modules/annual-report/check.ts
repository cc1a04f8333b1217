import { acrossYearsRules, previousDefect } from './checks/across-years.ts';
import { cellRules, soundFigures } from './checks/cells.ts';
import { feeRules } from './checks/fees.ts';
import { oldTemplateRules } from './checks/old-template.ts';
import { otherTableRules } from './checks/other-tables.ts';
import { proseRules } from './checks/prose.ts';
import type { Finding, Rule } from './checks/rule.ts';
import { standingRules } from './checks/standing.ts';
import { sumRules } from './checks/sums.ts';
import { textFigureRules } from './checks/text-figures.ts';
import type { Figures } from './figures.ts';

/** Everything a report is checked for, in the order in which findings are listed. */
export const rules: readonly Rule[] = [
  ...cellRules,
  ...sumRules,
  ...acrossYearsRules,
  ...oldTemplateRules,
  ...standingRules,
  ...textFigureRules,
  ...feeRules,
  ...proseRules,
  ...otherTableRules,
];

/** What the report may be held against; what is not given is not judged. */
export interface Beside {
  readonly previous?: Figures | undefined;
  readonly ledger?: Figures | undefined;
  readonly units?: readonly Figures[] | undefined;
}

/** Every finding against a report, errors first. Blank cells make none: a relation is judged where all its cells are there. */
export function checkFigures(asRead: Figures, { previous, ledger, units }: Beside = {}): readonly Finding[] {
  const fits = previous && previousDefect(asRead, previous) === undefined;
  const subject = {
    asRead,
    figures: soundFigures(asRead),
    givenAsPrevious: previous,
    previous: fits ? soundFigures(previous) : undefined,
    ledger: ledger && soundFigures(ledger),
    units: units?.map(soundFigures),
  };
  const findings = rules.flatMap((rule) =>
    [...rule.find(subject)].map(({ place, message, severity }) => ({
      rule: rule.id,
      severity: severity ?? rule.severity,
      where: `${place.path}（${place.label}）`,
      message,
    })),
  );
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
