import { Type } from 'typebox';
import { yearOf } from '#kernel/dates.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { recordCallBack } from './calling-back.ts';
import { CallBackBody } from './contract.ts';
import { callBacksOf, ratingsOfYear } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByAnswer = Type.Object({ id: Type.String({ format: 'uuid' }), answerId: Type.String({ format: 'uuid' }) });
const ByYear = Type.Object({ year: Type.Optional(Type.Integer({ minimum: 2019, maximum: 2200 })) });

/** 好差评 at the office: calls back, and how a year was rated. */
export function ratingRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/ratings',
    { config: { action: 'requests.read-ratings', limit: 'read' }, schema: { querystring: ByYear } },
    (request) => ratingsOfYear(services, actorOf(request), request.query.year ?? yearOf(services.time.today())),
  );
  app.get(
    '/api/requests/:id/call-backs',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => callBacksOf(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/answers/:answerId/call-backs',
    { config: { action: 'requests.call-back', limit: 'write' }, schema: { params: ByAnswer, body: CallBackBody } },
    async (request, reply) => {
      const { id, answerId } = request.params;
      await act(services, actorOf(request), (a) => recordCallBack(a, id, answerId, request.body));
      return reply.code(204).send();
    },
  );
}
