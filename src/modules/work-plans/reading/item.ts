import { type Conventions, readAnnotation, readCell } from './annotations.ts';
import { findDeadlines, readDeadline } from './deadlines.ts';
import { announcesLeadFirst, beginsWithLabel, findAnnotations } from './find-annotations.ts';
import type { Deadline, PlanItem, ProblemKind, ReadingProblem, ResponsibilityAnnotation } from './reading.ts';

/** Conventions and problems gathered while reading from top to bottom. */
export interface Progress {
  conventions: Conventions;
  readonly problems: ReadingProblem[];
  readonly planYear: number | undefined;
}

export interface Responsibility {
  readonly annotations: ResponsibilityAnnotation[];
  readonly deadlines: Deadline[];
  /** The lines without the annotations that end them as a whole. */
  readonly lines: readonly string[];
}

export const report = (progress: Progress, where: string, kind: ProblemKind, message: string) =>
  progress.problems.push({ where, kind, message });

/** Annotations of an item's or a section's paragraphs, in order, under and into the conventions in force. */
export function readResponsibility(lines: readonly string[], where: string, progress: Progress): Responsibility {
  const annotations: ResponsibilityAnnotation[] = [];
  const deadlines: Deadline[] = [];
  const stripped: string[] = [];
  const joined = withLabelsJoined(lines);
  for (const line of joined) {
    let rest = line;
    const found = findAnnotations(line);
    for (const one of found) {
      const read = readAnnotation(one, progress.conventions);
      if (read === undefined) {
        // A note such as （注：列第一位的为牵头单位） was taken in before; anything else at the end of a line is reported.
        if (one.end === line.length && !announcesLeadFirst(one.inner)) {
          report(progress, where, 'needs-review', `“${one.verbatim}”像是责任分工，但没有读懂，请核对`);
        }
        continue;
      }
      annotations.push(read.annotation);
      deadlines.push(...read.deadlines.flatMap((clause) => readDeadline(clause, progress.planYear)));
      progress.conventions = read.conventions;
      reportDoubts(read.annotation, read.doubts, where, progress);
    }
    // From the end: what an annotation closes as a whole no longer needs it.
    for (const { verbatim } of annotations.toReversed()) rest = withoutEnding(rest, verbatim);
    stripped.push(rest);
  }
  return { annotations, deadlines, lines: withoutTrailing(joined, stripped) };
}

/** 牵头单位：…, 配合单位：…, 完成时限：… on lines of their own, one below the other, are one annotation. */
function withLabelsJoined(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && beginsWithLabel(last) && beginsWithLabel(line)) joined.push(`${joined.pop()}\n${line}`);
    else joined.push(line);
  }
  return joined;
}

export function reportDoubts(
  annotation: ResponsibilityAnnotation,
  doubts: readonly string[],
  where: string,
  progress: Progress,
): void {
  for (const doubt of doubts) report(progress, where, 'needs-review', doubt);
  if (annotation.open) report(progress, where, 'open-ended', `“${annotation.verbatim}”没有列全单位，请补充或确认`);
}

/** An item from its paragraphs; `inherited` are the annotations of its section. */
export function readItem(
  number: string,
  lines: readonly string[],
  where: string,
  inherited: readonly ResponsibilityAnnotation[],
  progress: Progress,
): PlanItem {
  const own = readResponsibility(lines, where, progress);
  const { title, text } = titled(own.lines);
  const deadlines = [
    ...findDeadlines(withoutAll(`${title}\n${text}`, own.annotations), progress.planYear),
    ...own.deadlines,
  ];
  reportDeadlines(deadlines, where, progress);
  const found = [own.annotations, inherited, impliedBy(progress)].find((list) => list.length > 0) ?? [];
  return { number, title, text, annotations: found, deadlines };
}

/** After 以下均需某单位落实 an item nobody is named for is that unit's, in the words of the announcement. */
function impliedBy({ conventions }: Progress): ResponsibilityAnnotation[] {
  if (conventions.impliedBy === null) return [];
  return [{ ...readCell('', 'responsible', conventions).annotation, verbatim: conventions.impliedBy }];
}

export function reportDeadlines(deadlines: readonly Deadline[], where: string, progress: Progress): void {
  for (const { verbatim, dueOn, kind } of deadlines) {
    if (kind === 'unclear') report(progress, where, 'unclear-deadline', `“${verbatim}”不能确定是哪一天，请填写期限`);
    const year = dueOn === null ? undefined : Number(dueOn.slice(0, 4));
    if (year !== undefined && progress.planYear !== undefined && year < progress.planYear) {
      report(progress, where, 'stale', `期限“${verbatim}”早于计划年度 ${progress.planYear} 年，请核对`);
    }
  }
}

const TITLE = 60;
const CUT = 40;

/** The first sentence is the title. When that is a whole paragraph of prose, its first clause stands for it. */
export function titled(lines: readonly string[]): { title: string; text: string } {
  const [first = '', ...others] = lines;
  const stop = first.indexOf('。');
  const sentence = (stop < 0 ? first : first.slice(0, stop)).trim();
  if (sentence.length <= TITLE) {
    const rest = stop < 0 ? '' : first.slice(stop + 1).trim();
    return { title: sentence, text: [rest, ...others].filter((line) => line !== '').join('\n') };
  }
  const clause = /^[^，,；;：:]{4,40}(?=[，,；;：:])/.exec(sentence)?.[0];
  return { title: clause ?? `${sentence.slice(0, CUT)}…`, text: lines.filter((line) => line !== '').join('\n') };
}

function withoutEnding(line: string, verbatim: string): string {
  const end = line.replace(/[\s。；;]+$/, '');
  return end.endsWith(verbatim) ? end.slice(0, -verbatim.length).trimEnd() : line;
}

/** Only annotations at the very end go; those in between speak of their own paragraph and stay. */
function withoutTrailing(lines: readonly string[], stripped: readonly string[]): string[] {
  const kept = [...lines];
  for (let at = kept.length - 1; at >= 0; at--) {
    const rest = stripped[at] ?? '';
    kept[at] = rest;
    if (rest !== '') break;
  }
  return kept.filter((line, at) => at === 0 || line !== '');
}

const withoutAll = (text: string, annotations: readonly ResponsibilityAnnotation[]) =>
  annotations.reduce((rest, { verbatim }) => rest.replace(verbatim, ' '), text);
