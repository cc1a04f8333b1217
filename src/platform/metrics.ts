import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'sunlit_' });

const requests = new Histogram({
  name: 'sunlit_http_request_seconds',
  help: 'Time to answer, by route',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.01, 0.025, 0.1, 0.25, 1, 5],
  registers: [registry],
});
const pages = new Counter({
  name: 'sunlit_portal_pages_total',
  help: 'Portal pages answered, from the cache or rendered',
  labelNames: ['from'],
  registers: [registry],
});
/** Promises that are not kept: what should have happened by now and has not. Alarms watch these, never queue lengths. */
const broken = new Gauge({
  name: 'sunlit_promises_broken',
  help: 'Due and not done: releases, deliveries, seals, intake, jobs',
  labelNames: ['promise'],
  registers: [registry],
});

type Series = ReturnType<typeof requests.labels>;
const known = new Map<string, Series>();

/** Finding a series by its labels costs more than counting; methods, routes and statuses are few. */
function series(method: string, route: string, status: string): Series {
  const key = `${method} ${status} ${route}`;
  let found = known.get(key);
  if (!found) {
    found = requests.labels({ method, route, status });
    known.set(key, found);
  }
  return found;
}

export const metrics = {
  request: (method: string, route: string, status: number, ms: number) =>
    series(method, route, String(status)).observe(ms / 1000),
  page: (from: 'cache' | 'render') => pages.inc({ from }),
  promisesBroken: (promise: string, count: number) => broken.set({ promise }, count),
  /** The Prometheus text format. */
  text: () => registry.metrics(),
};
