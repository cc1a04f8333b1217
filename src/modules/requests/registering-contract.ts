import { type Static, Type } from 'typebox';
import { newRequest } from './contract.ts';

// Registering what came to the office itself, as the workbench sends it. Pure data: the browser imports this file.

export { CHANNEL_RULES, type ChannelRule } from './law/receipt-days.ts';

/** Made by the form once: what is sent twice under it (a second press, an answer that was lost) is one request. */
const formId = Type.Optional(Type.String({ title: '表单编号', format: 'uuid' }));

/** A mail of the holding pen it is taken from: it stays with the request as evidence. */
const mailId = Type.Optional(Type.String({ title: '来信', format: 'uuid' }));

/** POST /api/requests: the application, and, where it is known already, on what its day of receipt rests; then it is confirmed in the same act. */
export const Registration = Type.Object(
  {
    ...newRequest.properties,
    confirmedOn: Type.Optional(Type.String({ format: 'date', title: '与申请人确认之日' })),
    evidence: Type.Optional(Type.String({ title: '依据（凭证）', maxLength: 500, 'x-widget': 'textarea' })),
    title: Type.Optional(Type.String({ title: '摘要（不写个人信息，供台账使用）', maxLength: 100 })),
    formId,
    mailId,
  },
  { additionalProperties: false },
);
export type Registration = Static<typeof Registration>;

/** The same as it is sent: everything that is missing or wrong in it is told at once, by its command. */
export const RegistrationBody = Type.Object(
  {
    channel: Type.Optional(Type.String({ title: '收到的渠道', maxLength: 30 })),
    arrivedOn: Type.Optional(Type.String({ title: '到达日期', maxLength: 10 })),
    content: Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { title: '申请', maxProperties: 40 }),
    confirmedOn: Type.Optional(Type.String({ title: '与申请人确认之日', maxLength: 10 })),
    evidence: Type.Optional(Type.String({ title: '依据', maxLength: 2_000 })),
    title: Type.Optional(Type.String({ title: '摘要', maxLength: 500 })),
    formId,
    mailId,
  },
  { additionalProperties: false },
);

/** What is handed over: the code is shown this once. */
export interface RegisteredAnswer extends RegisteredBefore {
  readonly queryCode: string;
  /** It counts as received from a day; otherwise it is still to be confirmed with the applicant. */
  readonly confirmed: boolean;
  /** Proof of identity it came without: registered all the same, and asked for. */
  readonly identityMissing: readonly string[];
  /** The slip to print, a PDF in base64. */
  readonly slip: string;
}

/** The answer to a form that was taken before: the code cannot be shown again. */
export interface RegisteredBefore {
  readonly id: string;
  readonly number: string;
  readonly receipt: string;
}

/** What stands on 登记回执, on the screen and on paper: until when it is answered (条例第三十一条、第三十三条), what the code is for. */
export const slipWords = (confirmed: boolean, missing: readonly string[] = []): readonly string[] => [
  confirmed
    ? '本机关自收到申请之日的次日起二十个工作日内答复；需要延长的，会提前告知。'
    : '本机关自收到申请之日的次日起二十个工作日内答复：当面提交的为提交之日，需要签收的邮寄为签收之日，其他的为与您确认之日；需要延长的，会提前告知。',
  CODE_WORDS,
  ...(missing.length > 0
    ? [`您的申请还没有${missing.join('、')}，请尽快补交给本机关（《政府信息公开条例》第二十九条）。`]
    : []),
];

/** What number and code are for. */
export const CODE_WORDS =
  '凭查询编号和查询码，可以在本机关网站“依申请公开”栏目查询办理情况、下载文书、提交补正。请妥善保管，不要告诉他人。';
