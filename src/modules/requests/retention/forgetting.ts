import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { quietlyThroughTheDoor } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';

/** How many of each thing were destroyed of one request. */
export interface Destroyed {
  readonly applicant: number;
  readonly texts: number;
  readonly letters: number;
  readonly uploads: number;
  readonly answers: number;
  readonly consultations: number;
  readonly online: number;
}

const GONE = '（保存期满，已匿名）';

/**
 * Takes away who asked and what was written of them: applicant, texts, letters' words and prints, uploads, answers, third parties, what lay ready
 * on the site. The row stays with class, channel, dates and result, so figures and journal stay true; so do the hashes of what was sent.
 * Gives what went and a hash over it.
 */
export async function forget(
  act: Act,
  requestId: string,
): Promise<{ readonly destroyed: Destroyed; readonly hash: string }> {
  const { tx, now } = act;
  const request = await tx
    .selectFrom('request')
    .select(['receipt', 'applicant', 'description', 'content_hash'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const of = (bytes: Uint8Array | string | null) => (bytes === null ? null : digest('sha256', bytes).toString('hex'));
  const letters = await tx
    .updateTable('request_letter')
    .set({ content: JSON.stringify({}), pdf: null, delivery_proof: null, cleared_at: now })
    .where('request_id', '=', requestId)
    .returning(['id', 'content_hash', 'pdf_hash'])
    .execute();
  const corrections = await tx
    .updateTable('request_correction')
    .set({ text: GONE })
    .where('request_id', '=', requestId)
    .returning('id')
    .execute();
  const uploads = await tx
    .updateTable('request_upload')
    .set({ sealed: null, removed_at: now })
    .where('request_id', '=', requestId)
    .where('sealed', 'is not', null)
    .returning(['id', 'hash'])
    .execute();
  const answers = await tx
    .updateTable('request_answer')
    .set({ words: null, handled_note: null, handled_at: null, anonymised_at: now })
    .where('request_id', '=', requestId)
    .where('anonymised_at', 'is', null)
    .returning('id')
    .execute();
  const consultations = await tx
    .updateTable('request_consultation')
    .set((eb) => ({
      party: GONE,
      opinion: eb.case().when('opinion', 'is not', null).then(GONE).end(),
      decision: eb.case().when('decision', 'is not', null).then(GONE).end(),
    }))
    .where('request_id', '=', requestId)
    .returning('id')
    .execute();
  await tx
    .updateTable('request')
    .set({
      applicant: null,
      // Of no number any more: two requests of one person are no longer known to be so.
      applicant_hash: `anonymised:${requestId}`,
      code_hash: `anonymised:${requestId}`,
      description: GONE,
      relief_reason: null,
      anonymised_at: now,
    })
    .where('id', '=', requestId)
    .execute();
  let online = 0;
  await quietlyThroughTheDoor(act, async (portal) => {
    const gone = await portal
      .deleteFrom('portal.request_track')
      .where('receipt', '=', request.receipt)
      .executeTakeFirst();
    online = Number(gone.numDeletedRows);
  });
  const destroyed: Destroyed = {
    applicant: request.applicant === null ? 0 : 1,
    texts: 1 + corrections.length,
    letters: letters.length,
    uploads: uploads.length,
    answers: answers.length,
    consultations: consultations.length,
    online,
  };
  const hash = digest(
    'sha256',
    canonicalJson({
      requestId,
      applicant: of(request.applicant),
      contentHash: request.content_hash,
      letters: letters.map(({ id, content_hash, pdf_hash }) => [id, content_hash, pdf_hash]),
      uploads: uploads.map((upload) => [upload.id, upload.hash]),
      destroyed,
    }),
  ).toString('hex');
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.anonymised',
    payload: { destroyed, hash },
  });
  return { destroyed, hash };
}
