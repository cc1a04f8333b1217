import type { Actor } from '#kernel/policy.ts';
import { lightOf, readerOf, seenMatter, stepsOffered } from '#commons/casework/index.ts';
import type { ActOffer, JsonSchema } from '#commons/casework/contract.ts';
import { notFound } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import { openClasses } from './bars.ts';
import type { DueBasis } from './import-contract.ts';
import type { EvaluationLine, ItemDetail, MeasureState, ReportLine } from './item-contract.ts';
import { workItemFields } from './fields.ts';
import { saidByReport } from './measure-reports.ts';
import type { Rhythm } from './rhythm.ts';

/** The work on one item beside what every matter shows: measures, reports by unit, notices, extensions, evaluations. */
export async function itemDetail(services: Services, actor: Actor, id: string): Promise<ItemDetail> {
  const { db } = services;
  const { matter, kind } = await seenMatter(db, services, actor, id);
  if (kind.key !== 'work-item') throw notFound('这项任务');
  const item = await db
    .selectFrom('work_item as w')
    .innerJoin('work_plan as p', 'p.id', 'w.plan_id')
    .innerJoin('work_plan_section as s', (join) =>
      join.onRef('s.plan_id', '=', 'w.plan_id').onRef('s.position', '=', 'w.section'),
    )
    .selectAll('w')
    .select(['p.title as planTitle', 's.title as sectionTitle'])
    .where('w.id', '=', id)
    .executeTakeFirstOrThrow();
  const open = await openClasses(db, id);
  return {
    id,
    version: matter.version,
    plan: { id: item.plan_id, title: item.planTitle },
    section: item.sectionTitle,
    number: item.number,
    title: item.title,
    text: item.text,
    annotations: item.annotations as unknown as readonly string[],
    dueBasis: item.due_basis as DueBasis,
    firstDueOn: item.first_due_on,
    rhythm: item.rhythm as Rhythm | null,
    nextReportOn: item.rhythm ? matter.targetOn : null,
    openClasses: await withNames(services, open),
    measures: await measuresOf(services, id),
    reports: await reportsOf(services, actor, { itemId: id }),
    notices: await noticesOf(services, actor, id),
    extensions: await extensionsOf(services, id),
    evaluations: await evaluationsOf(services, { itemId: id }),
  };
}

async function withNames({ db }: Services, open: Awaited<ReturnType<typeof openClasses>>) {
  if (open.length === 0) return [];
  const people = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      open.map(({ personId }) => personId),
    )
    .execute();
  return open.map(({ text, personId }) => ({
    text,
    personName: people.find((one) => one.id === personId)?.name ?? '',
  }));
}

async function measuresOf(services: Services, itemId: string): Promise<ItemDetail['measures']> {
  const { today, calendar } = readerOf(services);
  const rows = await services.db
    .selectFrom('work_measure as w')
    .innerJoin('unit as u', 'u.id', 'w.unit_id')
    .select(['w.id', 'w.text', 'u.name as unit', 'w.due_on as dueOn', 'w.done_on as doneOn'])
    .where('w.item_id', '=', itemId)
    .where('w.dropped_at', 'is', null)
    .orderBy('w.made_at')
    .orderBy('w.position')
    .execute();
  const said = await services.db
    .selectFrom('measure_report as s')
    .innerJoin('progress_report as r', 'r.id', 's.report_id')
    .distinctOn('s.measure_id')
    .select(['s.measure_id as measureId', 's.state', 's.line', 'r.reported_on as on'])
    .where('r.item_id', '=', itemId)
    .where('r.verdict', 'is distinct from', 'returned')
    .orderBy('s.measure_id')
    .orderBy('r.reported_at', 'desc')
    .execute();
  const last = new Map(
    said.map(({ measureId, state, ...one }) => [measureId, { ...one, state: state as MeasureState }]),
  );
  return rows.map((row) => ({
    ...row,
    light: lightOf({ dueOn: row.dueOn, closedOn: row.doneOn }, today, calendar),
    said: last.get(row.id) ?? null,
  }));
}

/** Progress of one item, or what waits for a decision and has been accepted lately in a whole plan; newest first. */
export async function reportsOf(
  services: Services,
  actor: Actor,
  of: { readonly itemId?: string; readonly planId?: string },
): Promise<ReportLine[]> {
  const { db } = services;
  let rows = db
    .selectFrom('progress_report as r')
    .innerJoin('work_item as w', 'w.id', 'r.item_id')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .innerJoin('person as p', 'p.id', 'r.reported_by')
    .select([
      'r.id',
      'r.item_id as itemId',
      'w.number as itemNumber',
      'w.title as itemTitle',
      'u.name as unit',
      'r.kind',
      'r.reported_on as reportedOn',
      'r.percent',
      'r.text',
      'p.name as by',
      'r.reported_by as reportedBy',
      'r.verdict',
      'r.reason',
    ])
    .orderBy('r.reported_at', 'desc')
    .limit(200);
  if (of.itemId) rows = rows.where('r.item_id', '=', of.itemId);
  if (of.planId)
    rows = rows.where('w.plan_id', '=', of.planId).where('r.kind', '<>', 'cooperating').where('r.verdict', 'is', null);
  const found = await rows.execute();
  const offers = await reportOffers(services, actor, found);
  const measures = await saidByReport(
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ reportedBy: _, kind, verdict, ...row }) => ({
    ...row,
    kind: kind as ReportLine['kind'],
    verdict: verdict as ReportLine['verdict'],
    measures: measures.get(row.id) ?? [],
    offers: offers.get(row.id) ?? [],
  }));
}

/** The decisions an actor may take on each waiting report: the item's own steps, with the report already named. */
async function reportOffers(
  services: Services,
  actor: Actor,
  reports: readonly {
    readonly id: string;
    readonly itemId: string;
    readonly kind: string;
    readonly verdict: string | null;
    readonly reportedBy: string;
  }[],
): Promise<ReadonlyMap<string, readonly ActOffer[]>> {
  const waiting = reports.filter(
    ({ verdict, kind, reportedBy }) => verdict === null && kind === 'lead' && reportedBy !== actor.id,
  );
  const byItem = new Map<string, readonly ActOffer[]>();
  const result = new Map<string, readonly ActOffer[]>();
  for (const { id, itemId } of waiting) {
    const offers = byItem.get(itemId) ?? (await itemOffers(services, actor, itemId, ['acceptReport', 'returnReport']));
    byItem.set(itemId, offers);
    result.set(
      id,
      offers.map((offer) => ({ ...offer, fields: withDefault(offer.fields, 'reportId', id) })),
    );
  }
  return result;
}

async function itemOffers(
  services: Services,
  actor: Actor,
  itemId: string,
  wanted: readonly string[],
): Promise<ActOffer[]> {
  const { matter } = await seenMatter(services.db, services, actor, itemId);
  const offered = await stepsOffered(services.db, services, matter, actor);
  return offered
    .filter(({ step }) => wanted.includes(step))
    .map(({ step, label, consequence, refusals }) => ({
      key: step,
      label,
      refusals,
      fields: (workItemFields as unknown as Readonly<Record<string, JsonSchema>>)[step] ?? {},
      path: `/api/matters/${itemId}/steps/${step}`,
      ...(consequence && { consequence }),
    }));
}

/** The form with one field already filled in, so that the act is about the row it stands beside. */
function withDefault(fields: JsonSchema, name: string, value: string): JsonSchema {
  const field = fields.properties?.[name];
  return field ? { ...fields, properties: { ...fields.properties, [name]: { ...field, default: value } } } : fields;
}

async function noticesOf(services: Services, actor: Actor, itemId: string): Promise<ItemDetail['notices']> {
  const { today, calendar } = readerOf(services);
  const rows = await services.db
    .selectFrom('supervision_notice as n')
    .innerJoin('unit as u', 'u.id', 'n.unit_id')
    .innerJoin('person as p', 'p.id', 'n.issued_by')
    .select([
      'n.id',
      'n.number',
      'n.unit_id as unitId',
      'u.name as unit',
      'n.demand',
      'n.reply_by as replyBy',
      'n.issued_on as issuedOn',
      'p.name as issuedBy',
      'n.reply',
      'n.replied_on as repliedOn',
    ])
    .where('n.item_id', '=', itemId)
    .orderBy('n.issued_on', 'desc')
    .orderBy('n.number', 'desc')
    .execute();
  const mine = new Set(actor.grants.map(({ unitId }) => unitId));
  const waiting = rows.some(({ unitId, repliedOn }) => repliedOn === null && mine.has(unitId));
  const offers = waiting ? await itemOffers(services, actor, itemId, ['answerSupervision']) : [];
  return rows.map(({ unitId, ...row }) => ({
    ...row,
    light: lightOf({ dueOn: row.replyBy, closedOn: row.repliedOn }, today, calendar),
    offers:
      row.repliedOn === null && mine.has(unitId)
        ? offers.map((offer) => ({ ...offer, fields: withDefault(offer.fields, 'noticeId', row.id) }))
        : [],
  }));
}

async function extensionsOf({ db }: Services, itemId: string): Promise<ItemDetail['extensions']> {
  return db
    .selectFrom('due_extension as e')
    .innerJoin('person as asker', 'asker.id', 'e.asked_by')
    .leftJoin('person as decider', 'decider.id', 'e.decided_by')
    .select([
      'e.id',
      'e.from_on as fromOn',
      'e.to_on as toOn',
      'e.reason',
      'asker.name as askedBy',
      'e.asked_at as askedAt',
      'e.granted',
      'e.opinion',
      'decider.name as decidedBy',
    ])
    .where('e.item_id', '=', itemId)
    .orderBy('e.asked_at', 'desc')
    .execute();
}

/** Evaluations of a plan as a whole and of its items, or of one item, newest first, each with what people said. */
export async function evaluationsOf(
  { db }: Services,
  of: { readonly itemId?: string; readonly planId?: string },
): Promise<EvaluationLine[]> {
  let rows = db
    .selectFrom('execution_evaluation as e')
    .innerJoin('person as p', 'p.id', 'e.made_by')
    .leftJoin('work_item as w', 'w.id', 'e.item_id')
    .select([
      'e.id',
      'e.item_id as itemId',
      'w.title as itemTitle',
      'e.method',
      'e.conclusion',
      'e.adjustment',
      'e.made_on as madeOn',
      'p.name as by',
      'e.document_id as documentId',
    ])
    .orderBy('e.made_on', 'desc')
    .orderBy('e.id')
    .limit(200);
  if (of.itemId) rows = rows.where('e.item_id', '=', of.itemId);
  if (of.planId) rows = rows.where('e.plan_id', '=', of.planId);
  const found = await rows.execute();
  if (found.length === 0) return [];
  const opinions = await db
    .selectFrom('evaluation_opinion')
    .selectAll()
    .where(
      'evaluation_id',
      'in',
      found.map(({ id }) => id),
    )
    .orderBy('position')
    .execute();
  return found.map((row) => ({
    ...row,
    opinions: opinions
      .filter(({ evaluation_id }) => evaluation_id === row.id)
      .map(({ speaker, channel, heard_on, verbatim }) => ({ speaker, channel, heardOn: heard_on, verbatim })),
  }));
}
