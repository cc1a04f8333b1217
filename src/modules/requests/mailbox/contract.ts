import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// 待认领邮件: what came to the mailbox, as the workbench reads it. Pure data: the browser imports this file.

export const MAIL_STATES = {
  waiting: '待认领',
  registered: '已登记为申请',
  filed: '已归入申请',
  closed: '不是申请',
  bounce: '通知的退信',
} as const;
export type MailState = keyof typeof MAIL_STATES;

export const MAIL_TROUBLES = {
  'too-large': '邮件过大，没有收取，请到邮箱查看',
  unreadable: '邮件结构异常，读不出文字，原件已留存',
  infected: '邮件带有病毒，没有留存原件',
} as const;
export type MailTrouble = keyof typeof MAIL_TROUBLES;

/** GET /api/requests/mails */
export interface MailLine {
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly arrivedOn: LocalDate;
  /** Masked: whole only for whoever opens it, which is kept. */
  readonly sender: string;
  readonly subject: string;
  readonly attachments: number;
  readonly trouble: MailTrouble | null;
  readonly state: MailState;
  readonly requestId: string | null;
  readonly requestNumber: string | null;
  /** The request whose notice it answers, by its own headers. */
  readonly suggested: { readonly id: string; readonly number: string } | null;
  /** Longer here than a working day. */
  readonly late: boolean;
  /** The last day for saying what it is. */
  readonly dueOn: LocalDate;
}

/** POST /api/requests/mails/:mailId/open */
export interface OpenedMail {
  readonly id: string;
  readonly arrivedOn: LocalDate;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly trouble: MailTrouble | null;
  readonly attachments: readonly { readonly name: string; readonly size: number; readonly refused: string | null }[];
  /** The mail as it came can be fetched. */
  readonly original: boolean;
}

/** POST /api/requests/mails/:mailId/file */
export const FileMail = Type.Object(
  {
    number: Type.String({
      title: '归入哪件申请（申请编号或者查询编号）',
      minLength: 4,
      maxLength: 60,
    }),
  },
  { additionalProperties: false },
);
export type FileMail = Static<typeof FileMail>;

/** POST /api/requests/mails/:mailId/close */
export const CloseMail = Type.Object(
  {
    reason: Type.String({
      title: '为什么不是申请（广告、咨询、信访、投错的写明怎样转办）',
      minLength: 2,
      maxLength: 300,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type CloseMail = Static<typeof CloseMail>;

/** POST /api/requests/:id/notices/:noticeId/settled */
export const NoticeSettled = Type.Object(
  {
    note: Type.String({
      title: '改用什么方式通知了申请人（电话、短信、邮寄，时间）',
      minLength: 4,
      maxLength: 500,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type NoticeSettled = Static<typeof NoticeSettled>;
