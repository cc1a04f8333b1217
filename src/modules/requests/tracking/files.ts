import type { Tx } from '#platform/db.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import type { Act, Services } from '#platform/services.ts';
import { quietlyThroughTheDoor } from '#commons/publishing/index.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { ownDataFiles } from '../own-data/files.ts';
import { printed } from '../letters/printing.ts';
import { releasedPackages, releasedRecords } from '../records/released.ts';
import { apartFor, lettersAbout } from '../related/lineage.ts';
import type { TrackedFile } from './status.ts';

/** A file whoever holds number and code may fetch. Its bytes are read once, when it is first put where the portal can give it out. */
export interface FileToDownload extends TrackedFile {
  readonly bytes: (services: Services, tx: Tx) => Promise<Buffer>;
}

/** Everything of a request that its applicant may fetch now: letters that were sent to them, as they were printed, the copies of records released with a reply, both in one package, and the copy of what is held about them. */
export async function filesToDownload(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  return [
    ...(await sentLetters(tx, requestId)),
    ...(await releasedPackages(tx, requestId)),
    ...(await releasedRecords(tx, requestId)),
    ...(await ownDataFiles(tx, requestId)),
  ];
}

/** The letters that were sent to the applicant and the copies released with them, each once. */
export const filesGiven = async (tx: Tx, requestId: string): Promise<FileToDownload[]> => [
  ...(await sentLetters(tx, requestId)),
  ...(await releasedRecords(tx, requestId)),
];

async function sentLetters(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  const rows = await tx
    .selectFrom('request_letter')
    .select((eb) => [
      'id as letterId',
      apartFor(requestId, 'id', 'request_id').as('id'),
      'kind',
      'number',
      'sent_on',
      'pdf_hash',
      eb.fn<number>('octet_length', ['pdf']).as('sealedSize'),
    ])
    .where('id', 'in', lettersAbout(requestId))
    .where('state', '=', 'sent')
    .where('pdf_hash', 'is not', null)
    .orderBy('sent_on')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, letterId, kind, number, sent_on, pdf_hash, sealedSize }) => {
    const known = letterKind(kind);
    if (known?.to !== 'applicant' || sent_on === null || pdf_hash === null) return [];
    return [
      {
        id,
        letterId,
        label: known.label,
        name: `${known.label}（${number}）.pdf`,
        type: 'application/pdf',
        on: sent_on,
        hash: pdf_hash,
        // Sealed as base64 behind 29 bytes of format, nonce and tag.
        size: Math.floor(((sealedSize - 29) * 3) / 4),
        bytes: (services: Services, db: Tx) => printed(services, db, letterId),
      },
    ];
  });
}

/**
 * Brings what lies ready for the applicant in line with what may be fetched, closed under the key made of the code: what is new is put there,
 * what may not be fetched any more goes. `anew`: the key is another, so everything is closed again.
 */
export async function putFiles(
  act: Act,
  { receipt, trackKey, anew }: { readonly receipt: string; readonly trackKey: string; readonly anew: boolean },
  files: readonly FileToDownload[],
): Promise<void> {
  const { tx, services } = act;
  const there = new Set(
    (await tx.selectFrom('portal.request_file').select('id').where('receipt', '=', receipt).execute()).map(
      ({ id }) => id,
    ),
  );
  const wanted = files.filter(({ id }) => anew || !there.has(id));
  const gone = [...there].filter((id) => anew || !files.some((file) => file.id === id));
  if (wanted.length === 0 && gone.length === 0) return;
  const box = makeSecretBox(trackKey);
  const rows: { id: string; receipt: string; sealed: Buffer }[] = [];
  for (const { id, bytes } of wanted)
    rows.push({ id, receipt, sealed: box.sealBytes(await bytes(services, tx), trackedFilePlace(id)) });
  await quietlyThroughTheDoor(act, async (portal) => {
    if (gone.length > 0) await portal.deleteFrom('portal.request_file').where('id', 'in', gone).execute();
    for (const row of rows) await portal.insertInto('portal.request_file').values(row).execute();
  });
}

/** Binds the bytes to the file. */
export const trackedFilePlace = (id: string): string => `request-file:${id}`;
