import { civilDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import type { FileToDownload } from '../tracking/files.ts';
import { sealedCopy } from './sealed.ts';

/** Names of files may say what was covered; released ones are numbered. */
export const releasedName = (index: number): string => `公开件${index + 1}`;

/** The copies that went out with replies, for the applicant's downloads; what was not released is not there. */
export async function releasedRecords(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  const rows = await tx
    .selectFrom('redaction_copy as c')
    .innerJoin('request_record as r', 'r.id', 'c.record_id')
    .select(['c.id', 'c.pdf_hash', 'c.size', 'c.released_at'])
    .where('r.request_id', '=', requestId)
    .where('c.released_at', 'is not', null)
    .orderBy('c.released_at')
    .orderBy('r.id')
    .execute();
  return rows.flatMap(({ id, pdf_hash, size, released_at }, i) => {
    if (pdf_hash === null || size === null || released_at === null) return [];
    return [
      {
        id,
        label: releasedName(i),
        name: `${releasedName(i)}.pdf`,
        type: 'application/pdf',
        on: civilDate(released_at),
        hash: pdf_hash,
        size,
        bytes: async ({ secrets }, db) => {
          const { pdf } = await db
            .selectFrom('redaction_copy')
            .select('pdf')
            .where('id', '=', id)
            .executeTakeFirstOrThrow();
          if (!pdf) throw new Error('a released copy has lost its file');
          return sealedCopy.open(secrets, pdf, id);
        },
      },
    ];
  });
}
