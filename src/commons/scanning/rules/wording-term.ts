import type { Confidence } from '../finding.ts';

/** A word or phrase that official texts should not hold, with the circumstances in which it is right after all. */
export interface Term {
  /** Stable: confirmations and statistics refer to it. N names, T typing, P fixed phrases, L laws, D dates and numbers. */
  readonly id: string;
  readonly find: string;
  readonly instead?: string;
  readonly why: string;
  readonly confidence: Confidence;
  /** Right when the text before it ends so, or the text behind begins so. */
  readonly unlessBefore?: RegExp;
  readonly unlessAfter?: RegExp;
  /** Right when the sentence says so; wrong only when the sentence says so. */
  readonly unlessNear?: RegExp;
  readonly onlyNear?: RegExp;
  /** Right inside 《》, where a title is quoted as it was. */
  readonly unlessQuoted?: boolean;
  readonly source?: string;
}

/** What says that a sentence tells of the past, when an old name is the right one. Reform years: 2003, 2008, 2013, 2018, 2023. */
export const HISTORY =
  /原[国省市县食工质卫农文环安监保银旅新]|时任|曾任|历任|更名|改名|组建|不再保留|并入|划入|整合|撤销|前身|挂牌|沿革|(?:19\d{2}|200\d|201[0-8])\s?[年.\-/]|[〔[](?:19\d{2}|200\d|201[0-8])[〕\]]|[一二]九|二〇[〇一]/;
