import type { Instant, LocalDate } from '#kernel/dates.ts';
import { documentPath, throughTheDoor } from '#commons/publishing/index.ts';
import type { Db } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';

/** A document that is public because it was asked for, as the public reads it. */
export interface Converted {
  readonly title: string;
  readonly path: string;
  readonly unitName: string;
  /** How many requests were behind the decision; of who asked nothing is told. */
  readonly requests: number;
  readonly decidedOn: LocalDate;
  readonly releasedAt: Instant;
}

/** Lists a conversion that its release has concluded, with the requests it was decided for. */
export async function listConverted(act: Act, conversionId: string): Promise<void> {
  const row = await act.tx
    .selectFrom('request_conversion as c')
    .innerJoin('request_conversion_request as r', 'r.conversion_id', 'c.id')
    .select(({ fn }) => ['c.document_id', 'c.decided_on', fn.countAll<number>().as('requests')])
    .where('c.id', '=', conversionId)
    .groupBy(['c.document_id', 'c.decided_on'])
    .executeTakeFirst();
  if (!row?.document_id || !row.decided_on) return;
  const { document_id, decided_on, requests } = row;
  await throughTheDoor(act, async (portal) => {
    await portal
      .insertInto('portal.request_converted')
      .values({ document_id, decided_on, requests })
      .onConflict((oc) => oc.column('document_id').doUpdateSet({ decided_on, requests }))
      .execute();
  });
}

const AT_ONCE = 50;

/** 条例第四十四条, newest first: what is public today; what was withdrawn is not there. `page` counts from one. */
export async function converted(db: Db, page: number): Promise<{ rows: Converted[]; total: number; pages: number }> {
  const listed = db
    .selectFrom('portal.request_converted as c')
    .innerJoin('portal.document as d', 'd.id', 'c.document_id')
    .where('d.withdrawn_at', 'is', null);
  const { total } = await listed.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await listed
    .select([
      'd.title',
      'd.index_number as index',
      'd.unit_name as unitName',
      'd.first_released_at as releasedAt',
      'c.requests',
      'c.decided_on as decidedOn',
    ])
    .orderBy('d.first_released_at', 'desc')
    .orderBy('d.id')
    .limit(AT_ONCE)
    .offset((page - 1) * AT_ONCE)
    .execute();
  return {
    rows: rows.map(({ index, ...row }) => ({ ...row, path: documentPath(index) })),
    total,
    pages: Math.max(1, Math.ceil(total / AT_ONCE)),
  };
}
