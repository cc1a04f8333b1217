import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { requestDetail, viewApplicant } from './detail.ts';
import { disputeRoutes } from './disputes/routes.ts';
import { identityMissing } from './identity/missing.ts';
import { letterRoutes } from './letters/routes.ts';
import { passingOnRoutes } from './passing-on/routes.ts';
import { requestLedgerRoutes } from './ledger/routes.ts';
import { registerAtTheDesk, registeredWith } from './registering-at-the-desk.ts';
import { claimForNew, mailInHand } from './mailbox/claiming.ts';
import { type RegisteredAnswer, type Registration, RegistrationBody } from './registering-contract.ts';
import { slipOf } from './slip.ts';
import { recordRoutes } from './records/routes.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Reason = Type.Object(
  { reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300 }) },
  { additionalProperties: false },
);
/** The workbench's API over requests, beside the steps that casework has. */
export function requestRoutes(app: App, services: Services): void {
  recordRoutes(app, services);
  const read = { action: 'requests.read', limit: 'read' } as const;

  app.post(
    '/api/requests',
    { config: { action: 'requests.register', limit: 'write' }, schema: { body: RegistrationBody } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { formId, mailId } = request.body;
      const mail = mailId ? await mailInHand(services, actor, mailId) : undefined;
      const registered = await act(services, actor, async (a) => {
        const before = await registeredWith(a, formId);
        if (before) return before;
        const made = await registerAtTheDesk(a, request.body);
        if (mail) await claimForNew(a, mail, made.matter.id);
        return made;
      });
      if (!('matter' in registered)) return reply.code(200).send(registered);
      const { matter, receipt, queryCode, confirmed } = registered;
      // What was registered has passed its schema.
      const slip = await slipOf(services, registered, request.body as Registration);
      const missing = identityMissing((request.body as Registration).content);
      const answer = { id: matter.id, number: matter.number, receipt, queryCode, confirmed, identityMissing: missing };
      return reply.code(201).send({ ...answer, slip: slip.toString('base64') } satisfies RegisteredAnswer);
    },
  );
  app.get('/api/requests/:id', { config: read, schema: { params: ById } }, (request) =>
    requestDetail(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/applicant',
    { config: { action: 'requests.view-applicant', limit: 'write' }, schema: { params: ById, body: Reason } },
    (request) => act(services, actorOf(request), (a) => viewApplicant(a, request.params.id, request.body.reason)),
  );
  requestLedgerRoutes(app, services);
  letterRoutes(app, services);
  disputeRoutes(app, services);
  passingOnRoutes(app, services);
}
