import { sql } from 'kysely';
import { dateOf, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { lightOf, targetOf, visibleTo } from '#commons/casework/index.ts';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import type { DocumentFilter, DocumentLine } from './document-contract.ts';
import { countedRevision, firstReleasedAt, isOutNow, overdueOn, releasedLate, yearOfChina } from './first-release.ts';
import { formedOn } from './formed-on.ts';
import type { Disclosure } from './statutory-kinds.ts';
import { publicationWorkflow } from './workflow.ts';

/** A page of the documents somebody may see, newest first unless sorted otherwise, with what must be known to work on them. */
export async function documentLedger(
  services: Services,
  actor: Actor,
  filter: DocumentFilter,
): Promise<{ rows: DocumentLine[]; total: number }> {
  const matching = matchingDocuments(services, actor, filter);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await sortedDocuments(matching, filter.sort)
    .select([
      'd.id',
      'd.type',
      'd.index_number as indexNumber',
      'd.released_at as releasedAt',
      'm.state',
      'm.target_on as targetOn',
      'm.target_days as targetDays',
      'm.due_on as dueOn',
      'm.due_provisional as dueProvisional',
      'm.clock_state as clockState',
      'm.closed_on as closedOn',
      'r.title',
      'r.document_number as documentNumber',
      'r.disclosure',
      formedOn.as('formedOn'),
      'c.name as columnName',
      'u.name as unitName',
    ])
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute();
  const states: Readonly<Record<string, { readonly label: string }>> = publicationWorkflow.states;
  return {
    total,
    rows: rows.map(({ clockState, closedOn, targetOn, targetDays, ...row }) => ({
      ...row,
      // The table's check allows no other words.
      disclosure: row.disclosure as Disclosure,
      typeLabel: services.catalogue.contentTypes.get(row.type)?.label ?? row.type,
      stateLabel: states[row.state]?.label ?? row.state,
      closed: closedOn !== null,
      target: targetOf({ targetOn, targetDays, closedOn }, services.time.today(), services.calendar()),
      light: lightOf({ dueOn: row.dueOn, clockState, closedOn }, services.time.today(), services.calendar()),
    })),
  };
}

const allDocuments = ({ db }: Services) =>
  db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .innerJoin('publication_column as c', 'c.key', 'r.column_key')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id');

function matchingDocuments(services: Services, actor: Actor, filter: DocumentFilter): Documents {
  const { type, state, column, disclosure } = filter;
  let rows = allDocuments(services).where(visibleTo(actor, services.catalogue.kinds));
  if (type) rows = rows.where('d.type', '=', type);
  if (state) rows = rows.where('m.state', '=', state);
  if (column) rows = rows.where('r.column_key', '=', column);
  if (disclosure) rows = rows.where('r.disclosure', '=', disclosure);
  rows = ofYear(rows, filter);
  rows = declaredAs(rows, filter);
  rows = stillOwed(rows, filter, services.time.today());
  const q = filter.q?.trim();
  if (q) {
    const words = containing(q);
    rows = rows.where((eb) =>
      eb.or([
        eb('r.title', 'ilike', words),
        eb('r.document_number', 'ilike', words),
        eb('d.index_number', 'ilike', words),
      ]),
    );
  }
  return rows;
}

type Documents = ReturnType<typeof allDocuments>;

/** What the statistics of a year count: first released in it, or begun in it and not discarded. */
function ofYear(rows: Documents, { releasedIn, begunIn, promptness }: DocumentFilter): Documents {
  if (releasedIn) {
    const { from, to } = yearOfChina(releasedIn);
    rows = rows.where(firstReleasedAt, '>=', from).where(firstReleasedAt, '<', to);
  }
  if (begunIn) {
    const { from, to } = yearOfChina(begunIn);
    rows = rows.where('m.started_at', '>=', from).where('m.started_at', '<', to).where('m.state', '<>', 'discarded');
  }
  if (promptness) rows = rows.where(firstReleasedAt, 'is not', null).where(releasedLate, '=', promptness === 'late');
  return rows;
}

/** What was to be public by now and is not: for the first time, or as the information has changed since. */
function stillOwed(rows: Documents, { unpublished, dueIn }: DocumentFilter, today: LocalDate): Documents {
  if (unpublished) rows = rows.where(overdueOn(today)).where(isOutNow, '=', unpublished === 'change');
  if (dueIn) rows = rows.where('m.due_on', '>=', dateOf(dueIn, 1, 1)).where('m.due_on', '<=', dateOf(dueIn, 12, 31));
  return rows;
}

/** By what is declared of what is out; the ground for not publishing is that of the current revision. */
function declaredAs(rows: Documents, { statutoryClass, opennessClass, basis }: DocumentFilter): Documents {
  if (statutoryClass !== undefined || opennessClass)
    rows = rows.where((eb) => {
      let counted = eb.selectFrom('document_revision as out').select('out.id').where('out.id', '=', countedRevision);
      if (statutoryClass !== undefined) counted = counted.where('out.statutory_class', '=', statutoryClass);
      if (opennessClass) counted = counted.where('out.openness_class', '=', opennessClass);
      return eb.exists(counted);
    });
  if (basis) rows = rows.where('r.disclosure_basis', '=', basis);
  return rows;
}

const COLUMNS = {
  index: 'd.index_number',
  formed: formedOn,
  due: 'm.due_on',
  released: 'd.released_at',
  started: 'm.started_at',
} as const;

function sortedDocuments(rows: Documents, sort: NonNullable<DocumentFilter['sort']> | '-started' = '-started') {
  const column = COLUMNS[sort.replace(/^-/, '') as keyof typeof COLUMNS];
  return rows
    .orderBy(typeof column === 'string' ? sql.ref(column) : column, (o) =>
      sort.startsWith('-') ? o.desc().nullsLast() : o.asc().nullsLast(),
    )
    .orderBy('d.id');
}
