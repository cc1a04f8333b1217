import { type Static, Type } from 'typebox';
import { PAYMENT_OUTCOMES, type PaymentOutcome } from './contract.ts';

const closed = { additionalProperties: false } as const;
const orderId = Type.String({ format: 'uuid', title: '缴款请求编号', description: '缴款请求中的 id' });
const code = Type.String({ title: '缴款码', pattern: '^[A-Za-z0-9]{6,40}$' });

/** POST /open/v1/exchange/payment-orders */
export const PaymentCode = Type.Object(
  {
    orderId,
    code,
    payUrl: Type.Optional(
      Type.String({ title: '网上缴款的地址', description: 'https:// 开头', pattern: '^https://', maxLength: 400 }),
    ),
  },
  closed,
);
export type PaymentCode = Static<typeof PaymentCode>;

export const PaymentCodeReceipt = Type.Object({
  orderId,
  code,
  receivedAt: Type.String({ format: 'date-time', title: '接收时间' }),
});
export type PaymentCodeReceipt = Static<typeof PaymentCodeReceipt>;

/** POST /open/v1/exchange/payments */
export const PaymentReport = Type.Object(
  {
    orderId,
    code,
    amountFen: Type.Integer({ title: '实缴金额（分）', minimum: 1, maximum: 100_000_000_000 }),
    paidOn: Type.String({ format: 'date', title: '缴款日期' }),
    voucher: Type.String({ title: '电子票据号', minLength: 1, maxLength: 60, pattern: '\\S' }),
  },
  closed,
);
export type PaymentReport = Static<typeof PaymentReport>;

export const PaymentReceipt = Type.Object({
  orderId,
  outcome: Type.Unsafe<PaymentOutcome>(
    Type.Union(
      Object.entries(PAYMENT_OUTCOMES).map(([value, title]) => Type.Literal(value, { title })),
      { title: '处理结果' },
    ),
  ),
  receivedAt: Type.String({ format: 'date-time', title: '接收时间' }),
});
export type PaymentReceipt = Static<typeof PaymentReceipt>;
