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

/** Binds the bytes to the package. */
export const packagePlace = (packageId: string): string => `request-package:${packageId}`;

/** The reply with all that came with it, in one file: of the request itself and of the one with which it was answered. */
export async function releasedPackages(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  const rows = await tx
    .selectFrom('request_package as x')
    .innerJoin('request_letter as l', 'l.id', 'x.letter_id')
    .select([
      apartFor(requestId, 'x.id', 'l.request_id').as('id'),
      'x.id as packageId',
      'x.letter_id as letterId',
      'x.package_hash as hash',
      'x.size',
      'l.number',
      'l.sent_on as on',
    ])
    .where('l.id', 'in', lettersAbout(requestId))
    .where('x.state', '=', 'ready')
    .where('x.cleared_at', 'is', null)
    .orderBy('x.id')
    .execute();
  return rows.flatMap(({ id, packageId, letterId, hash, size, number, on }) => {
    if (hash === null || size === null || on === null) return [];
    return [
      {
        id,
        holds: letterId,
        label: '答复和全部公开件',
        name: `答复和全部公开件（${number}）.zip`,
        type: 'application/zip',
        on,
        hash,
        size,
        bytes: async ({ secrets }, db) => {
          const { sealed } = await db
            .selectFrom('request_package')
            .select('sealed')
            .where('id', '=', packageId)
            .executeTakeFirstOrThrow();
          if (!sealed) throw new Error('a package has lost its bytes');
          return secrets.openBytes(sealed, packagePlace(packageId));
        },
      },
    ];
  });
}
