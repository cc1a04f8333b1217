import { pushDocument } from './push.ts';
import { readableOf } from './push-files.ts';
import { ByExternalId, LARGEST_PUSH, PushDocument } from './push-schema.ts';
import type { SignedRoute } from './signed-routes.ts';
import { standingOf } from './standing.ts';

export const EXCHANGE = '/open/v1/exchange';

/** What partners may call, with a signature. The document for integrators is made from the same list. */
export const exchangeRoutes: readonly SignedRoute[] = [
  {
    method: 'GET',
    url: `${EXCHANGE}/ping`,
    operation: 'ping',
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
];
