import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Type } from 'typebox';
import { addWorkdays } from '#kernel/calendar.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { isFreshSubmission, keepSubmission, newSubmissionId } from '../intake/submitting.ts';
import { guidePages } from '../guide/routes.tsx';
import { RequestForm, RequestReview } from './request-form.tsx';
import { RequestReceipt } from './request-receipt.tsx';
import { contentOf, typedErrors, typedIn } from './typed.ts';

const sends = { action: 'requests.submit', limit: 'public-write', ownForm: true } as const;

/** Asking for information in pages that need no script: write, check, receipt. How it stands is in `query/`. */
export function requestPages(app: App, site: PortalSite): void {
  const { services } = site;
  const { portalDb: db } = services;
  guidePages(app, site);

  const As = Type.Object({ as: Type.Optional(Type.String({ maxLength: 20 })) });
  site.page(app, { url: '/requests/new', action: 'requests.submit', query: As }, async ({ query }) => ({
    element: (
      <RequestForm
        site={await readSiteFacts(db)}
        typed={typedIn({ applicantKind: query.as === 'organisation' ? 'organisation' : 'citizen' })}
      />
    ),
  }));

  app.post('/requests/edit', { config: sends }, async (request, reply) =>
    answer(reply, 200, <RequestForm site={await readSiteFacts(db)} typed={typedIn(request.body)} />),
  );

  app.post('/requests/review', { config: sends }, async (request, reply) => {
    const facts = await readSiteFacts(db);
    const typed = typedIn(request.body);
    const errors = typedErrors(typed);
    if (Object.keys(errors).length > 0)
      return answer(reply, 422, <RequestForm site={facts} typed={typed} errors={errors} />);
    return answer(reply, 200, <RequestReview site={facts} typed={typed} id={newSubmissionId(services.time.today())} />);
  });

  // Answered with the receipt itself: a code stands in no address. Reloaded, it is the same application again, kept once.
  app.post('/requests', { config: sends }, async (request, reply) => {
    const facts = await readSiteFacts(db);
    const typed = typedIn(request.body);
    const errors = typedErrors(typed);
    if (Object.keys(errors).length > 0)
      return answer(reply, 422, <RequestForm site={facts} typed={typed} errors={errors} />);
    const today = services.time.today();
    const { id } = request.body as { readonly id?: unknown };
    if (typeof id !== 'string' || !isFreshSubmission(id, today))
      return answer(reply, 422, <RequestReview site={facts} typed={typed} id={newSubmissionId(today)} />);
    const submitted = await keepSubmission(services, id, contentOf(typed));
    const confirmBy = addWorkdays(today, 1, services.calendar()).on;
    return answer(reply, 200, <RequestReceipt site={facts} submitted={submitted} on={today} confirmBy={confirmBy} />);
  });
}

function answer(reply: FastifyReply, status: number, page: ReactElement): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}
