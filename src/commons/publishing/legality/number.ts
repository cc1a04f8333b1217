import { sql } from 'kysely';
import { invalid } from '#kernel/errors.ts';
import { numberKey } from '#kernel/search-parts.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { currentRevision } from '../revisions.ts';

/** The number an outside platform gave its opinion about exactly one revision, if it has answered and agrees. */
export type LegalityAnswers = (db: Db | Tx, documentId: string, revisionId: string) => Promise<string | undefined>;

/**
 * The number of a legality opinion as typed. One opinion is about one document: refuses a number another of the bureau bears, however its
 * brackets, widths and noughts are written. Two that are signed at once wait for one another here.
 */
export async function reviewNumberOf(act: Act, matter: MatterRow, typed: string): Promise<string> {
  const number = typed.trim();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`legality-number ${matter.bureauId}`}, 0))`.execute(act.tx);
  const borne = await act.tx
    .selectFrom('signature as s')
    .innerJoin('document as d', 'd.id', 's.document_id')
    .innerJoin('matter as m', 'm.id', 's.document_id')
    .select(['d.index_number', 's.review_number'])
    .where('s.review_number', 'is not', null)
    .where('s.agrees', '=', true)
    .where('s.document_id', '<>', matter.id)
    .where('m.bureau_id', '=', matter.bureauId)
    .execute();
  const other = borne.find(({ review_number: theirs }) => numberKey(theirs ?? '') === numberKey(number));
  if (other) throw invalid({ reviewNumber: `文号「${number}」已用于索引号 ${other.index_number} 的文件，请核对` });
  return number;
}

/** What the form of the review begins with: the number the platform answered under. */
export async function answeredNumber(db: Db, answers: LegalityAnswers | undefined, matter: MatterRow) {
  const reviewNumber = await answers?.(db, matter.id, (await currentRevision(db, matter.id)).id);
  return reviewNumber === undefined ? {} : { reviewNumber };
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly legalityAnswers?: LegalityAnswers;
  }
}
