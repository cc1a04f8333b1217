import { Type } from 'typebox';
import type { MatterKind } from '#commons/casework/index.ts';
import { editionOn, readClock } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { Services } from '#platform/services.ts';
import { isFreshSubmission, newSubmissionId } from '#platform/submissions.ts';
import { misleading } from '#platform/text-guard.ts';
import { ClosureNotice, closedNow, readSiteFacts, standingOf } from '#portal/index.ts';
import { dayOfReceipt, keepFeedback } from '../feedback-intake.ts';
import { FEEDBACK_KINDS } from '../feedback-kinds.ts';
import {
  FEEDBACK_LENGTHS,
  FeedbackForm,
  feedbackForm,
  FeedbackReceipt,
  FeedbackReview,
  type TypedFeedback,
} from './feedback.tsx';

const sends = { action: 'publishing.send-feedback', limit: 'public-write', ownForm: true } as const;

/** 我为政府网站找错 in three pages that need no script: write, check, receipt. */
export function feedbackRoutes(app: App, site: PortalSite): void {
  const { services } = site;
  const { portalDb: db } = services;

  const Page = Type.Object({ page: Type.Optional(Type.String({ maxLength: FEEDBACK_LENGTHS.page })) });
  const standing = standingOf(site, feedbackForm.key);
  const empty = { url: '/feedback/new', action: 'publishing.send-feedback', query: Page, standing } as const;
  site.page(app, empty, async ({ query }) => {
    const typed = { page: query.page ?? '', kind: '', text: '' };
    return { element: <FeedbackForm site={await readSiteFacts(db)} typed={typed} closed={await closedWords()} /> };
  });

  /** Nothing where it is open. */
  async function closedWords() {
    const closure = await closedNow(site, feedbackForm.key);
    const ways = await feedbackForm.otherWays(db);
    return closure && <ClosureNotice closure={closure} form={feedbackForm} ways={ways} />;
  }

  app.post('/feedback/edit', { config: sends }, async (request, reply) =>
    answerPage(reply, 200, <FeedbackForm site={await readSiteFacts(db)} typed={typedIn(request.body)} />),
  );

  app.post('/feedback/review', { config: sends }, async (request, reply) => {
    const facts = await readSiteFacts(db);
    const typed = typedIn(request.body);
    const errors = feedbackErrors(typed);
    if (Object.keys(errors).length > 0)
      return answerPage(reply, 422, <FeedbackForm site={facts} typed={typed} errors={errors} />);
    return answerPage(
      reply,
      200,
      <FeedbackReview site={facts} typed={typed} id={newSubmissionId(services.time.today())} />,
    );
  });

  app.post('/feedback', { config: sends }, async (request, reply) => {
    const typed = typedIn(request.body);
    const id = fieldOf(request.body, 'id');
    const errors = feedbackErrors(typed);
    if (Object.keys(errors).length > 0)
      return answerPage(reply, 422, <FeedbackForm site={await readSiteFacts(db)} typed={typed} errors={errors} />);
    const closed = await closedWords();
    if (closed)
      return answerPage(reply, 503, <FeedbackForm site={await readSiteFacts(db)} typed={typed} closed={closed} />);
    const today = services.time.today();
    if (!isFreshSubmission(id, today))
      return answerPage(
        reply,
        422,
        <FeedbackReview site={await readSiteFacts(db)} typed={typed} id={newSubmissionId(today)} />,
      );
    const receipt = await keepFeedback(services, id, typed);
    return reply.redirect(`/feedback/receipts/${receipt}`, 303);
  });

  const Receipt = Type.Object({ receipt: Type.String({ maxLength: 40 }) });
  app.get(
    '/feedback/receipts/:receipt',
    { config: { ...sends, limit: 'page' }, schema: { params: Receipt } },
    async (request, reply) => {
      const { receipt } = request.params;
      const on = dayOfReceipt(services, receipt);
      if (!on) throw notFound('这张回执');
      const today = services.time.today();
      const page = { site: await readSiteFacts(db), receipt, on, reading: clockOf(services, on, today), today };
      return answerPage(reply, 200, <FeedbackReceipt {...page} />);
    },
  );
}

function typedIn(body: unknown): TypedFeedback {
  return {
    page: fieldOf(body, 'page'),
    kind: fieldOf(body, 'kind'),
    text: fieldOf(body, 'text'),
  };
}

/** Everything that is wrong, a sentence for each field. */
export function feedbackErrors({ page, kind, text }: TypedFeedback): Record<string, string> {
  const errors: Record<string, string> = {};
  const { page: longestPage, text: longestText } = FEEDBACK_LENGTHS;
  if (!page) errors.page = '请写明哪一页有错';
  else if (page.length > longestPage) errors.page = `网址不能超过 ${longestPage} 个字，请只留问号前面的部分`;
  const hidden = { page: misleading(page), text: misleading(text) };
  if (hidden.page) errors.page ??= `网址里${hidden.page}`;
  if (!Object.hasOwn(FEEDBACK_KINDS, kind)) errors.kind = '请选择是哪一类问题';
  if (!text) errors.text = '请写明错在哪里';
  else if (text.length > longestText) errors.text = `说明有 ${text.length} 个字，不能超过 ${longestText} 个字，请删减`;
  if (hidden.text) errors.text ??= `说明里${hidden.text}`;
  return errors;
}

/** The clock of the kind of matter that the report becomes; none where the installation has no such kind. */
function clockOf({ catalogue, calendar }: Services, on: LocalDate, today: LocalDate) {
  const editions = (catalogue.kinds.get('page-feedback') as MatterKind | undefined)?.clock;
  if (!editions || editions.length === 0) return undefined;
  const edition = editionOn(editions, on);
  const start = edition.startsOn[0];
  return start === undefined ? undefined : readClock(edition, [{ name: start, on }], calendar(), today);
}
