import { type Static, Type } from 'typebox';
import { newRequest } from './contract.ts';

// Registering what came to the office itself, as the workbench sends it. Pure data: the browser imports this file.

export { CHANNEL_RULES, type ChannelRule } from './law/receipt-days.ts';

/** POST /api/requests: the application, and, where it is known already, on what its day of receipt rests; then it is confirmed in the same act. */
export const Registration = Type.Object(
  {
    ...newRequest.properties,
    confirmedOn: Type.Optional(Type.String({ format: 'date', title: '与申请人确认之日' })),
    evidence: Type.Optional(Type.String({ title: '依据（凭证）', maxLength: 500, 'x-widget': 'textarea' })),
    title: Type.Optional(Type.String({ title: '摘要（不写个人信息，供台账使用）', maxLength: 100 })),
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
  },
  { additionalProperties: false },
);

/** What is handed over: the code is shown this once. */
export interface RegisteredAnswer {
  readonly id: string;
  readonly number: string;
  readonly receipt: string;
  readonly queryCode: string;
  /** It counts as received from a day; otherwise it is still to be confirmed with the applicant. */
  readonly confirmed: boolean;
  /** The slip to print, a PDF in base64. */
  readonly slip: string;
}
