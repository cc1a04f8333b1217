import type { App } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { accountRoutes } from './routes/accounts.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { sessionRoutes } from './routes/session.ts';

/** The only ways to better-auth: none of its own routes is mounted, so there is none for signing up. */
export function identityRoutes(app: App, services: Services): void {
  sessionRoutes(app, services);
  ownAccountRoutes(app, services);
  accountRoutes(app, services);
}
