import { Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { choice, closed } from '../field-contract.ts';

// The legality review of a document that binds people, and the meeting that passes it (国办发〔2018〕37号、115号).

/** What a meeting has done with the text. */
export const DELIBERATION_OUTCOMES = {
  passed: '审议通过本稿',
  adapted: '此前已审议通过：本稿按会议意见修改，或者作文字更正，没有改变审议通过的内容',
} as const;

export const legalityFields = {
  legalitySign: Type.Object(
    {
      opinion: Type.String({ minLength: 1, maxLength: 1000, title: '意见', 'x-widget': 'textarea' }),
      reviewNumber: Type.String({
        minLength: 2,
        maxLength: 60,
        pattern: '\\S',
        title: '合法性审核意见书文号',
        description: '外部平台已答复的，按答复的文号预填',
      }),
    },
    closed,
  ),
  setLegalityPeriod: Type.Object(
    {
      workdays: Type.Integer({
        minimum: 1,
        maximum: 15,
        title: '审核期限（工作日）',
        description: '从收到送审的第二天起算；一般五至十五个工作日，紧急送审的可以更短',
      }),
    },
    closed,
  ),
  deliberate: Type.Object(
    {
      meeting: Type.String({ minLength: 2, maxLength: 80, pattern: '\\S', title: '会议名称' }),
      heldOn: Type.String({ format: 'date', title: '会议日期' }),
      outcome: choice('审议结果', DELIBERATION_OUTCOMES),
      minutes: Type.Optional(Type.String({ maxLength: 60, title: '会议纪要文号' })),
    },
    closed,
  ),
} as const;

export interface Deliberation {
  readonly outcome: keyof typeof DELIBERATION_OUTCOMES;
  readonly meeting: string;
  readonly heldOn: LocalDate;
  readonly minutes: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** How long the legality review has, while it is under way. */
export interface LegalityPeriod {
  readonly workdays: number;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  readonly lateByDays: number;
}
