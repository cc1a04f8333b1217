import { SEARCH_EDITION } from '#commons/publishing/index.ts';
import type { Services } from '#platform/services.ts';
import type { Subject } from './contract.ts';
import { wordsOf } from './subject.ts';

/** The search index is made in another way since: every question is put in its words anew. */
export async function renewWords({ db, time }: Services): Promise<void> {
  const old = await db
    .selectFrom('subscription')
    .select(['id', 'subject'])
    .where('words_edition', '!=', SEARCH_EDITION)
    .where('ended_at', 'is', null)
    .limit(1_000)
    .execute();
  for (const { id, subject } of old) {
    // Written by `takeIn`. A question that can find nothing any more is left as it was.
    const words = await wordsOf(db, subject as Subject, time.today());
    await db
      .updateTable('subscription')
      .set({ words_edition: SEARCH_EDITION, ...(words !== undefined && { words }) })
      .where('id', '=', id)
      .execute();
  }
}
