import type { Db, Tx } from '#platform/db.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { CopyLine, RecordKind, RecordLine } from './contract.ts';
import { noPages, pagesNow } from './page-totals.ts';
import { sealedFindings, sealedName } from './sealed.ts';

/** The records of a request, oldest first, each with its newest copy; one of them when `recordId` is given. */
export async function recordLines(
  secrets: SecretBox,
  db: Db | Tx,
  requestId: string,
  recordId?: string,
): Promise<RecordLine[]> {
  const rows = await db
    .selectFrom('request_record as r')
    .innerJoin('person as p', 'p.id', 'r.added_by')
    .select((eb) => [
      'r.id',
      'r.name',
      'r.kind',
      'r.state',
      'r.failure',
      'r.source_size as size',
      'r.version',
      'p.name as addedBy',
      'r.added_at as addedAt',
      eb
        .selectFrom('request_record_page')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('record_id', '=', 'r.id')
        .as('pages'),
      eb
        .selectFrom('redaction_box')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('record_id', '=', 'r.id')
        .where('copy_id', 'is', null)
        .where('removed_at', 'is', null)
        .as('boxes'),
    ])
    .where('r.request_id', '=', requestId)
    .where('r.removed_at', 'is', null)
    .$if(recordId !== undefined, (q) => q.where('r.id', '=', recordId ?? ''))
    .orderBy('r.added_at')
    .orderBy('r.id')
    .execute();
  const copies = await copiesOf(secrets, db, rows);
  const now = await pagesNow(db, requestId);
  return rows.map((row) => ({
    ...row,
    name: sealedName.open(secrets, row.name, row.id),
    kind: row.kind as RecordKind,
    state: row.state as RecordLine['state'],
    pages: Number(row.pages),
    boxes: Number(row.boxes),
    now: now.get(row.id) ?? noPages,
    copy: copies.get(row.id) ?? null,
  }));
}

async function copiesOf(
  secrets: SecretBox,
  db: Db | Tx,
  records: readonly { readonly id: string; readonly version: number }[],
): Promise<ReadonlyMap<string, CopyLine>> {
  if (records.length === 0) return new Map();
  const rows = await db
    .selectFrom('redaction_copy as c')
    .innerJoin('person as m', 'm.id', 'c.made_by')
    .leftJoin('person as e', 'e.id', 'c.examined_by')
    .distinctOn('c.record_id')
    .select([
      'c.id',
      'c.record_id',
      'c.version',
      'c.state',
      'c.open_pages',
      'c.partial_pages',
      'c.withheld_pages',
      'c.unrelated_pages',
      'c.unread_pages as unreadPages',
      'c.lines',
      'c.findings',
      'c.size',
      'm.name as madeBy',
      'c.made_at as madeAt',
      'e.name as examinedBy',
      'c.examined_at as examinedAt',
      'c.opinion',
      (eb) =>
        eb
          .selectFrom('redaction_release')
          .select((e) => e.fn.max('released_at').as('at'))
          .whereRef('copy_id', '=', 'c.id')
          .as('releasedAt'),
    ])
    .where(
      'c.record_id',
      'in',
      records.map(({ id }) => id),
    )
    .orderBy('c.record_id')
    .orderBy('c.id', 'desc')
    .execute();
  const versions = new Map(records.map(({ id, version }) => [id, version]));
  return new Map(
    rows.map(
      ({
        record_id,
        open_pages,
        partial_pages,
        withheld_pages,
        unrelated_pages,
        version,
        state,
        lines,
        findings,
        ...row
      }) => [
        record_id,
        {
          ...row,
          state: state as CopyLine['state'],
          current: version === versions.get(record_id),
          openPages: open_pages,
          partialPages: partial_pages,
          withheldPages: withheld_pages,
          unrelatedPages: unrelated_pages,
          lines: lines as unknown as string[],
          findings: findings === null ? [] : sealedFindings.open(secrets, findings, row.id),
        },
      ],
    ),
  );
}
