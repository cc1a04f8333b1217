import { createHash } from 'node:crypto';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import { cleanFileName } from '#platform/files.ts';
import type { Services } from '#platform/services.ts';
import type { ZipPart } from '#platform/zip.ts';
import { type Paper, printedPaper } from '../archive/papers.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { printed } from '../letters/printing.ts';
import { pagesSaid } from './contract.ts';
import { sumOf } from './page-totals.ts';
import { releasedName } from './released.ts';
import { sealedCopy } from './sealed.ts';

/** For `sha256sum -c`. */
export const PACKAGE_SUMS = 'SHA256SUMS.txt';

/** The letter whose package it is. */
export interface PackagedLetter {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly sentOn: LocalDate;
  readonly organ: string;
  readonly requestNumber: string;
}

/** A copy that went out with it, as the letter numbers them. */
export interface PackagedCopy {
  readonly copyId: string;
  readonly position: number;
  readonly open: number;
  readonly partial: number;
  readonly withheld: number;
  readonly unrelated: number;
  readonly lines: readonly string[];
}

interface Listed extends ZipPart {
  /** What the list says of it beside its name, size and sum. */
  readonly about: readonly string[];
}

/**
 * What the applicant takes home in one piece: the reply, every copy that went out with it, a list of them with pages, what is withheld in each
 * and by which article, and the sums. The same letter gives the same files. One copy is held at a time beside what was given.
 */
export async function* packageContents(
  services: Services,
  letter: PackagedLetter,
  copies: readonly PackagedCopy[],
): AsyncGenerator<ZipPart> {
  const listed: (Omit<Listed, 'bytes'> & { readonly size: number; readonly sha256: string })[] = [];
  const give = ({ name, bytes, about }: Listed): ZipPart => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    listed.push({ name, about, size: bytes.length, sha256 });
    return { name, bytes };
  };
  const { db } = services;
  const label = letterKind(letter.kind)?.label ?? letter.kind;
  yield give({
    name: cleanFileName(`00 ${label}（${letter.number}）`, 'pdf'),
    bytes: await printed(services, db, letter.id),
    about: [`${label}，${letter.number}，${chineseDate(letter.sentOn)}发出`],
  });
  for (const copy of copies)
    yield give({
      name: cleanFileName(`附件${copy.position} ${releasedName(copy.position - 1)}`, 'pdf'),
      bytes: await copyBytes(services, db, copy.copyId),
      about: [`${releasedName(copy.position - 1)}：${pagesSaid(copy)}`, ...copy.lines],
    });
  const list = await printedPaper(contents(letter, listed, copies));
  yield give({ name: `文件清单.${list.extension}`, bytes: list.bytes, about: [] });
  const sums = listed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  yield { name: PACKAGE_SUMS, bytes: Buffer.from(sums, 'utf8') };
}

async function copyBytes({ secrets }: Services, db: Db, copyId: string): Promise<Buffer> {
  const { pdf } = await db
    .selectFrom('redaction_copy')
    .select('pdf')
    .where('id', '=', copyId)
    .executeTakeFirstOrThrow();
  if (!pdf) throw new Error('a released copy has lost its file');
  return sealedCopy.open(secrets, pdf, copyId);
}

function contents(
  { organ, requestNumber, number, sentOn }: PackagedLetter,
  listed: readonly (Omit<Listed, 'bytes'> & { readonly size: number; readonly sha256: string })[],
  copies: readonly PackagedCopy[],
): Paper {
  return {
    organ,
    title: '随答复提供的文件清单',
    addressee: '申请人',
    date: sentOn,
    sections: [
      {
        heading: '答复',
        lines: [
          `申请编号：${requestNumber}`,
          `文书编号：${number}`,
          `公开件${copies.length}份，${pagesSaid(sumOf(copies.map((one) => ({ ...one, waiting: 0, byReason: [] }))))}`,
        ],
      },
      ...listed.map(({ name, about, size, sha256 }) => ({
        heading: name,
        lines: [...about, `大小：${size}字节`, `SHA-256：${sha256}`],
      })),
    ],
  };
}
