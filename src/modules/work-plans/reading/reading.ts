import type { LocalDate } from '#kernel/dates.ts';

/**
 * What the parser understood of a work plan. It is JSON that people and programs print and compare, so every key is
 * always there and what the document does not say is null or empty. Unit names are exactly as printed.
 */
export interface Reading {
  /** Title as printed, '' when none was found (then `problems` says so). */
  readonly title: string;
  /** 发文字号, e.g. 国办发〔2018〕121号. */
  readonly documentNumber: string | null;
  /** 成文日期, by its label or under the signature; without one the day the page says it was published. */
  readonly issuedOn: LocalDate | null;
  /** 信息来源 or 发布机构 as printed. */
  readonly source: string | null;
  /** The paragraphs between the title and the first section, joined by \n. */
  readonly preamble: string;
  readonly sections: readonly PlanSection[];
  readonly problems: readonly ReadingProblem[];
}

export interface PlanSection {
  /** Without its punctuation: 一, （二） is 二. '' for a plan, or a part of one, without sections. */
  readonly number: string;
  readonly title: string;
  readonly items: readonly PlanItem[];
}

export interface PlanItem {
  /** Without its punctuation: 1, 四. '' when the document does not number its items. */
  readonly number: string;
  /** The first sentence without its 。; of a very long one the first clause, or forty characters and …. */
  readonly title: string;
  /**
   * What is asked, after the title, paragraphs joined by \n. Annotations that end the item are left out; one that
   * closes an earlier paragraph stays in its place, because it speaks of that paragraph.
   */
  readonly text: string;
  /** Several when the document prints several. An item without its own has its section's. */
  readonly annotations: readonly ResponsibilityAnnotation[];
  readonly deadlines: readonly Deadline[];
}

/**
 * Who answers for an item, from one printed annotation. `leads` and `joint` are never both filled: when somebody
 * leads, everybody else who is responsible or takes part cooperates under that lead.
 */
export interface ResponsibilityAnnotation {
  /** Exactly as printed, with its brackets; the whole cell of a table. */
  readonly verbatim: string;
  /**
   * Units that lead: 牵头 (several with 分别 each lead their part), A of A会同B负责, the one unit of a sole 负责, or the
   * first named where the document says 列第一位者为牵头单位.
   */
  readonly leads: readonly string[];
  /** Units, or a class such as 各科室, responsible side by side with no lead among them: A、B负责, 分别负责落实. */
  readonly joint: readonly string[];
  /** 配合, 参与, 协助, those after 会同, and those responsible under somebody else's lead. */
  readonly cooperating: readonly string[];
  /** 指导. */
  readonly guides: readonly string[];
  /** The list ends in 等 or 有关部门: further units take part that the document does not name. */
  readonly open: boolean;
  /** 适用范围, its own or the one the document gives for all. */
  readonly scope: string | null;
}

/** Roles a named unit can have in an annotation, as keys of it. */
export const partyRoles = { leads: '牵头', joint: '分别负责', cooperating: '配合', guides: '指导' } as const;
export type PartyRole = keyof typeof partyRoles;

export const deadlineKinds = {
  /** The full date is printed: 2022年11月底前. */
  fixed: '明确日期',
  /** The year comes from the plan: 年底前, 11月底前. */
  relative: '按计划年度推算',
  /** 每季度, 每月: comes again, no single date. */
  recurring: '定期',
  /** 持续推进, 常态化: never over, no date. */
  standing: '持续',
  /** Printed as a deadline but we cannot say which day. */
  unclear: '待核定',
} as const;
export type DeadlineKind = keyof typeof deadlineKinds;

export interface Deadline {
  readonly verbatim: string;
  /** The last day that is still in time. */
  readonly dueOn: LocalDate | null;
  readonly kind: DeadlineKind;
}

export const problemKinds = {
  'no-items': '没有任务条目',
  title: '标题',
  'needs-review': '需要核对',
  'open-ended': '单位未列全',
  'no-units': '没有责任单位',
  stale: '期限早于计划年度',
  'unclear-deadline': '期限不明确',
  numbering: '编号',
} as const;
export type ProblemKind = keyof typeof problemKinds;

export interface ReadingProblem {
  /** For people: 标题, 全文, 第二部分第10条. */
  readonly where: string;
  readonly kind: ProblemKind;
  /** What is doubtful and what to do about it. */
  readonly message: string;
}

/** A reading nothing can be imported from; every other problem a person can settle in the preview. */
export const isUnusable = (reading: Reading) => reading.problems.some(({ kind }) => kind === 'no-items');
