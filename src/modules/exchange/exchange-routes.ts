import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { takeOpinion } from './legality.ts';
import { attachmentUnderReview } from './legality-files.ts';
import { ByRequestAndHash, LegalityOpinion, OpinionReceipt } from './legality-schema.ts';
import { PaymentCode, PaymentCodeReceipt, PaymentReceipt, PaymentReport } from './payment-schema.ts';
import { takePayment, takePaymentCode } from './payments.ts';
import { pushDocument } from './push.ts';
import { readableOf } from './push-files.ts';
import { ByExternalId, LARGEST_PUSH, PushDocument, Receipt, Standing } from './push-schema.ts';
import type { SignedRoute } from './signed-routes.ts';
import { standingOf } from './standing.ts';

export const EXCHANGE = '/open/v1/exchange';

/** What partners may call, with a signature. The document for integrators is made from the same list. */
export const exchangeRoutes: readonly SignedRoute[] = [
  {
    method: 'GET',
    url: `${EXCHANGE}/ping`,
    operation: 'ping',
    summary: '连通测试：密钥属于哪个系统、可以做什么',
    answers: {
      200: Type.Object({
        partner: Type.String({ title: '系统代号' }),
        operations: Type.Array(Type.String(), { title: '允许的操作' }),
        time: Type.String({ format: 'date-time', title: '我方时间' }),
      }),
    },
    limit: 'read',
    handle: async ({ partner, services }) => ({
      partner: partner.key,
      operations: partner.operations,
      time: services.time.now(),
    }),
  },
  {
    method: 'POST',
    url: `${EXCHANGE}/documents`,
    operation: 'documents.push',
    summary: '推送一份办结的文稿，成为拟稿人的草稿',
    answers: { 201: Receipt, 200: Receipt },
    limit: 'write',
    body: PushDocument,
    bodyLimit: LARGEST_PUSH,
    readable: readableOf,
    async handle({ services, partner, body, about }, reply) {
      const push = body as PushDocument;
      about({ externalId: push.externalId });
      const { receipt, repeated } = await pushDocument(services, partner, push);
      about({ documentId: receipt.documentId, ...(repeated ? { outcome: 'repeated' } : {}) });
      return reply
        .code(repeated ? 200 : 201)
        .header('location', receipt.statusUrl)
        .send(receipt);
    },
  },
  {
    method: 'GET',
    url: `${EXCHANGE}/documents/:externalId`,
    operation: 'documents.read',
    summary: '查询推送的文稿办到了哪一步',
    answers: { 200: Standing },
    limit: 'read',
    params: ByExternalId,
    async handle({ services, partner, params, about }) {
      const externalId = params.externalId ?? '';
      about({ externalId });
      const standing: Awaited<ReturnType<typeof standingOf>> = await standingOf(services, partner, externalId);
      about({ documentId: standing.documentId });
      return standing;
    },
  },
  {
    method: 'POST',
    url: `${EXCHANGE}/legality-opinions`,
    operation: 'legality.answer',
    summary: '合法性审核平台回传意见',
    answers: { 201: OpinionReceipt, 200: OpinionReceipt },
    limit: 'write',
    body: LegalityOpinion,
    async handle({ services, partner, body, about }, reply) {
      const opinion = body as LegalityOpinion;
      about({ externalId: opinion.requestId });
      const { receipt, repeated, documentId } = await takeOpinion(services, partner, opinion);
      about({ documentId, ...(repeated ? { outcome: 'repeated' } : {}) });
      return reply.code(repeated ? 200 : 201).send(receipt);
    },
  },
  {
    method: 'POST',
    url: `${EXCHANGE}/payment-orders`,
    operation: 'payments.report',
    summary: '非税缴款平台回传缴款码',
    answers: { 201: PaymentCodeReceipt, 200: PaymentCodeReceipt },
    limit: 'write',
    body: PaymentCode,
    async handle({ services, partner, body, about }, reply) {
      const given = body as PaymentCode;
      about({ externalId: given.orderId });
      const { receipt, repeated } = await takePaymentCode(services, partner, given);
      if (repeated) about({ outcome: 'repeated' });
      return reply.code(repeated ? 200 : 201).send(receipt);
    },
  },
  {
    method: 'POST',
    url: `${EXCHANGE}/payments`,
    operation: 'payments.report',
    summary: '非税缴款平台回传缴款结果',
    answers: { 201: PaymentReceipt, 200: PaymentReceipt },
    limit: 'write',
    body: PaymentReport,
    async handle({ services, partner, body, about }, reply) {
      const report = body as PaymentReport;
      about({ externalId: report.orderId });
      const { receipt, repeated } = await takePayment(services, partner, report);
      if (repeated) about({ outcome: 'repeated' });
      return reply.code(repeated ? 200 : 201).send(receipt);
    },
  },
  {
    method: 'GET',
    url: `${EXCHANGE}/legality-requests/:requestId/attachments/:hash`,
    operation: 'legality.answer',
    summary: '取送审文件的附件',
    answers: {},
    limit: 'read',
    params: ByRequestAndHash,
    async handle({ services, partner, params, about }, reply) {
      const { requestId = '', hash = '' } = params;
      about({ externalId: requestId });
      const { file, documentId } = await attachmentUnderReview(services, partner, requestId, hash);
      about({ documentId });
      return reply
        .type(file.mediaType)
        .headers({
          'content-length': file.size,
          'content-disposition': contentDisposition(file.name),
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
        })
        .send(await services.files.open(hash));
    },
  },
];
