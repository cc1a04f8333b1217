import type { World } from '../../../testing/world.ts';
import type { RequestContent } from '../contract.ts';
import { openSubmissions } from '../intake/opening.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import { keepSubmission } from '../intake/submitting.ts';
import { citizen, type requestsDesk } from './requests-desk.ts';

type Desk = Awaited<ReturnType<typeof requestsDesk>>;

/** What a citizen holds of one request, and where it lies in the office. */
export interface Held {
  readonly id: string;
  readonly receipt: string;
  readonly code: string;
}

/** A citizen in front of the query page, over HTTP, without script. */
export function portalDesk(world: World, desk: Desk) {
  /** `from`: the network asked from. */
  const post = async (
    url: string,
    form: Readonly<Record<string, string>>,
    { accept = 'text/html', from = '203.0.113.9' }: { readonly accept?: string; readonly from?: string } = {},
  ) => {
    const { app } = await world.site();
    return app.inject({
      method: 'POST',
      url,
      remoteAddress: from,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept },
      payload: new URLSearchParams(form).toString(),
    });
  };
  return {
    post,
    /** Sent through the site on the clock's day and opened by the office. */
    async sent(content: RequestContent = citizen): Promise<Held> {
      const { services } = world;
      const { receipt, queryCode } = await keepSubmission(services, newSubmissionId(services.time.today()), content);
      await openSubmissions(services);
      const { id } = await services.db
        .selectFrom('request')
        .select('id')
        .where('receipt', '=', receipt)
        .executeTakeFirstOrThrow();
      return { id, receipt, code: queryCode };
    },
    /** The same, confirmed on its day and passed to the inspection office. */
    async underway(day: string, content: RequestContent = citizen): Promise<Held> {
      desk.on(day);
      const held = await this.sent(content);
      await desk.step(desk.officer, held.id, 'confirm', { receivedOn: day, evidence: '电话确认' });
      await desk.step(desk.officer, held.id, 'assign', { unitId: await desk.unit('jx-inspection') });
      return held;
    },
    page: ({ receipt, code }: Held, from?: string) => post('/requests/query', { receipt, code }, from ? { from } : {}),
  };
}

/** The value of a hidden field of a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
