import { type Static, Type } from 'typebox';

/** POST /api/requests/:id/payments/:reportId/settled */
export const PaymentSettled = Type.Object(
  {
    note: Type.String({
      title: '处理情况（与申请人、缴款平台核对的结果，退款的写明退款凭证）',
      minLength: 4,
      maxLength: 500,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type PaymentSettled = Static<typeof PaymentSettled>;
