import { sql } from 'kysely';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { RELATIONS } from './contract.ts';
import { documentPath } from './document-path.ts';

// What the public pages read, as sunlit_portal: schema `portal` and nothing else.

export interface PublicColumn {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
  readonly section: string;
  readonly unitName: string | null;
  readonly updatedAt: Instant | null;
  readonly retiredOn: LocalDate | null;
  readonly retiredReason: string | null;
  readonly successorKey: string | null;
}

/** A document as lists show it. */
export interface ListedDocument {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly columnKey: string;
  readonly unitName: string;
  readonly summary: string | null;
  readonly formedOn: LocalDate;
  readonly releasedAt: Instant;
}

export interface PublicDocument extends ListedDocument {
  readonly type: string;
  readonly source: string | null;
  /** 联合发文: the organs in order, the lead maker first; none where one issued it alone. */
  readonly jointOrgans: readonly string[];
  /** Where the lead maker has published it, where that is another organ. */
  readonly leadPublication: string | null;
  readonly opennessClass: string;
  /** Null where it is none of the fifteen. */
  readonly statutoryClass: number | null;
  readonly keywords: string | null;
  readonly bodyHtml: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly attachments: readonly PublicAttachment[];
  readonly relations: readonly { readonly kind: keyof typeof RELATIONS; readonly documentId: string }[];
  /** A correction with `changedOn` is a change of the information itself, not a slip put right. */
  readonly corrections: readonly { readonly at: Instant; readonly reason: string; readonly changedOn?: LocalDate }[];
  readonly contentHash: string;
  readonly changedAt: Instant;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnReason: string | null;
  readonly unitKey: string | null;
  readonly views: number;
  /** The last day it is shown for; afterwards it stays readable. */
  /** As announced; where that is a rest day it ends later (`last-day.ts`). */
  readonly expiresOn: LocalDate | null;
  readonly validity: Validity | null;
}

/** What the ledger of normative documents says of it. */
export interface Validity {
  readonly state: string;
  readonly label: string;
  readonly effectiveOn: LocalDate | null;
  readonly validUntil: LocalDate | null;
  readonly reason: string | null;
  readonly on: LocalDate | null;
  readonly by: { readonly indexNumber: string; readonly title: string } | null;
}

export interface PublicAttachment {
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
}

export interface RelatedDocument {
  readonly kind: keyof typeof RELATIONS;
  /** The other document names this one. */
  readonly incoming: boolean;
  readonly indexNumber: string;
  readonly title: string;
  readonly releasedAt: Instant;
  /** In a word, where the ledger says that it is no longer in force. */
  readonly ended: string | null;
}

export function publicColumns(db: Db): Promise<PublicColumn[]> {
  return db
    .selectFrom('portal.publication_column')
    .select([
      'key',
      'name',
      'description',
      'keywords',
      'type',
      'section',
      'unit_name as unitName',
      'updated_at as updatedAt',
      'retired_on as retiredOn',
      'retired_reason as retiredReason',
      'successor_key as successorKey',
    ])
    .orderBy('position')
    .orderBy('key')
    .execute();
}

/** Columns in which something stands. An empty one keeps its address, but nobody is led to it. */
export async function filledColumns(db: Db): Promise<PublicColumn[]> {
  const [columns, byColumn] = await Promise.all([publicColumns(db), newestByColumn(db, 1)]);
  return columns.filter(({ key, retiredOn }) => byColumn.has(key) && retiredOn === null);
}

export const LISTED = [
  'd.id',
  'd.index_number as indexNumber',
  'd.title',
  'd.document_number as documentNumber',
  'd.column_key as columnKey',
  'd.unit_name as unitName',
  'd.summary',
  'd.formed_on as formedOn',
  'd.first_released_at as releasedAt',
] as const;

/** The newest of all, or of one column. */
export function newestDocuments(db: Db, limit: number, column?: string): Promise<ListedDocument[]> {
  let query = db.selectFrom('portal.document as d').select(LISTED).where('d.withdrawn_at', 'is', null);
  if (column) query = query.where('d.column_key', '=', column);
  return query.orderBy('d.first_released_at', 'desc').orderBy('d.id').limit(limit).execute();
}

/** The organs of those among some documents that were issued jointly. */
export async function jointOrgansOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; organs: readonly string[] }>`
    select d.id, d.joint_organs as organs from portal.document d
    where d.id = any(${[...ids]}::uuid[]) and d.joint_organs <> '[]'`.execute(db);
  return new Map(rows.map(({ id, organs }) => [id, organs]));
}

/** The newest few of every column, in one question. */
export async function newestByColumn(db: Db, each: number): Promise<ReadonlyMap<string, readonly ListedDocument[]>> {
  const { rows } = await sql<ListedDocument>`
    select d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.column_key as "columnKey",
           d.unit_name as "unitName", d.summary, d.formed_on as "formedOn",
           d.first_released_at as "releasedAt"
    from portal.publication_column c
    cross join lateral (
      select * from portal.document x
      where x.column_key = c.key and x.withdrawn_at is null
      order by x.first_released_at desc, x.id limit ${each}
    ) d
    order by c.position, c.key, d.first_released_at desc, d.id`.execute(db);
  return Map.groupBy(rows, (row) => row.columnKey);
}

/** One document by its index number, withdrawn ones included: their address keeps answering. */
export async function publicDocument(db: Db, indexNumber: string): Promise<PublicDocument | undefined> {
  const row = await db
    .selectFrom('portal.document as d')
    .leftJoin('portal.unit as u', 'u.id', 'd.unit_id')
    .select(LISTED)
    .select([
      'd.type',
      'd.source',
      'd.joint_organs as jointOrgans',
      'd.lead_publication as leadPublication',
      'd.openness_class as opennessClass',
      'd.statutory_class as statutoryClass',
      'd.keywords',
      'd.body_html as bodyHtml',
      'd.data',
      'd.attachments',
      'd.relations',
      'd.corrections',
      'd.content_hash as contentHash',
      'd.released_at as changedAt',
      'd.withdrawn_at as withdrawnAt',
      'd.withdrawn_reason as withdrawnReason',
      'd.expires_on as expiresOn',
      'u.key as unitKey',
    ])
    .where('d.index_number', '=', indexNumber)
    .executeTakeFirst();
  if (!row) return undefined;
  const [views, validity] = await Promise.all([viewsOf(db, documentPath(indexNumber)), validityOf(db, row.id)]);
  // The jsonb columns were checked by `Content` before the door let them out.
  return { ...row, views, validity } as unknown as PublicDocument;
}

async function validityOf(db: Db, documentId: string): Promise<Validity | null> {
  const row = await db
    .selectFrom('portal.record')
    .select('body')
    .where('kind', '=', 'validity')
    .where('key', '=', documentId)
    .executeTakeFirst();
  // Written by the ledger through the door.
  return (row?.body as unknown as Validity | undefined) ?? null;
}

async function viewsOf(db: Db, path: string): Promise<number> {
  const row = await db.selectFrom('portal.page_views').select('views').where('path', '=', path).executeTakeFirst();
  return row?.views ?? 0;
}

const ENDED = ['repealed', 'invalid', 'expired'];

/** Documents this one names and documents that name it, newest first; withdrawn ones are left out. */
export async function relatedDocuments(db: Db, { id, relations }: PublicDocument): Promise<RelatedDocument[]> {
  const named = JSON.stringify(relations);
  const naming = JSON.stringify([{ documentId: id }]);
  const { rows } = await sql<RelatedDocument>`
    select r.kind, r.incoming, d.index_number as "indexNumber", d.title, d.first_released_at as "releasedAt",
      case when v.body ->> 'state' in (${sql.join(ENDED)}) then v.body ->> 'label' end as ended
    from (
      select kind, "documentId" as id, false as incoming from jsonb_to_recordset(${named}::jsonb) as named(kind text, "documentId" uuid)
      union all
      select naming.kind, n.id, true from portal.document n
      cross join lateral jsonb_to_recordset(n.relations) as naming(kind text, "documentId" uuid)
      where n.relations @> ${naming}::jsonb and naming."documentId" = ${id}
    ) r
    join portal.document d on d.id = r.id and d.withdrawn_at is null
    left join portal.record v on v.kind = 'validity' and v.key = d.id::text
    order by "releasedAt" desc
    limit 50`.execute(db);
  return rows;
}

/** How many documents stand in each of the fifteen statutory classes; a class without any is absent. */
export async function countsByStatutoryClass(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('portal.document')
    .select((eb) => ['statutory_class as key', eb.fn.countAll<number>().as('count')])
    .where('withdrawn_at', 'is', null)
    .where('statutory_class', 'is not', null)
    .groupBy('statutory_class')
    .$narrowType<{ key: number }>()
    .execute();
  return new Map(rows.map(({ key, count }) => [key, count]));
}

export async function countsByOpenness(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('portal.document')
    .select((eb) => ['openness_class as key', eb.fn.countAll<number>().as('count')])
    .where('withdrawn_at', 'is', null)
    .groupBy('openness_class')
    .execute();
  return new Map(rows.map(({ key, count }) => [key, count]));
}

export interface Seal {
  readonly day: LocalDate;
  readonly entries: number;
  readonly algorithm: string;
  readonly root: string;
  readonly previousRoot: string;
  readonly sealedAt: Instant;
}

/** The seals of the last days, newest first. */
export function newestSeals(db: Db, limit: number, before = 0): Promise<Seal[]> {
  return db.selectFrom('portal.seal').select(SEAL).orderBy('day', 'desc').limit(limit).offset(before).execute();
}

export async function countSeals(db: Db): Promise<number> {
  const { days } = await db
    .selectFrom('portal.seal')
    .select((eb) => eb.fn.countAll<number>().as('days'))
    .executeTakeFirstOrThrow();
  return Number(days);
}

/** The seal of one day with the days of its neighbours. */
export async function sealOf(
  db: Db,
  day: LocalDate,
): Promise<{ readonly seal: Seal; readonly previous: LocalDate | null; readonly next: LocalDate | null } | undefined> {
  const seal = await db.selectFrom('portal.seal').select(SEAL).where('day', '=', day).executeTakeFirst();
  if (!seal) return undefined;
  const beside = await db
    .selectFrom('portal.seal')
    .select((eb) => [
      eb.fn.max('day').filterWhere('day', '<', day).as('previous'),
      eb.fn.min('day').filterWhere('day', '>', day).as('next'),
    ])
    .executeTakeFirstOrThrow();
  return { seal, ...beside };
}

const SEAL = ['day', 'entries', 'algorithm', 'root', 'previous_root as previousRoot', 'sealed_at as sealedAt'] as const;
