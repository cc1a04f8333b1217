import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { type Services, act } from '#platform/services.ts';
import { closureOf, standingOf } from '#portal/index.ts';
import { decideClosure, proposeClosure, reopenForm, withdrawClosure } from './commands.ts';
import { ClosureDecision, NewClosure, Reopening } from './contract.ts';
import { onlineFormsAnswer } from './reading.ts';

const ByForm = Type.Object({ form: Type.String({ maxLength: 60 }) });
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** The workbench's API over forms that are closed for a time. */
export function onlineFormRoutes(app: App, services: Services): void {
  app.get('/api/online-forms', { config: { action: 'online-forms.read', limit: 'read' } }, (request) =>
    onlineFormsAnswer(services, actorOf(request)),
  );
  app.post(
    '/api/online-forms/:form/closures',
    { config: { action: 'online-forms.propose', limit: 'write' }, schema: { params: ByForm, body: NewClosure } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => proposeClosure(a, request.params.form, request.body));
      return reply.code(201).send({ id });
    },
  );
  app.post(
    '/api/online-forms/closures/:id/withdraw',
    { config: { action: 'online-forms.propose', limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => withdrawClosure(a, request.params.id));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/online-forms/closures/:id/decide',
    { config: { action: 'online-forms.decide', limit: 'write' }, schema: { params: ById, body: ClosureDecision } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => decideClosure(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/online-forms/closures/:id/reopen',
    { config: { action: 'online-forms.reopen', limit: 'write' }, schema: { params: ById, body: Reopening } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => reopenForm(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
}

/** For whoever sends people to a form (an app, another site): which are open, and which ways stay. */
export function onlineFormsForMachines(app: App, site: PortalSite): void {
  const { portalDb, catalogue } = site.services;
  const forms = () => catalogue.onlineForms;
  const standing = async () => (await Promise.all(forms().map(({ key }) => standingOf(site, key)()))).join();
  site.page(app, { url: '/online-forms.json', action: 'online-forms.status', standing }, async () => {
    const lines = forms().map(async ({ key, label, path, otherWays }) => {
      const closure = await closureOf(site, key);
      return {
        key,
        label,
        path,
        open: !closure?.begun,
        closure: closure ? { reason: closure.reason, closesAt: closure.closesAt, opensAt: closure.opensAt } : null,
        otherWays: await otherWays(portalDb),
      };
    });
    return { body: JSON.stringify({ forms: await Promise.all(lines) }), type: 'application/json; charset=utf-8' };
  });
}
