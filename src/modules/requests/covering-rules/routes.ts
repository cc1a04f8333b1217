import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ruleProposals } from './applying.ts';
import { newRuleBody, ruleBody } from './contract.ts';
import { addRule, changeRule, rulesKept } from './keeping.ts';

const uuid = Type.String({ format: 'uuid' });
const ByRule = Type.Object({ ruleId: uuid });
const ByRecord = Type.Object({ id: uuid, recordId: uuid });

/** Rules of covering: kept by the openness office, applied to every record of its bureau's requests. */
export function coveringRuleRoutes(app: App, services: Services): void {
  const keep = { action: 'requests.keep-rules', limit: 'write' } as const;
  app.get('/api/covering-rules', { config: { action: 'requests.keep-rules', limit: 'read' } }, (request) =>
    rulesKept(services, actorOf(request)),
  );
  app.post('/api/covering-rules', { config: keep, schema: { body: newRuleBody } }, async (request, reply) => {
    const id = await act(services, actorOf(request), (a) => addRule(a, request.body));
    return reply.code(201).send({ id });
  });
  app.post(
    '/api/covering-rules/:ruleId',
    { config: keep, schema: { params: ByRule, body: ruleBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changeRule(a, request.params.ruleId, request.body));
      return reply.code(204).send();
    },
  );
  app.get(
    '/api/requests/:id/records/:recordId/rule-proposals',
    { config: { action: 'requests.read-records', limit: 'read' }, schema: { params: ByRecord } },
    (request) => ruleProposals(services, actorOf(request), request.params.id, request.params.recordId),
  );
}
