import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { PaymentSettled } from './contract.ts';
import { settlePayment } from './payments.ts';

const ByReport = Type.Object({ id: Type.String({ format: 'uuid' }), reportId: Type.String({ format: 'uuid' }) });

/** What the office does about a payment that agreed with nothing. */
export function paymentRoutes(app: App, services: Services): void {
  app.post(
    '/api/requests/:id/payments/:reportId/settled',
    {
      config: { action: 'requests.settle-payment', limit: 'write' },
      schema: { params: ByReport, body: PaymentSettled },
    },
    async (request, reply) => {
      const { id, reportId } = request.params;
      await act(services, actorOf(request), (a) => settlePayment(a, id, reportId, request.body.note));
      return reply.code(204).send();
    },
  );
}
