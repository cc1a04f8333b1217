import { type Static, Type } from 'typebox';
import { VERDICTS } from './contract.ts';

const closed = { additionalProperties: false } as const;
const words = (title: string, maxLength: number) => Type.String({ title, minLength: 1, maxLength, pattern: '\\S' });

/** POST /open/v1/exchange/legality-opinions */
export const LegalityOpinion = Type.Object(
  {
    requestId: Type.String({ format: 'uuid', title: '送审编号', description: '送审请求中的 id' }),
    verdict: Type.Unsafe<keyof typeof VERDICTS>(
      Type.Union(
        Object.entries(VERDICTS).map(([value, label]) => Type.Literal(value, { title: label })),
        { title: '审核结论' },
      ),
    ),
    number: words('审核文号', 60),
    opinion: words('审核意见', 5000),
    reviewer: words('审核人', 40),
    reviewedOn: Type.String({ format: 'date', title: '审核日期' }),
    issuedAt: Type.String({
      format: 'date-time',
      title: '出具时间',
      description: '回传可能乱序到达：出具时间最晚的一份算数',
    }),
  },
  closed,
);
export type LegalityOpinion = Static<typeof LegalityOpinion>;

export const OpinionReceipt = Type.Object({
  requestId: Type.String({ format: 'uuid', title: '送审编号' }),
  opinionId: Type.String({ format: 'uuid', title: '我方编号' }),
  number: Type.String({ title: '审核文号' }),
  counts: Type.Boolean({ title: '是否为现行意见；已有更晚出具的意见时为 false' }),
  stillUnderReview: Type.Boolean({ title: '送审的这一稿是否仍在合法性审核环节' }),
  receivedAt: Type.String({ format: 'date-time', title: '接收时间' }),
});
export type OpinionReceipt = Static<typeof OpinionReceipt>;

export const ByRequestAndHash = Type.Object(
  {
    requestId: Type.String({ format: 'uuid', title: '送审编号' }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$', title: '附件的 SHA-256' }),
  },
  closed,
);
