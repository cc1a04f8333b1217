import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { throughTheDoor } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { datesOf, eventsOf, normRow } from './rows.ts';
import { type Standing, STANDINGS, standingOn } from './standing.ts';

/** What the portal calls a standing, in addresses and the API. */
const PUBLIC_STATES: Readonly<Record<Standing, string>> = {
  pending: 'pending',
  'in-force': 'in-force',
  amended: 'amended',
  repealed: 'repealed',
  expired: 'expired',
  'declared-invalid': 'invalid',
};

interface Named {
  readonly indexNumber: string;
  readonly title: string;
}

/** The validity of a document as the public reads it, in `portal.record` under the kind `validity` and the document's id. */
export interface ValidityBody {
  readonly state: string;
  readonly label: string;
  readonly effectiveOn: LocalDate;
  readonly validUntil: LocalDate | null;
  readonly reason: string | null;
  readonly on: LocalDate;
  readonly by: Named | null;
  readonly unifiedNumber: string | null;
  readonly filingNumber: string | null;
  /** Documents this one repealed or amended. */
  readonly affects: readonly (Named & { readonly how: string })[];
}

/** Says on the portal what a document is today, and by whose act; a page that was taken off says nothing. */
export async function showValidity(act: Act, documentId: string): Promise<void> {
  const body = await validityBody(act, documentId);
  await throughTheDoor(act, async (tx) => {
    if (!body) {
      await tx.deleteFrom('portal.record').where('kind', '=', 'validity').where('key', '=', documentId).execute();
      return;
    }
    const row = { body: JSON.stringify(body), document_id: documentId, released_at: act.now };
    await tx
      .insertInto('portal.record')
      .values({ kind: 'validity', key: documentId, parent_key: null, position: 0, ...row })
      .onConflict((oc) => oc.columns(['kind', 'key']).doUpdateSet(row))
      .execute();
  });
}

async function validityBody(act: Act, documentId: string): Promise<ValidityBody | undefined> {
  const row = await normRow(act.tx, documentId);
  if (!row || row.withdrawn) return undefined;
  const events = (await eventsOf(act.tx, [documentId])).get(documentId) ?? [];
  const position = standingOn(datesOf(row), events, act.today);
  const resting = position.eventId
    ? await act.tx
        .selectFrom('normative_event')
        .select(['reason', 'by_document_id', 'cleaning_id'])
        .where('id', '=', position.eventId)
        .executeTakeFirst()
    : undefined;
  const by = resting?.by_document_id ? await shownDocument(act, resting.by_document_id) : null;
  return {
    state: PUBLIC_STATES[position.standing],
    label: STANDINGS[position.standing],
    effectiveOn: row.effective_on,
    validUntil: position.validUntil,
    reason: resting
      ? publicReason(position.standing, resting, by)
      : position.standing === 'expired'
        ? '有效期届满'
        : null,
    on: position.since,
    by: by && { indexNumber: by.indexNumber, title: by.title },
    unifiedNumber: row.unified_number,
    filingNumber: row.filing_number,
    affects: await affectedBy(act, documentId),
  };
}

interface Shown extends Named {
  readonly documentNumber: string | null;
}

/**
 * Why, as the public may read it: by the document that did it as it is called today, never as it was called once (it may have been
 * corrected, or taken off for a secret in its title). What was written down at the time stays in the ledger.
 */
function publicReason(
  standing: Standing,
  event: { readonly reason: string; readonly by_document_id: string | null; readonly cleaning_id: string | null },
  by: Shown | null,
): string {
  if (!event.by_document_id) return event.reason;
  if (!by) return `由另一份文件${HOW[standing] ?? '作出'}，该文件的网页已撤回`;
  return event.cleaning_id ? event.reason : effectWords(by, standing === 'amended' ? '修改' : '废止');
}

const HOW: Partial<Record<Standing, string>> = { amended: '修改', repealed: '废止', 'declared-invalid': '宣布失效' };

/** 「《题名》（文号）废止」. */
export const effectWords = (
  { title, documentNumber }: { readonly title: string; readonly documentNumber?: string | null | undefined },
  how: '修改' | '废止',
): string => `《${title}》${documentNumber ? `（${documentNumber}）` : ''}${how}`;

/** A document as the public may know it: not at all once its page was taken off. */
async function shownDocument({ tx }: Act, id: string): Promise<Shown | null> {
  const { rows } =
    await sql<Shown>`select d.index_number as "indexNumber", r.title, r.document_number as "documentNumber" from document d
    join document_revision r on r.id = d.released_revision_id where d.id = ${id} and d.withdrawn_at is null`.execute(
      tx,
    );
  return rows[0] ?? null;
}

async function affectedBy({ tx }: Act, id: string) {
  const { rows } = await sql<Named & { how: string }>`
    select d.index_number as "indexNumber", r.title, case e.kind when 'amended' then '修改' else '废止' end as how
    from normative_event e join document d on d.id = e.document_id join document_revision r on r.id = d.released_revision_id
    where e.by_document_id = ${id} and e.kind in ('amended', 'repealed') and d.withdrawn_at is null
      and not exists (select from normative_event off where off.called_off_id = e.id)
    order by e.id limit 50`.execute(tx);
  return rows;
}
