import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { InboxQuery, ReadBody } from './contract.ts';
import { retry } from './deliver.ts';
import { sendNotices } from './jobs.ts';
import { inboxOf, markRead, stuckDeliveries, unreadCount } from './queries.ts';

const ById = Type.Object({ id: Type.String({ title: '编号', format: 'uuid' }) });

export function noticesRoutes(app: App, services: Services): void {
  const { db, time } = services;

  app.get(
    '/api/notices',
    { config: { action: 'notices.read', limit: 'read' }, schema: { querystring: InboxQuery } },
    (request) => inboxOf(db, actorOf(request).id, request.query),
  );

  app.get('/api/notices/unread-count', { config: { action: 'notices.read', limit: 'read' } }, async (request) => ({
    unread: await unreadCount(db, actorOf(request).id),
  }));

  app.post(
    '/api/notices/read',
    { config: { action: 'notices.read', limit: 'write' }, schema: { body: ReadBody } },
    async (request) => {
      const { id } = actorOf(request);
      await markRead(db, id, request.body, time.now());
      return { unread: await unreadCount(db, id) };
    },
  );

  app.get('/api/notices/deliveries', { config: { action: 'notices.deliveries', limit: 'read' } }, () =>
    stuckDeliveries(db, time.now()),
  );

  app.post(
    '/api/notices/deliveries/:id/retry',
    { config: { action: 'notices.deliveries', limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      if (!(await retry(services, request.params.id))) throw notFound('这条待发消息');
      await act(services, actorOf(request), ({ tx }) => services.jobs.enqueue(tx, sendNotices, {}));
      return reply.code(204).send();
    },
  );
}
