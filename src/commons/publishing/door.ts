import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType, PortalRecord } from './content-type.ts';
import { formedOnOf } from './formed-on.ts';
import type { Correction, Revision } from './revisions.ts';
import { attachmentTexts } from './search/attachment-texts.ts';
import { searchSourceOf } from './search/source.ts';
import { dropEntry, writeEntry } from './search/write-entry.ts';

/**
 * The only code that writes schema `portal`. The office's own role cannot: it takes on `sunlit_publisher` for the length
 * of the writing, within the transaction of the act that releases. Afterwards a new edition of the portal begins.
 */
export async function throughTheDoor(act: Act, write: (tx: Tx) => Promise<void>): Promise<void> {
  await quietlyThroughTheDoor(act, write);
  // Last, and once for a whole set: everybody who releases waits for this one row.
  act.beforeCommit('portal edition', async () => {
    await quietlyThroughTheDoor(act, async (tx) => {
      await sql`update portal.edition set number = number + 1, changed_at = ${act.now}`.execute(tx);
    });
    await sql`select pg_notify('portal_changed', '')`.execute(act.tx);
    act.afterCommit(act.services.portalChanged);
  });
}

/** The same without a new edition: for what no cached page shows, such as how often pages were read. */
export async function quietlyThroughTheDoor({ tx }: Act, write: (tx: Tx) => Promise<void>): Promise<void> {
  await sql`set local role sunlit_publisher`.execute(tx);
  await write(tx);
  await sql`set local role none`.execute(tx);
}

export interface GoingOut {
  readonly documentId: string;
  readonly indexNumber: string;
  readonly type: ContentType;
  readonly revision: Revision;
  readonly unitName: string;
  /** Why it replaces what stands there; told to the public. */
  readonly correction?: Correction;
}

/** Puts one revision on the portal, in place of the one before if there is one, with the facts it brings. */
export async function putOnPortal(act: Act, out: GoingOut): Promise<void> {
  const { content } = out.revision;
  const attachments = await attachmentTexts(act, content.attachments ?? []);
  await throughTheDoor(act, async (tx) => {
    const shown = {
      type: out.type.key,
      column_key: content.columnKey,
      title: content.title,
      document_number: content.documentNumber ?? null,
      unit_id: content.issuingUnitId,
      unit_name: out.unitName,
      joint_organs: JSON.stringify(content.jointOrgans ?? []),
      lead_publication: content.leadPublication ?? null,
      source: content.source ?? null,
      formed_on: formedOnOf(content),
      openness_class: content.opennessClass,
      // What is none of the fifteen is told to nobody as a class.
      statutory_class: content.statutoryClass || null,
      topic: content.topic ?? null,
      expires_on: out.type.expiresOn?.(content) ?? null,
      summary: content.summary ?? null,
      keywords: content.keywords ?? null,
      body_html: content.bodyHtml,
      data: JSON.stringify(content.data ?? {}),
      attachments: JSON.stringify(content.attachments ?? []),
      media: JSON.stringify(content.media ?? []),
      relations: JSON.stringify(content.relations ?? []),
      content_hash: out.revision.contentHash,
      released_at: act.now,
    };
    const { first_released_at } = await tx
      .insertInto('portal.document')
      .values({ id: out.documentId, index_number: out.indexNumber, first_released_at: act.now, ...shown } as never)
      .onConflict((oc) => oc.column('id').doUpdateSet(shown as never))
      .returning('first_released_at')
      .executeTakeFirstOrThrow();
    await writeEntry(tx, out.documentId, {
      ...searchSourceOf(out.type, content),
      indexNumber: out.indexNumber,
      type: out.type.key,
      attachments,
      firstReleasedAt: first_released_at,
    });
    if (out.correction)
      await sql`update portal.document set corrections = corrections || ${JSON.stringify([{ at: act.now, ...out.correction }])}::jsonb
        where id = ${out.documentId}`.execute(tx);
    // The later of the two: what is taken over from before must not make a column look older than what stands in it.
    await sql`update portal.publication_column set updated_at = greatest(updated_at, ${act.now})
      where key = ${content.columnKey}`.execute(tx);
    await replaceRecords(tx, act, out);
  });
}

async function replaceRecords(tx: Tx, act: Act, { type, revision, documentId }: GoingOut): Promise<void> {
  const records = type.records?.(revision.content, documentId) ?? [];
  await dropRecords(tx, documentId, records);
  if (records.length === 0) return;
  await tx
    .insertInto('portal.record')
    .values(
      records.map((record) => ({
        kind: record.kind,
        key: record.key,
        parent_key: record.parentKey ?? null,
        position: record.position ?? 0,
        body: JSON.stringify(record.body),
        document_id: documentId,
        released_at: act.now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['kind', 'key']).doUpdateSet((eb) => ({
        parent_key: eb.ref('excluded.parent_key'),
        position: eb.ref('excluded.position'),
        body: eb.ref('excluded.body'),
        document_id: eb.ref('excluded.document_id'),
        released_at: eb.ref('excluded.released_at'),
      })),
    )
    .execute();
}

/** Facts an earlier revision brought and this one does not. */
async function dropRecords(tx: Tx, documentId: string, kept: readonly PortalRecord[]): Promise<void> {
  const names = JSON.stringify(kept.map(({ kind, key }) => ({ kind, key })));
  await sql`delete from portal.record r where r.document_id = ${documentId} and not exists (
    select from jsonb_to_recordset(${names}::jsonb) as k(kind text, key text) where k.kind = r.kind and k.key = r.key)`.execute(
    tx,
  );
}

/**
 * Leaves a stub in place of a page; its address keeps answering. The facts it brought go with it. Without a reason to be told
 * the portal forgets also what the page was called, its number and what was corrected in it.
 */
export async function takeOffPortal(act: Act, documentId: string, reason: string | undefined): Promise<void> {
  await throughTheDoor(act, async (tx) => {
    await tx
      .updateTable('portal.document')
      .set({
        withdrawn_at: act.now,
        withdrawn_reason: reason ?? null,
        ...(reason === undefined && NAMELESS),
        body_html: '',
        summary: null,
        data: '{}',
        attachments: '[]',
        media: '[]',
      } as never)
      .where('id', '=', documentId)
      .execute();
    await tx.deleteFrom('portal.record').where('document_id', '=', documentId).execute();
    await dropEntry(tx, documentId);
  });
}

const NAMELESS = {
  joint_organs: '[]',
  lead_publication: null,
  title: '已撤回的内容',
  document_number: null,
  source: null,
  statutory_class: null,
  topic: null,
  expires_on: null,
  keywords: null,
  relations: '[]',
  corrections: '[]',
  content_hash: '',
};
