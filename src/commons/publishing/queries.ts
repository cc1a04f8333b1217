import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import { currentRevision, revisionById } from './revisions.ts';

export interface DocumentFilter {
  readonly type?: string;
  readonly state?: string;
  readonly column?: string;
  readonly disclosure?: string;
  readonly q?: string;
  readonly page: number;
  readonly pageSize: number;
}

/** The ledger of documents of the actor's bureaus, newest first, with what must be known to work on them. */
export async function documentLedger(db: Db, actor: Actor, filter: DocumentFilter) {
  const bureaus = [...new Set(actor.grants.flatMap((grant) => grant.unitPath.slice(0, 1)))];
  if (bureaus.length === 0) return { rows: [], total: 0 };
  let query = db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .innerJoin('publication_column as c', 'c.key', 'r.column_key')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .where('m.bureau_id', 'in', bureaus);
  if (filter.type) query = query.where('d.type', '=', filter.type);
  if (filter.state) query = query.where('m.state', '=', filter.state);
  if (filter.column) query = query.where('r.column_key', '=', filter.column);
  if (filter.disclosure) query = query.where('r.disclosure', '=', filter.disclosure);
  if (filter.q)
    query = query.where((eb) =>
      eb.or([
        eb('r.title', 'ilike', contains(filter.q ?? '')),
        eb('d.index_number', '=', filter.q ?? ''),
        eb('r.document_number', '=', filter.q ?? ''),
      ]),
    );
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'd.id',
      'd.type',
      'd.index_number as indexNumber',
      'd.released_at as releasedAt',
      'm.number as matterNumber',
      'm.state',
      'm.due_on as dueOn',
      'm.version',
      'r.number as revision',
      'r.title',
      'r.document_number as documentNumber',
      'r.disclosure',
      'r.openness_class as opennessClass',
      'r.statutory_class as statutoryClass',
      'r.formed_on as formedOn',
      'c.name as columnName',
      'u.name as unitName',
    ])
    .orderBy('m.started_at', 'desc')
    .orderBy('d.id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { rows, total };
}

const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** One document for its screen: current content, all revisions, all signatures with whether they still count, releases. */
export async function documentDetail(db: Db | Tx, id: string) {
  const document = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!document) return undefined;
  const current = await currentRevision(db, id);
  const matter = await db.selectFrom('matter').select('round').where('id', '=', id).executeTakeFirstOrThrow();
  const revisions = await db
    .selectFrom('document_revision as r')
    .innerJoin('person as p', 'p.id', 'r.made_by')
    .select([
      'r.id',
      'r.number',
      'r.title',
      'r.reason',
      'r.content_hash as contentHash',
      'p.name as madeBy',
      'r.made_at as madeAt',
    ])
    .where('r.document_id', '=', id)
    .orderBy('r.number', 'desc')
    .execute();
  const signatures = await db
    .selectFrom('signature as s')
    .innerJoin('person as p', 'p.id', 's.signer_id')
    .innerJoin('document_revision as r', 'r.id', 's.revision_id')
    .select([
      's.id',
      's.step',
      's.agrees',
      's.opinion',
      's.checklist',
      's.round',
      'p.name as signer',
      's.signed_at as signedAt',
      'r.number as revision',
      's.content_hash as contentHash',
    ])
    .orderBy('s.signed_at')
    .where('s.document_id', '=', id)
    .execute();
  const releases = await db
    .selectFrom('release as x')
    .innerJoin('person as p', 'p.id', 'x.ordered_by')
    .innerJoin('document_revision as r', 'r.id', 'x.revision_id')
    .select([
      'x.id',
      'x.kind',
      'x.reason',
      'p.name as orderedBy',
      'x.release_at as releaseAt',
      'x.released_at as releasedAt',
      'x.failure',
      'x.cancelled_at as cancelledAt',
      'r.number as revision',
    ])
    .where('x.document_id', '=', id)
    .orderBy('x.ordered_at')
    .execute();
  return {
    id,
    type: document.type,
    indexNumber: document.index_number,
    releasedAt: document.released_at,
    withdrawnAt: document.withdrawn_at,
    current: { id: current.id, number: current.number, contentHash: current.contentHash, content: current.content },
    revisions,
    signatures: signatures.map((s) => ({
      ...s,
      counts: s.agrees && s.round === matter.round && s.contentHash === current.contentHash,
    })),
    releases,
  };
}

export async function revisionContent(db: Db, documentId: string, number: number) {
  const row = await db
    .selectFrom('document_revision')
    .select('id')
    .where('document_id', '=', documentId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && revisionById(db, row.id);
}

/** Columns with their responsible unit, last release and how many days they may still rest before they go stale. */
export function columnsWithFreshness(db: Db) {
  return db
    .selectFrom('publication_column as c')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .select((eb) => [
      'c.key',
      'c.name',
      'c.description',
      'c.keywords',
      'c.type',
      'c.section',
      'c.unit_id as unitId',
      'u.name as unitName',
      'c.position',
      'c.fresh_days as freshDays',
      'c.version',
      sql<
        string | null
      >`(select max(d.released_at) from document d join document_revision r on r.id = d.released_revision_id
        where r.column_key = ${eb.ref('c.key')} and d.withdrawn_at is null)`.as('lastReleasedAt'),
      sql<number>`(select count(*)::int from document d join document_revision r on r.id = d.released_revision_id
        where r.column_key = ${eb.ref('c.key')} and d.withdrawn_at is null)`.as('documents'),
    ])
    .orderBy('c.position')
    .execute();
}
