import { type Figures, columnLabel, sumOf } from '../figures.ts';
import {
  type ApplicantColumn,
  type ApplicationRow,
  type ProactiveCell,
  type ProactiveRow,
  type ResultFamily,
  type ReviewBlock,
  applicationRows,
  keysOf,
  organisationColumns,
  proactiveRows,
  resultFamilies,
  resultRows,
  reviewBlocks,
  rowLabel,
} from '../tables.ts';

type Reading = (figures: Figures) => number | undefined;
/** What the tables give for each of several readings, in their order; or nothing. */
export type Readings = (figures: Figures) => readonly number[];

/** A figure that the text quotes and a table has. */
export interface TextFact {
  /** What people call it. */
  readonly label: string;
  /**
   * What the tables say. There are several readings where the text may mean several things (办理 counts what was open, or what was
   * concluded); the text is right if it agrees with one of them. None, where a cell of one of them is not there.
   */
  readonly inTables: Readings;
}

/** All of them or none: a text that disagrees with one reading may agree with the one that cannot be read. */
const readings =
  (...all: readonly Reading[]): Readings =>
  (figures) => {
    const read = all.map((reading) => reading(figures)).filter((value) => value !== undefined);
    return read.length === all.length ? read : [];
  };
const fact = (label: string, ...all: readonly Reading[]): TextFact => ({ label, inTables: readings(...all) });

const applied =
  (row: ApplicationRow, columns: readonly ApplicantColumn[] = ['total']) =>
  (figures: Figures) =>
    sumOf(columns.map((column) => figures.applications?.[row]?.[column]));
const reviewed =
  (...blocks: readonly ReviewBlock[]) =>
  ({ review }: Figures) =>
    sumOf(blocks.map((block) => review?.[block]?.total));
const published =
  (row: ProactiveRow, cell: ProactiveCell) =>
  ({ proactive }: Figures) =>
    proactive?.[row]?.[cell] ?? undefined;

/** In the template of 2019 the text may give the year's own number where the column was kept as a running sum. */
const decidedThisYear = (row: ProactiveRow) => (figures: Figures) =>
  published(row, figures.format === '2019' ? 'delta' : 'decisions')(figures);

const received = applied('newReceived');
const processed = applied('totalProcessed');
/** Open in the year: received and carried over. */
const handled = (figures: Figures) => sumOf([received(figures), applied('carriedOver')(figures)]);

/** All results of a family. */
export const ofFamily = (family: ResultFamily) => (figures: Figures) =>
  sumOf(resultRows(figures.format, family).map((row) => figures.applications?.[row]?.total));

/** Applicants of a kind: among what was received, or among all that was open. */
const applicants = (label: string, columns: readonly ApplicantColumn[]) =>
  fact(label, applied('newReceived', columns), (figures) =>
    sumOf([applied('newReceived', columns)(figures), applied('carriedOver', columns)(figures)]),
  );

/** Transcriptions call the same figure by several names. */
const named = (names: readonly string[], what: TextFact) => names.map((name) => [name, what] as const);

/** By the name under which transcriptions keep a figure of the text; rows, families and columns also by their key. */
const facts: ReadonlyMap<string, TextFact> = new Map([
  ...keysOf(applicationRows).map((row) => [row, fact(rowLabel(row), applied(row))] as const),
  ...keysOf(resultFamilies).map((family) => [family, fact(resultFamilies[family], ofFamily(family))] as const),
  ...organisationColumns.map((column) => [column, applicants(columnLabel(column), [column])] as const),
  ...keysOf(reviewBlocks).map((block) => [block, fact(reviewBlocks[block], reviewed(block))] as const),
  ...(['licences', 'penalties', 'compulsions'] as const).map(
    (row) => [row, fact(`${proactiveRows[row].label}决定`, published(row, 'decisions'), decidedThisYear(row))] as const,
  ),
  ...named(['received', 'applications', 'applicationsReceived', 'totalReceived'], fact('新收申请', received)),
  ...named(['naturalPerson'], applicants('自然人申请', ['naturalPerson'])),
  ...named(['organisation'], applicants('法人或其他组织申请', organisationColumns)),
  ...named(['totalHandled', 'handled', 'processed', 'replied', 'answered'], fact('办理申请总数', handled, processed)),
  ...named(['reviews', 'reconsiderations'], fact('行政复议', reviewed('reconsideration'))),
  ...named(
    ['litigations', 'litigation', 'lawsuits'],
    fact('行政诉讼', reviewed('litigationDirect', 'litigationAfterReview')),
  ),
  ...named(['rulesMade'], fact('制发规章', published('rules', 'made'))),
  ...named(['normativeDocsMade'], fact('制发行政规范性文件', published('normativeDocs', 'made'))),
  ...named(['normativeDocsRepealed'], fact('废止行政规范性文件', published('normativeDocs', 'repealed'))),
  ...named(['normativeDocsInForce'], fact('现行有效行政规范性文件', published('normativeDocs', 'inForce'))),
]);

export const factOf = (name: string): TextFact | undefined => facts.get(name);

/** What a report means by its growth or its breakdown when it names nothing: all that was open, or what was received. */
export const whole: Readings = readings(handled, received);

/** What shares are taken of: results of all concluded or all open; applicants of all received or all open. */
export const shareBases: Readings = readings(processed, handled, received);
