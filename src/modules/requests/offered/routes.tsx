import { Type } from 'typebox';
import { answerFinder, documentPath, type PublishedAnswer } from '#commons/publishing/index.ts';
import { civilDate, dateOf, type LocalDate, yearOf } from '#kernel/dates.ts';
import { notFound, refused } from '#kernel/errors.ts';
import { answerPage } from '#platform/answer-page.ts';
import { type App, actorOf } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { Services } from '#platform/services.ts';
import { FormPage, readSiteFacts } from '#portal/index.ts';
import { REQUEST_FORM } from '../pages/request-form.tsx';
import { offeredAnswers, tellOffer } from './counting.ts';
import { isReader } from './reader.ts';

const offers = { action: 'requests.submit', limit: 'public-write', ownForm: true } as const;
/** The search reads the first words; the page sends no more. */
const Asked = Type.Object(
  { q: Type.String({ maxLength: 300 }), first: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
/** What it is about in words, not in an address: descriptions may name people, and addresses are logged on their way. */
const asks = { config: { ...offers, limit: 'public-search' }, schema: { body: Asked } } as const;

/** Answers that stand published already, while somebody writes; the way to one; and the word that it was enough. Never in the way of applying. */
export function answerPages(app: App, site: PortalSite): void {
  const { services } = site;
  const find = answerFinder(site);

  app.post('/requests/answers', asks, async (request, reply) => {
    const { q, first = false } = request.body;
    const answers = await find(q, services.time.today());
    if (first && answers.length > 0) await tellOffer(services, 'shown');
    return reply.header('cache-control', 'no-store').send({ answers: answers.map(shown) });
  });

  const ByNumber = Type.Object({ indexNumber: Type.String({ maxLength: 120 }) });
  app.get(
    '/requests/answers/:indexNumber',
    { config: { ...offers, limit: 'public-search' }, schema: { params: ByNumber } },
    async (request, reply) => {
      const { indexNumber } = request.params;
      const document = await services.portalDb
        .selectFrom('portal.document')
        .select('id')
        .where('index_number', '=', indexNumber)
        .executeTakeFirst();
      if (!document) throw notFound('这份文件');
      if (isReader(request)) await tellOffer(services, 'opened');
      return reply.header('cache-control', 'no-store').redirect(documentPath(indexNumber), 303);
    },
  );

  app.post('/requests/found', { config: offers }, async (_request, reply) => {
    await tellOffer(services, 'found');
    return answerPage(
      reply,
      200,
      <FormPage site={await readSiteFacts(services.portalDb)} form={REQUEST_FORM} step="已找到">
        <div className="page-head">
          <h1>已找到需要的信息，没有提交申请</h1>
          <p className="lead" data-forget="request-citizen request-organisation">
            您填写的内容没有提交，也没有保存。谢谢您告诉我们。
          </p>
        </div>
        <p>
          <a href="/requests/new">还是要申请</a>　<a href="/">回到首页</a>
        </p>
      </FormPage>,
    );
  });
}

const shown = ({ title, indexNumber, unitName, releasedAt }: PublishedAnswer) => ({
  title,
  href: answerHref(indexNumber),
  from: `${unitName}，${civilDate(releasedAt)}`,
});

/** Through the counter to the document. */
export const answerHref = (indexNumber: string): string => `/requests/answers/${encodeURIComponent(indexNumber)}`;

const Span = Type.Object({
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
});

/** Whether offering them helped; of this year where no days are given. */
export function answerStatistics(app: App, services: Services): void {
  app.get(
    '/api/requests/offered-answers',
    { config: { action: 'requests.read', limit: 'read' }, schema: { querystring: Span } },
    (request) => {
      actorOf(request);
      const today = services.time.today();
      const { from = dateOf(yearOf(today), 1, 1), to = today } = request.query;
      if (from > to) throw refused(['开始日期不能晚于结束日期']);
      return offeredAnswers(services.db, from as LocalDate, to as LocalDate);
    },
  );
}
