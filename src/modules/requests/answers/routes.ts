import { Type } from 'typebox';
import { refused } from '#kernel/errors.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { noticesOf } from '../notices/queries.ts';
import { renewCode } from '../tracking/renewing.ts';
import { answersOf, handleAnswer } from './answers.ts';
import { HandledBody, NewCodeBody } from './contract.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByAnswer = Type.Object({ id: Type.String({ format: 'uuid' }), answerId: Type.String({ format: 'uuid' }) });

/** The workbench's API over what applicants say online, and over codes handed out anew. */
export function answerRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/answers',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => answersOf(services, actorOf(request), request.params.id),
  );

  app.get(
    '/api/requests/:id/notices',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => noticesOf(services, actorOf(request), request.params.id),
  );

  app.post(
    '/api/requests/:id/answers/:answerId/handled',
    { config: { action: 'requests.handle-answer', limit: 'write' }, schema: { params: ByAnswer, body: HandledBody } },
    async (request, reply) => {
      const { id, answerId } = request.params;
      await act(services, actorOf(request), (a) => handleAnswer(a, id, answerId, request.body.note));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/requests/:id/new-code',
    { config: { action: 'requests.renew-code', limit: 'write' }, schema: { params: ById, body: NewCodeBody } },
    async (request, reply) => {
      const renewed = await act(services, actorOf(request), (a) => renewCode(a, request.params.id, request.body));
      // Kept that it was tried, then refused: the check is part of the record either way.
      if ('refusal' in renewed) throw refused([renewed.refusal]);
      return reply.header('cache-control', 'no-store').send(renewed);
    },
  );
}
