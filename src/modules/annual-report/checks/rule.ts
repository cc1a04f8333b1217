import type { Figures, Place } from '../figures.ts';
import { shown } from '../strict-json.ts';

export type Severity = 'error' | 'warning';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the cell in the figures, and in brackets what is printed there. */
  readonly where: string;
  /** Both figures, and what to do. */
  readonly message: string;
}

/** What is judged, and what it is judged by. A rule whose comparison is not there is silent. */
export interface Subject {
  /** Cells that cannot be right by themselves are blank here, so that they are named once and not again in every sum. */
  readonly figures: Figures;
  /** The same as it was read. */
  readonly asRead: Figures;
  /** What was given as last year's report. */
  readonly givenAsPrevious?: Figures | undefined;
  /** The same, if it is the report of this authority for the year before. */
  readonly previous?: Figures | undefined;
  /** The same tables, counted from the matters themselves. */
  readonly ledger?: Figures | undefined;
  /** The reports of which this one is the roll-up. */
  readonly units?: readonly Figures[] | undefined;
}

export interface Trouble {
  readonly place: Place;
  readonly message: string;
  /** Where it is milder than the rule. */
  readonly severity?: Severity;
}

/** A relation that has to hold. `id` is C1…C12 of the fact pack's §2.5, or the name the transcribed reports use. */
export interface Rule {
  readonly id: string;
  /** What has to hold, as a person would say it. */
  readonly sentence: string;
  readonly severity: Severity;
  /** Where it comes from; 本系统 marks what is ours and no law. */
  readonly source: string;
  readonly find: (subject: Subject) => Iterable<Trouble>;
}

/** The template of 2021 and its predecessor; the table notes and the structure of the tables are theirs. */
export const TEMPLATE_SOURCE = '政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）';

export const placeOfText = (name: string, label: string): Place => ({
  path: `narrative.${shown(name)}`,
  label: `正文·${label}`,
});
