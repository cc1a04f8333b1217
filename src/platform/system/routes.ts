import type { App } from '../http.ts';
import { metrics } from '../metrics.ts';
import type { Services } from '../services.ts';
import { jobStates } from './job-states.ts';
import { demandMetricsAccess } from './metrics-access.ts';
import { promiseStates } from './promises.ts';
import { readiness } from './readiness.ts';

/** How the process is doing, for machines and for the administrator. */
export function systemRoutes(app: App, services: Services): void {
  const probe = { action: 'system.probe', limit: 'probe' } as const;

  app.get('/healthz', { config: probe }, (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  );

  app.get('/readyz', { config: probe }, async (_request, reply) => {
    const { ready, parts } = await readiness(services);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, parts });
  });

  app.get('/metrics', { config: { action: 'system.metrics', limit: 'probe' } }, async (request, reply) => {
    demandMetricsAccess(request, services.config);
    await promiseStates(services);
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(await metrics.text());
  });

  app.get('/api/system/jobs', { config: { action: 'system.read-jobs', limit: 'read' } }, () => jobStates(services));
}
