import { sql } from 'kysely';
import { notFound } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lightColumn, lineOf, lineRows, readerOf } from '#commons/casework/index.ts';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import type { DueBasis, PreviewParty } from './import-contract.ts';
import type { ItemLine, ItemsFilter, ItemsPage, PlanDetail, PlanLine, Plans } from './contract.ts';
import { mayHandle } from './imports.ts';
import { evaluationsOf, reportsOf } from './item-queries.ts';
import { workPlansPolicy } from './policy.ts';
import { workItemWorkflow } from './workflow.ts';

export const bureausOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1))),
];

function planRows(services: Services, actor: Actor) {
  const today = services.time.today();
  return services.db
    .selectFrom('work_plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .where('p.bureau_id', 'in', [...bureausOf(actor), NOBODY])
    .select((eb) => [
      'p.id',
      'p.title',
      'p.document_number as documentNumber',
      'p.year',
      'p.edition',
      'p.issued_on as issuedOn',
      'p.source',
      'p.bureau_id as bureauId',
      'p.previous_plan_id as previousPlanId',
      'p.document_id as documentId',
      'd.released_at as releasedAt',
      eb.selectFrom('work_plan as n').select('n.id').whereRef('n.previous_plan_id', '=', 'p.id').as('nextPlanId'),
      sql<number>`(select count(*)::int from work_item w where w.plan_id = p.id)`.as('items'),
      sql<number>`(select count(*)::int from work_item w join matter m on m.id = w.id where w.plan_id = p.id and m.state = 'completed')`.as(
        'completed',
      ),
      sql<number>`(select count(*)::int from work_item w join matter m on m.id = w.id where w.plan_id = p.id and m.closed_on is null and m.due_on < ${today}::date)`.as(
        'overdue',
      ),
    ]);
}

/** No unit has this id; keeps `in ()` from being empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

type PlanRow = Awaited<ReturnType<ReturnType<typeof planRows>['executeTakeFirstOrThrow']>>;

const lineOfPlan = ({ bureauId: _, source: __, previousPlanId: ___, nextPlanId, ...row }: PlanRow): PlanLine => ({
  ...row,
  superseded: nextPlanId !== null,
});

/** The plans of the actor's bureaus, newest year first, and the imports not yet confirmed. */
export async function plansOf(services: Services, actor: Actor): Promise<Plans> {
  const rows = await planRows(services, actor).orderBy('p.year', 'desc').orderBy('p.made_at', 'desc').execute();
  const mayImport = allows(workPlansPolicy['work-plans.import'], actor);
  const drafts = mayImport
    ? await services.db
        .selectFrom('work_plan_import as i')
        .innerJoin('person as p', 'p.id', 'i.made_by')
        .select([
          'i.id',
          'i.file_name as fileName',
          'p.name as madeBy',
          'i.made_at as madeAt',
          sql<string>`coalesce(i.corrections ->> 'title', i.reading ->> 'title')`.as('title'),
        ])
        .where('i.bureau_id', 'in', [...bureausOf(actor), NOBODY])
        .where('i.state', '=', 'draft')
        .orderBy('i.made_at', 'desc')
        .limit(50)
        .execute()
    : [];
  return { rows: rows.map(lineOfPlan), drafts, mayImport };
}

/** One plan with what its page shows around the ledger of items. */
export async function planDetail(services: Services, actor: Actor, id: string): Promise<PlanDetail> {
  const { db } = services;
  const row = await planRows(services, actor).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('这份工作要点');
  const sections = await db
    .selectFrom('work_plan_section')
    .select(['position', 'number', 'title'])
    .where('plan_id', '=', id)
    .orderBy('position')
    .execute();
  const counts = await db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select((eb) => ['m.state', eb.fn.countAll<number>().as('items')])
    .where('w.plan_id', '=', id)
    .groupBy('m.state')
    .execute();
  const units = await db
    .selectFrom('work_item as w')
    .innerJoin('matter_unit as mu', 'mu.matter_id', 'w.id')
    .innerJoin('unit as u', 'u.id', 'mu.unit_id')
    .select(['u.id', 'u.name', 'u.position'])
    .distinct()
    .where('w.plan_id', '=', id)
    .orderBy('u.position')
    .execute();
  const bulletins = await db
    .selectFrom('document as d')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select(['d.id', 'r.title', 'm.state', sql<LocalDate | null>`formed_on(r)`.as('formedOn')])
    .where('d.type', 'in', ['work-progress', 'work-result', 'work-evaluation'])
    .where(sql<boolean>`r.data ->> 'planId' = ${id}`)
    .orderBy('m.started_at', 'desc')
    .limit(100)
    .execute();
  const publication = services.catalogue.kinds.get('publication');
  const mayEvaluate = allows({ ...workPlansPolicy['work-plans.evaluate'], scope: 'bureau' }, actor, {
    bureauId: row.bureauId,
  });
  return {
    ...lineOfPlan(row),
    source: row.source,
    previousPlanId: row.previousPlanId,
    nextPlanId: row.nextPlanId,
    sections,
    states: Object.entries(workItemWorkflow.states).map(([key, { label }]) => ({
      key,
      label,
      items: counts.find(({ state }) => state === key)?.items ?? 0,
    })),
    units: units.map(({ id: unitId, name }) => ({ id: unitId, name })),
    mayCompose: mayHandle(actor, row.bureauId),
    mayEvaluate,
    reports: await reportsOf(services, actor, { planId: id }),
    evaluations: await evaluationsOf(services, { planId: id }),
    bulletins: bulletins.map(({ state, ...one }) => ({
      ...one,
      stateLabel: publication?.workflow.states[state]?.label ?? state,
    })),
  };
}

const LARGEST = 2000;

/** A page of a plan's items, filtered and sorted by the database; every item of it for an export. */
export async function itemsOf(
  services: Services,
  actor: Actor,
  planId: string,
  filter: ItemsFilter,
  all = false,
): Promise<ItemsPage> {
  const plan = await services.db
    .selectFrom('work_plan')
    .select('id')
    .where('id', '=', planId)
    .where('bureau_id', 'in', [...bureausOf(actor), NOBODY])
    .executeTakeFirst();
  if (!plan) throw notFound('这份工作要点');
  const reader = readerOf(services);
  const { page = 1, size = 50, sort = 'number' } = filter;
  const matching = matchingItems(services, planId, filter, reader.today);
  const rows = await sorted(matching, sort)
    .limit(all ? LARGEST : size)
    .offset(all ? 0 : (page - 1) * size)
    .execute();
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map((row) => itemLine(row, lineOf(row, reader))), total, page, size };
}

function matchingItems(
  services: Services,
  planId: string,
  { section, unit, state, light, q }: ItemsFilter,
  today: LocalDate,
) {
  let rows = lineRows(services.db)
    .innerJoin('work_item as w', 'w.id', 'm.id')
    .innerJoin('work_plan_section as s', (join) =>
      join.onRef('s.plan_id', '=', 'w.plan_id').onRef('s.position', '=', 'w.section'),
    )
    .where('w.plan_id', '=', planId)
    .select([
      'w.number as itemNumber',
      's.title as section',
      'w.parties',
      'w.due_basis as dueBasis',
      'w.section as sectionPosition',
      'w.position',
      sql<number>`coalesce((select r.percent from progress_report r where r.item_id = m.id and r.kind <> 'cooperating' and r.verdict is distinct from 'returned' order by r.reported_at desc limit 1), 0)`.as(
        'percent',
      ),
      sql<LocalDate | null>`(select max(r.reported_on) from progress_report r where r.item_id = m.id and r.kind <> 'cooperating')`.as(
        'lastReportOn',
      ),
      sql<number>`(select count(*)::int from supervision_notice n where n.item_id = m.id and n.replied_on is null)`.as(
        'openNotices',
      ),
      sql<boolean>`exists (select from due_extension e where e.item_id = m.id and e.granted is null)`.as(
        'extensionAsked',
      ),
      sql<number>`(select count(*)::int from matter_unit mu where mu.matter_id = m.id and mu.part in ('joint', 'cooperating') and mu.done_on is null)`.as(
        'openParts',
      ),
    ]);
  if (section !== undefined) rows = rows.where('w.section', '=', section);
  if (state) rows = rows.where('m.state', '=', state);
  if (unit)
    rows = rows.where((eb) =>
      eb.exists(
        eb
          .selectFrom('matter_unit as part')
          .select('part.unit_id')
          .whereRef('part.matter_id', '=', 'm.id')
          .where('part.unit_id', '=', unit),
      ),
    );
  if (light) rows = rows.where(lightColumn(today, services.calendar()), '=', light);
  if (q?.trim()) rows = rows.where('w.title', 'ilike', containing(q));
  return rows;
}

function sorted(rows: ReturnType<typeof matchingItems>, sort: NonNullable<ItemsFilter['sort']>) {
  if (sort === 'state') return rows.orderBy('m.state').orderBy('w.section').orderBy('w.position');
  if (sort === 'number') return rows.orderBy('w.section').orderBy('w.position');
  const down = sort === '-due';
  return rows
    .orderBy('m.due_on', (o) => (down ? o.desc().nullsLast() : o.asc().nullsLast()))
    .orderBy('w.section')
    .orderBy('w.position');
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof matchingItems>['executeTakeFirstOrThrow']>>;

function itemLine(row: ItemRow, line: ReturnType<typeof lineOf>): ItemLine {
  // Written by the import only.
  const parties = row.parties as unknown as readonly PreviewParty[];
  const of = (role: PreviewParty['role']) => parties.filter((party) => party.role === role).map(({ text }) => text);
  return {
    ...line,
    itemNumber: row.itemNumber,
    section: row.section,
    leads: of('leads'),
    joint: of('joint'),
    cooperating: of('cooperating'),
    percent: row.percent,
    lastReportOn: row.lastReportOn,
    dueBasis: row.dueBasis as DueBasis,
    openNotices: row.openNotices,
    extensionAsked: row.extensionAsked,
    openParts: row.openParts,
  };
}
