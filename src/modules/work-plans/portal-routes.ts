import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';

export function workPlanPages(_app: App, _site: PortalSite): void {
}
