import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { checkFigures, rules } from '../check.ts';
import type { Finding } from '../checks/rule.ts';
import { figuresNow } from '../computing/figures-file.ts';
import type { FiguresFile } from '../contract.ts';
import { keysOf } from '../tables.ts';
import { writtenParts } from '../figures.ts';
import { readFigures } from '../read-figures.ts';
import { answersOf, EXPLAINABLE, type GivenAnswer, keyOf } from './answers.ts';
import { missingEntries } from './entries.ts';
import { previousOf } from './previous.ts';
import { reportById } from './rows.ts';

/** A finding with its key, the rule behind it, and the answer to it where one was given. */
export interface KeyedFinding extends Finding {
  readonly key: string;
  readonly sentence: string;
  readonly source: string;
  readonly answer: GivenAnswer | undefined;
  /** Whether a reason may be given for it; an error has to be put right. */
  readonly answerable: boolean;
}

/** What the checks say of figures, with the answers given so far. */
export async function keyedFindings(
  db: Db | Tx,
  reportId: string,
  figures: FiguresFile,
): Promise<readonly KeyedFinding[]> {
  const { bureauId, year } = await reportById(db, reportId);
  const previous = await previousOf(db, bureauId, year);
  const found = checkFigures(readFigures(figures), { previous: previous && readFigures(previous.figures) });
  const answers = await answersOf(db, reportId);
  return found.map((finding) => {
    const key = keyOf(finding);
    const rule = rules.find(({ id }) => id === finding.rule);
    const mild = finding.severity === 'warning';
    return {
      ...finding,
      key,
      sentence: rule?.sentence ?? '',
      source: rule?.source ?? '',
      answer: answers.findLast(
        (answer) => answer.finding === key || (mild && EXPLAINABLE.has(finding.rule) && answer.rule === finding.rule),
      ),
      answerable: mild || EXPLAINABLE.has(finding.rule),
    };
  });
}

export async function findingsOf(db: Db | Tx, reportId: string): Promise<readonly KeyedFinding[]> {
  return keyedFindings(db, reportId, await figuresNow(db, await reportById(db, reportId)));
}

/** Why the report cannot go to review as it stands: what is blank, what is wrong, what was warned of and not answered. */
export async function blockersOf(db: Db | Tx, reportId: string, today: LocalDate): Promise<string[]> {
  const report = await reportById(db, reportId);
  const figures = await figuresNow(db, report);
  const findings = await keyedFindings(db, reportId, figures);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const open = findings.filter(({ severity, answer }) => severity === 'warning' && !answer).length;
  return [
    ...(yearOver(report.year, today) ? [] : [`${report.year} 年还没有结束，统计期满以后才能送审`]),
    ...(await missingEntries(db, reportId)),
    ...keysOf(writtenParts).flatMap((part) => (figures.parts[part] ? [] : [`「${writtenParts[part]}」还没有写`])),
    ...(errors > 0 ? [`核对发现 ${errors} 个错误，请先改正`] : []),
    ...(open > 0 ? [`核对有 ${open} 条提醒没有处理，请改正，或者逐条说明原因`] : []),
  ];
}

/** The statistical period is 1 January to 31 December (国办公开办函〔2021〕30号). */
export const yearOver = (year: number, today: LocalDate): boolean => today > `${year}-12-31`;
