import { civilDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import { apartFor, lettersAbout } from '../related/lineage.ts';
import type { FileToDownload } from '../tracking/files.ts';
import { sealedCopy } from './sealed.ts';

/** Names of files may say what was covered; released ones are numbered, as their letter numbers them. */
export const releasedName = (index: number): string => `公开件${index + 1}`;

/**
 * The copies that went out with replies, for the applicant's downloads, by the letter they came with: of the request itself and of the one with
 * which it was answered. What was released stays released, also when the request is answered anew or the record taken off it.
 */
export async function releasedRecords(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  const rows = await tx
    .selectFrom('redaction_release as x')
    .innerJoin('redaction_copy as c', 'c.id', 'x.copy_id')
    .innerJoin('request_letter as l', 'l.id', 'x.letter_id')
    .select([
      apartFor(requestId, 'x.id', 'l.request_id').as('id'),
      'x.copy_id as copyId',
      'x.position',
      'x.letter_id as letterId',
      'x.released_at as releasedAt',
      'l.number',
      'l.sent_on as sentOn',
      'c.pdf_hash as hash',
      'c.size',
    ])
    .where('l.id', 'in', lettersAbout(requestId))
    .orderBy('x.released_at')
    .orderBy('x.letter_id')
    .orderBy('x.position')
    .execute();
  const several = new Set(rows.map(({ letterId }) => letterId)).size > 1;
  return rows.flatMap(({ id, copyId, position, number, hash, size, sentOn, releasedAt }) => {
    if (hash === null || size === null) return [];
    const label = `${releasedName(position - 1)}${several ? `（随${number}）` : ''}`;
    return [
      {
        id,
        label,
        name: `${label}.pdf`,
        type: 'application/pdf',
        on: sentOn ?? civilDate(releasedAt),
        hash,
        size,
        bytes: async ({ secrets }, db) => {
          const { pdf } = await db
            .selectFrom('redaction_copy')
            .select('pdf')
            .where('id', '=', copyId)
            .executeTakeFirstOrThrow();
          if (!pdf) throw new Error('a released copy has lost its file');
          return sealedCopy.open(secrets, pdf, copyId);
        },
      },
    ];
  });
}
