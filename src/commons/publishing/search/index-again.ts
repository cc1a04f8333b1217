import { sql } from 'kysely';
import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { throughTheDoor } from '../door.ts';
import { attachmentTexts } from './attachment-texts.ts';
import { SEARCH_EDITION } from './entry.ts';
import { searchText } from './source.ts';
import { writeEntry } from './write-entry.ts';

/** Makes the entry of a document anew from what stands on the portal; does nothing for one that was withdrawn meanwhile. */
export async function indexAgain(a: Act, documentId: string): Promise<void> {
  const shown = await a.tx
    .selectFrom('portal.document')
    .selectAll()
    .where('id', '=', documentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!shown) return;
  const attachments = await attachmentTexts(
    a,
    shown.attachments as unknown as readonly { readonly name: string; readonly hash: string }[],
  );
  await throughTheDoor(a, async (tx) => {
    // A withdrawal under way is waited for, and seen.
    const still = await tx
      .selectFrom('portal.document')
      .select(['content_hash', 'withdrawn_at'])
      .where('id', '=', documentId)
      .forUpdate()
      .executeTakeFirst();
    if (!still || still.withdrawn_at || still.content_hash !== shown.content_hash) return;
    await writeEntry(tx, documentId, {
      indexNumber: shown.index_number,
      title: shown.title,
      documentNumber: shown.document_number,
      keywords: shown.keywords,
      summary: shown.summary,
      text: searchText(
        a.services.catalogue.contentTypes.get(shown.type),
        shown.body_html,
        shown.data as Readonly<Record<string, unknown>>,
      ),
      attachments,
      columnKey: shown.column_key,
      unitId: shown.unit_id,
      type: shown.type,
      topic: shown.topic,
      opennessClass: shown.openness_class,
      statutoryClass: shown.statutory_class,
      firstReleasedAt: shown.first_released_at,
    });
  });
}

const BATCH = 100;

/**
 * Makes entries for what can be read and has none, or one made in an older way: after an update of the product, or whatever else
 * went wrong. Gives how many.
 */
export async function indexMissing(services: Services): Promise<number> {
  let made = 0;
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select d.id from portal.document d left join portal.search_entry s on s.document_id = d.id
      where d.withdrawn_at is null and s.edition is distinct from ${SEARCH_EDITION}
      order by d.first_released_at limit ${BATCH}`.execute(services.db);
    for (const { id } of rows) await act(services, systemActor, (a) => indexAgain(a, id));
    made += rows.length;
    if (rows.length < BATCH) return made;
  }
}

export const indexMissingJob = defineJob({
  name: 'publishing.index-missing',
  label: '补建搜索索引',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const made = await indexMissing(services);
    return made > 0 ? `补建 ${made} 件` : undefined;
  },
});
