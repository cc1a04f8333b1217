import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { retryJob } from './retry.ts';
import { changeSettings, readSettings } from './settings.ts';

/** Groups by key; what each holds is checked against the group's own schema. */
const SettingsBody = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
  { title: '设置', maxProperties: 30 },
);
const OneJob = Type.Object({
  name: Type.String({ title: '作业', maxLength: 100 }),
  id: Type.String({ title: '编号', format: 'uuid' }),
});

export function administrationRoutes(app: App, services: Services): void {
  app.get('/api/system/settings', { config: { action: 'administration.read-settings', limit: 'read' } }, () =>
    readSettings(services),
  );

  app.post(
    '/api/system/settings',
    { config: { action: 'administration.change-settings', limit: 'write' }, schema: { body: SettingsBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changeSettings(a, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/system/jobs/:name/:id/retry',
    { config: { action: 'administration.retry-job', limit: 'write' }, schema: { params: OneJob } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => retryJob(a, request.params.name, request.params.id));
      return reply.code(204).send();
    },
  );
}
