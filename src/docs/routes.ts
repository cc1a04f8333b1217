import { makeCalendar } from '#kernel/calendar.ts';
import type { LimitName } from '#platform/limits.ts';
import { LIMITS } from '#platform/limits.ts';
import { readConfig } from '#platform/config.ts';
import { connect } from '#platform/db.ts';
import { buildHttp } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { makePortalSite } from '#platform/portal-site.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import type { Services } from '#platform/services.ts';
import { wallClock } from '#platform/time.ts';
import { composedPolicy, contentTypes, features, kinds } from '../house.ts';
import { byText, code, page, table } from './markdown.ts';

export interface RouteFact {
  readonly method: string;
  readonly url: string;
  readonly action: string;
  readonly limit: LimitName;
  /** What may be sent to it, as a schema. */
  readonly body: unknown;
}

/** Every route of the product, from an application built as at start. No database is asked: none is there. */
export async function allRoutes(): Promise<readonly RouteFact[]> {
  const services = servicesOfNobody();
  const app = await buildHttp({
    log: services.log,
    policy: composedPolicy(),
    authenticate: () => Promise.resolve(null),
    errorPage: () => '',
    tokenKey: 'no requests are answered here',
    trustProxy: false,
    https: false,
    limitFactor: 1,
  });
  const routes: RouteFact[] = [];
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    const { action, limit } = config ?? {};
    // A route without either has stopped the building before it comes here.
    for (const one of [method].flat())
      if (one !== 'HEAD' && action && limit) routes.push({ method: one, url, action, limit, body: schema?.body });
  });
  const site = makePortalSite(services, () => undefined);
  for (const feature of features) {
    feature.office?.(app, services);
    feature.portal?.(app, site);
  }
  await app.ready();
  await app.close();
  await Promise.all([services.db.destroy(), services.portalDb.destroy()]);
  return routes.sort((a, b) => byText(`${a.url} ${a.method}`, `${b.url} ${b.method}`));
}

/** Enough for routes to be declared with; connections are only made when something is asked. */
function servicesOfNobody(): Services {
  const nowhere = 'postgres://nobody@127.0.0.1:1/none';
  const calendar = makeCalendar([], []);
  return {
    config: readConfig({ DATABASE_URL: nowhere }),
    log: makeLog('silent'),
    db: connect(nowhere, { name: 'docs' }),
    portalDb: connect(nowhere, { name: 'docs' }),
    jobs: { enqueue: () => Promise.reject(new Error('nothing is enqueued here')) },
    files: {} as Services['files'],
    secrets: makeSecretBox('nothing is kept secret here, since nothing is kept'),
    catalogue: {
      kinds: new Map(kinds.map((kind) => [kind.key, kind])),
      contentTypes: new Map(contentTypes.map((type) => [type.key, type])),
    } as unknown as Services['catalogue'],
    time: wallClock,
    calendar: () => calendar,
    reloadCalendar: () => Promise.resolve(),
    portalChanged: () => undefined,
  };
}

export function routesPage(routes: readonly RouteFact[]): string {
  const policy = composedPolicy();
  const row = ({ method, url, action, limit }: RouteFact) => [
    method,
    code(url),
    `${policy[action]?.label ?? ''}<br>${code(action)}`,
    `${limit}：${LIMITS[limit].max} 次／${LIMITS[limit].per.replace('1 minute', '分钟')}`,
  ];
  const head = ['方法', '地址', '操作', '限次'];
  const isApi = ({ url }: RouteFact) => url.startsWith('/api/');
  return page('地址与接口', '按启动时的方式装配的程序', [
    '谁可以做每项操作见 [权限矩阵](access-matrix.md)。除读取外都须来自本站页面，并带 `x-form-token`。',
    '## 页面和公开地址',
    table(head, routes.filter((route) => !isApi(route)).map(row)),
    '## 接口',
    table(head, routes.filter(isApi).map(row)),
  ]);
}
