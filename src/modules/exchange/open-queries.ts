import { sql } from 'kysely';
import { addDays, type Instant, instant, localDate, startOfDay } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { documentPath } from '#commons/publishing/index.ts';
import type { Db } from '#platform/db.ts';
import type {
  Changes,
  ChangesQuery,
  Documents,
  DocumentsQuery,
  ListedDocument,
  OneDocument,
  Withdrawn,
} from './open-schema.ts';

// What the open interface reads, as sunlit_portal: schema `portal` and nothing else.

/** Whether there is a type of this key. */
type KnowsType = (type: string) => boolean;

const API = '/open/v1/documents';
const addressesOf = (base: string, indexNumber: string) => ({
  url: `${base}${documentPath(indexNumber)}`,
  apiUrl: `${base}${API}/${encodeURIComponent(indexNumber)}`,
});

/** What was released, corrected and withdrawn after a place in the stream, in the order it happened. */
export async function changesAfter(db: Db, base: string, query: ChangesQuery, knows: KnowsType): Promise<Changes> {
  const { column, type, unit, limit } = query;
  await demandKnown(db, query, knows);
  const after = query.after ?? '0';
  let matching = db
    .selectFrom('portal.change as c')
    .leftJoin('portal.document as d', 'd.id', 'c.document_id')
    .where(sql<boolean>`c.seq > ${after}::bigint`);
  // Whoever was told of a document under one column hears of it also when it has moved to another.
  if (column)
    matching = matching.where(
      sql<boolean>`exists (select from portal.change before where before.document_id = c.document_id and before.seq <= c.seq and before.column_key = ${column})`,
    );
  if (type) matching = matching.where('c.type', '=', type);
  if (unit)
    matching = matching.where(
      sql<boolean>`exists (select from portal.change before join portal.unit u on u.id = before.unit_id
        where before.document_id = c.document_id and before.seq <= c.seq and u.key = ${unit})`,
    );
  const rows = await matching
    .select(['c.seq', 'c.kind', 'c.index_number', 'c.type', 'c.column_key', 'c.at', 'd.title', 'd.withdrawn_at'])
    .orderBy('c.seq')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  return {
    changes: shown.map((row) => ({
      sequence: Number(row.seq),
      kind: row.kind as Changes['changes'][number]['kind'],
      indexNumber: row.index_number,
      type: row.type,
      columnKey: row.column_key,
      at: row.at,
      title: row.withdrawn_at ? null : row.title,
      ...addressesOf(base, row.index_number),
    })),
    cursor: String(shown.at(-1)?.seq ?? after),
    more: rows.length > limit,
  };
}

/** Released documents, the newest first, from a place onwards. */
export async function documentsAfter(
  db: Db,
  base: string,
  query: DocumentsQuery,
  knows: KnowsType,
): Promise<Documents> {
  const { column, type, unit, from, to, limit } = query;
  await demandKnown(db, query, knows);
  const place = query.after === undefined ? undefined : placeIn(query.after);
  let matching = listed(db).where('d.withdrawn_at', 'is', null);
  if (column) matching = matching.where('d.column_key', '=', column);
  if (type) matching = matching.where('d.type', '=', type);
  if (unit) matching = matching.where('u.key', '=', unit);
  if (from) matching = matching.where('d.first_released_at', '>=', startOfDay(localDate(from)));
  if (to) matching = matching.where('d.first_released_at', '<', startOfDay(addDays(localDate(to), 1)));
  if (place)
    matching = matching.where(
      sql<boolean>`(d.first_released_at < ${place.at}::timestamptz or (d.first_released_at = ${place.at}::timestamptz and d.id > ${place.id}::uuid))`,
    );
  const rows = await matching
    .orderBy('d.first_released_at', 'desc')
    .orderBy('d.id')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    documents: shown.map((row) => lineOf(base, row)),
    cursor: rows.length > limit && last ? cursorOf(last.exact, last.id) : null,
  };
}

/** One document; what stays of a withdrawn one; undefined when there never was one. */
export async function documentBy(
  db: Db,
  base: string,
  indexNumber: string,
): Promise<OneDocument | Withdrawn | undefined> {
  const row = await listed(db)
    .select(['d.source', 'd.openness_class', 'd.statutory_class', 'd.keywords', 'd.body_html', 'd.attachments'])
    .select(['d.joint_organs', 'd.lead_publication'])
    .select(['d.corrections', 'd.withdrawn_at', 'd.withdrawn_reason'])
    .where('d.index_number', '=', indexNumber)
    .executeTakeFirst();
  if (!row) return undefined;
  const { url } = addressesOf(base, indexNumber);
  if (row.withdrawn_at) return { indexNumber, withdrawnAt: row.withdrawn_at, reason: row.withdrawn_reason, url };
  const attachments = row.attachments as unknown as readonly Attachment[];
  return {
    ...lineOf(base, row),
    source: row.source,
    jointOrgans: row.joint_organs as unknown as string[],
    leadPublication: row.lead_publication,
    opennessClass: row.openness_class,
    statutoryClass: row.statutory_class,
    keywords: row.keywords,
    bodyHtml: row.body_html,
    attachments: attachments.map(({ name, mediaType, size, hash }, i) => ({
      name,
      mediaType,
      size,
      sha256: hash,
      url: `${url}/attachments/${i + 1}`,
    })),
    corrections: row.corrections as unknown as OneDocument['corrections'],
  };
}

/** One document as lists and events tell of it, withdrawn or not. */
export async function lineById(db: Db, base: string, id: string) {
  const row = await listed(db)
    .select(['d.withdrawn_at', 'd.withdrawn_reason'])
    .where('d.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      line: lineOf(base, row),
      withdrawnAt: row.withdrawn_at,
      withdrawnReason: row.withdrawn_reason,
    }
  );
}

interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly hash: string;
}

const listed = (db: Db) =>
  db
    .selectFrom('portal.document as d')
    .leftJoin('portal.unit as u', 'u.id', 'd.unit_id')
    .leftJoin('portal.record as v', (join) => join.on('v.kind', '=', 'validity').on(sql<boolean>`v.key = d.id::text`))
    .select(['d.id', 'd.index_number', 'd.title', 'd.document_number', 'd.type', 'd.column_key', 'd.unit_name'])
    .select([
      'd.formed_on',
      'd.first_released_at',
      'd.released_at',
      'd.summary',
      'd.content_hash',
      'v.body as validity',
    ])
    // To the microsecond, as it is compared: a moment as we show it is only good to the millisecond.
    .select(sql<string>`to_char(d.first_released_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('exact'));

interface Row {
  readonly index_number: string;
  readonly title: string;
  readonly document_number: string | null;
  readonly type: string;
  readonly column_key: string;
  readonly unit_name: string;
  readonly formed_on: string;
  readonly first_released_at: Instant;
  readonly released_at: Instant;
  readonly summary: string | null;
  readonly content_hash: string;
  readonly validity: unknown;
}

function lineOf(base: string, row: Row): ListedDocument {
  return {
    indexNumber: row.index_number,
    title: row.title,
    documentNumber: row.document_number,
    type: row.type,
    columnKey: row.column_key,
    unitName: row.unit_name,
    formedOn: row.formed_on,
    releasedAt: row.first_released_at,
    changedAt: row.released_at,
    summary: row.summary,
    validity: validityOf(row.validity),
    contentHash: row.content_hash,
    ...addressesOf(base, row.index_number),
  };
}

function validityOf(body: unknown): ListedDocument['validity'] {
  if (typeof body !== 'object' || body === null) return null;
  const { state, label, effectiveOn, validUntil } = body as Readonly<Record<string, string | null | undefined>>;
  return {
    state: state ?? '',
    label: label ?? '',
    effectiveOn: effectiveOn ?? null,
    validUntil: validUntil ?? null,
  };
}

/** A filter by something that does not exist is a mistake of whoever asks, not an empty list. */
async function demandKnown(
  db: Db,
  { column, unit, type }: { readonly column?: string; readonly unit?: string; readonly type?: string },
  knows: KnowsType,
) {
  const defects: Record<string, string> = {};
  if (type && !knows(type)) defects.type = `没有代号为「${type}」的信息类别`;
  if (column) {
    const found = await db
      .selectFrom('portal.publication_column')
      .select('key')
      .where('key', '=', column)
      .executeTakeFirst();
    if (!found) defects.column = `没有代号为「${column}」的栏目`;
  }
  if (unit) {
    const found = await db.selectFrom('portal.unit').select('key').where('key', '=', unit).executeTakeFirst();
    if (!found) defects.unit = `没有代号为「${unit}」的机构`;
  }
  if (Object.keys(defects).length > 0) throw invalid(defects);
}

/** Looks like a moment and is one. */
function isMoment(text: string): boolean {
  try {
    return instant(text) !== undefined;
  } catch {
    return false;
  }
}

const cursorOf = (at: string, id: string): string => Buffer.from(`${at} ${id}`).toString('base64url');

function placeIn(cursor: string): { readonly at: string; readonly id: string } {
  const [, at, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  if (!at || !id || !isMoment(at)) throw invalid({ after: '游标不对，请使用上次返回的 cursor' });
  return { at, id };
}
