import { authenticate, formTokenKey } from '#commons/identity/index.ts';
import { allJobs, composedPolicy, features, type House } from './house.ts';
import { errorPage, readSiteFacts } from '#portal/index.ts';
import { type App, buildHttp } from '#platform/http.ts';
import { startWorkers } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { makePortalSite } from '#platform/portal-site.ts';
import { makeViewCounter } from '#platform/view-counter.ts';

export interface Site {
  readonly app: App;
  close(): Promise<void>;
}

/** The HTTP side of a house: portal, workbench, interfaces. Refuses to come up when a route names no action or no limit. */
export async function openSite(house: House): Promise<Site> {
  const { services } = house;
  const { config, log } = services;
  let facts = await readSiteFacts(services.portalDb);
  const app = await buildHttp({
    log,
    policy: composedPolicy(),
    authenticate: authenticate(services),
    errorPage: (problem) => errorPage(problem, facts),
    tokenKey: formTokenKey(services),
    trustProxy: config.trustProxy,
    https: config.baseUrl.startsWith('https:'),
    limitFactor: config.limitFactor,
  });
  const views = makeViewCounter(services);
  const site = makePortalSite(services, views.count);
  house.onPortalChanged(() => {
    site.newEdition();
    void readSiteFacts(services.portalDb).then(
      (read) => {
        facts = read;
      },
      (error: unknown) => log.warn('the facts of the site were not read', errorFacts(error)),
    );
  });
  for (const feature of features) {
    feature.office?.(app, services);
    feature.portal?.(app, site);
  }
  await app.ready();
  return {
    app,
    async close() {
      await app.close();
      await views.close();
    },
  };
}

/** The worker side: handlers and schedules. */
export async function openWorkers({ boss, services }: House): Promise<void> {
  await startWorkers(boss, allJobs(), services);
}
