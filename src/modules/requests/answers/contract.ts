import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { choice } from '../choice.ts';

// What the workbench reads and sends about what applicants say online, and about codes handed out anew. Pure data: the browser imports this file.

/** GET /api/requests/:id/answers → newest first. */
export interface AnswerLine {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly sentAt: Instant;
  readonly sentOn: LocalDate;
  readonly outcome: 'taken' | 'office' | 'late' | 'kept';
  readonly outcomeLabel: string;
  readonly why: string | null;
  readonly text: string | null;
  readonly voucher: string | null;
  readonly grade: string | null;
  readonly letter: string | null;
  readonly handledAt: Instant | null;
  readonly handledNote: string | null;
  /** Something is asked of the office. */
  readonly open: boolean;
}

/** GET /api/requests/:id/notices → what was told to the applicant, without content. */
export interface NoticeSent {
  readonly id: string;
  readonly channelLabel: string;
  readonly what: string;
  readonly madeAt: Instant;
  readonly stateLabel: string;
  readonly sentAt: Instant | null;
  readonly lastError: string | null;
  /** It came back, and the office has yet to tell the applicant another way. */
  readonly open: boolean;
}

/** POST /api/requests/:id/answers/:answerId/handled → 204. */
export const HandledBody = Type.Object(
  { note: Type.String({ title: '处理情况', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }) },
  { additionalProperties: false },
);

/** POST /api/requests/:id/new-code → NewCode. The code before dies at once. */
export const NewCodeBody = Type.Object(
  {
    way: choice('核验方式', { document: '当面核验证件', letter: '来函核验' }),
    number: Type.Optional(
      Type.String({
        title: '证件上的号码（公民填证件号码，单位填统一社会信用代码）',
        maxLength: 40,
      }),
    ),
    evidence: Type.String({
      title: '核验情况（核对了什么、谁来办理、凭证）',
      minLength: 4,
      maxLength: 500,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type NewCodeInput = Static<typeof NewCodeBody>;

export interface NewCode {
  readonly receipt: string;
  /** Shown this once and kept nowhere. */
  readonly queryCode: string;
}

/** The five levels of 好差评, best first (国办发〔2019〕51号); the last two are 差评. */
export const GRADES = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'] as const;
