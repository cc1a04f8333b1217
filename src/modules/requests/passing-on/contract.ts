import { type Static, Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';

// 转送: an application that another bureau of this system is responsible for, passed on with the applicant's consent. Pure data: the browser imports this file.

/** POST /api/requests/:id/passing-on → PassedOn. */
export const PassOnBody = Type.Object(
  {
    bureauId: Type.String({ format: 'uuid', title: '转送给（使用本系统的其他局）', 'x-widget': 'unit' }),
    consentOn: Type.String({ format: 'date', title: '申请人同意转送之日' }),
    consent: Type.String({
      title: '同意的方式和凭证（电话、书面、当面，经办人）',
      minLength: 4,
      maxLength: 500,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type PassOnInput = Static<typeof PassOnBody>;

/** What the applicant is given for the application at the other bureau: the code is shown this once. */
export interface PassedOn {
  readonly bureau: string;
  readonly number: string;
  readonly receipt: string;
  readonly queryCode: string;
  /** The slip to print, a PDF in base64. */
  readonly slip: string;
}

/** GET /api/requests/:id/passing-on */
export interface PassingOn {
  /** To whom it was passed on, oldest first. */
  readonly to: readonly Passed[];
  /** Whence it came. */
  readonly from: Passed | null;
  /** Why whoever reads cannot pass it on now; empty: they can; null: it is not theirs to do. */
  readonly refusals: readonly string[] | null;
}

export interface Passed {
  readonly bureau: string;
  /** The number it has at the other bureau. */
  readonly number: string;
  readonly on: LocalDate;
}
