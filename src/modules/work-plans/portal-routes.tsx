import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import {
  boardFilter,
  boardOf,
  documentsAbout,
  linksTo,
  nextEdition,
  publicEvaluations,
  publicPlan,
  publicPlans,
  resultsOf,
} from './board.ts';
import { BoardPage } from './pages/board.tsx';
import { ItemPage } from './pages/item.tsx';
import { PlansPage } from './pages/plans.tsx';

const action = 'work-plans.read-public';
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByNo = Type.Object({ id: Type.String({ format: 'uuid' }), no: Type.String({ maxLength: 60 }) });
const Narrowing = Type.Object({ section: text(3), unit: text(80), state: text(20), q: text(60) });

/** The board of work plans, as sunlit_portal. */
export function workPlanPages(app: App, site: PortalSite): void {
  const { services } = site;
  const db = services.portalDb;
  const facts = () => site.remember('facts', () => readSiteFacts(db));
  const board = (id: string, today: LocalDate) =>
    site.remember(`board ${id}`, () => boardOf(db, id, today, services.calendar()));
  const demandPlan = async (id: string) => {
    const plan = await site.remember(`plan ${id}`, () => publicPlan(db, id));
    if (!plan) throw notFound('这份工作要点');
    return plan;
  };

  site.page(app, { url: '/work-plans', action }, async ({ today }) => {
    const plans = await publicPlans(db);
    const counted = await Promise.all(plans.map(async (plan) => ({ plan, items: await board(plan.id, today) })));
    return { element: <PlansPage site={await facts()} plans={counted} /> };
  });

  site.page(
    app,
    { url: '/work-plans/:id', action, params: ById, query: Narrowing },
    async ({ params, query, today }) => {
      const plan = await demandPlan(params.id);
      const [siteFacts, items, links, newer, documents, evaluations] = await Promise.all([
        facts(),
        board(plan.id, today),
        linksTo(db, [plan.documentId]),
        nextEdition(db, plan.id),
        documentsAbout(db, plan),
        publicEvaluations(db, plan.id),
      ]);
      const source = links.get(plan.documentId);
      return {
        element: (
          <BoardPage
            {...{ site: siteFacts, plan, items, filter: boardFilter(query), source, newer, documents, evaluations }}
          />
        ),
      };
    },
  );

  site.page(app, { url: '/work-plans/:id/items/:no', action, params: ByNo }, async ({ params, today }) => {
    const plan = await demandPlan(params.id);
    const items = await board(plan.id, today);
    const at = items.findIndex(({ no }) => no === params.no);
    const item = items[at];
    if (!item) throw notFound('这项任务');
    const [siteFacts, results, evaluations] = await Promise.all([
      facts(),
      resultsOf(db, item.id),
      publicEvaluations(db, item.id),
    ]);
    const links = await linksTo(db, [
      ...item.progress.map(({ documentId }) => documentId),
      ...results.map(({ documentId }) => documentId),
    ]);
    return {
      element: (
        <ItemPage
          {...{
            site: siteFacts,
            plan,
            item,
            previous: items[at - 1],
            next: items[at + 1],
            results,
            evaluations,
            links,
          }}
        />
      ),
    };
  });

  site.page(app, { url: '/open/v1/work-plans/:id', action, params: ById }, async ({ params, today }) => {
    const plan = await demandPlan(params.id);
    const items = await board(plan.id, today);
    return { type: 'application/json; charset=utf-8', body: JSON.stringify({ ...plan, items }) };
  });
}
