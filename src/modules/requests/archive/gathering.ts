import { chineseDate, chineseDateTime, civilDate, type LocalDate } from '#kernel/dates.ts';
import { type MatterKind, timelineOf } from '#commons/casework/index.ts';
import { matterChain } from '#commons/journal/index.ts';
import type { Db } from '#platform/db.ts';
import { cleanFileName } from '#platform/files.ts';
import type { Services } from '#platform/services.ts';
import { UPLOAD_PURPOSES, type UploadPurpose } from '../contract.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { lettersOf } from '../letters/letters.ts';
import { asWord, printed } from '../letters/printing.ts';
import { pagesSaid } from '../records/contract.ts';
import { sealedCopy, sealedName, sealedSource } from '../records/sealed.ts';
import { lineage } from '../related/lineage.ts';
import { openUpload } from '../uploads/kept-files.ts';
import { applicationSheet } from './application-sheet.ts';
import { handlingRecord } from './handling-record.ts';
import { type Paper, printedPaper } from './papers.ts';

/** One piece of paper of the file. */
export interface FiledPart {
  /** Where it lies in the package. */
  readonly name: string;
  /** What it is, for the list of contents. */
  readonly title: string;
  /** The day it bears; empty where it bears none. */
  readonly on: LocalDate | '';
  readonly bytes: Buffer;
}

/** Everything that stands on file of a request, one piece after another: only one is held at a time. Nothing is masked, for it is the file itself. */
export async function* filedParts(
  services: Services,
  kind: MatterKind,
  requestId: string,
  organ: string,
): AsyncGenerator<FiledPart> {
  const { db } = services;
  yield await filed('01 申请', '申请登记表', await applicationSheet(services, db, organ, requestId));
  yield* uploads(services, db, requestId);
  yield* letters(services, db, requestId);
  yield* records(services, db, requestId);
  yield await filed('04 办理', '办理记录', await handlingRecord(services, db, organ, requestId));
  yield await filed('04 办理', '办理过程', await course(services, kind, organ, requestId));
  yield {
    name: '04 办理/办理过程（留痕）.json',
    title: '办理过程（留痕原文）',
    on: '',
    bytes: await journal(db, requestId),
  };
}

async function filed(folder: string, title: string, paper: Paper): Promise<FiledPart> {
  const { extension, bytes } = await printedPaper(paper);
  return { name: `${folder}/${title}.${extension}`, title, on: '', bytes };
}

/** Names people gave may be alike; a number before each keeps them apart. */
const numbered = (folder: string, n: number, name: string): string =>
  `${folder}/${String(n).padStart(2, '0')} ${cleanFileName(name)}`;

async function* uploads({ secrets }: Services, db: Db, requestId: string): AsyncGenerator<FiledPart> {
  const rows = await db
    .selectFrom('request_upload')
    .select(['id', 'purpose', 'received_at'])
    .where('request_id', 'in', lineage(requestId))
    .where('sealed', 'is not', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  for (const [i, { id, purpose, received_at }] of rows.entries()) {
    const { sealed } = await db
      .selectFrom('request_upload')
      .select('sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (!sealed) continue;
    const { name, bytes } = openUpload(secrets, id, sealed);
    const title = `${UPLOAD_PURPOSES[purpose as UploadPurpose]}：${name}`;
    yield { name: numbered('01 申请/随申请提交', i + 1, name), title, on: civilDate(received_at), bytes };
  }
}

/** Every letter that had a number, with those that were sent for the request it is answered with. */
async function* letters(services: Services, db: Db, requestId: string): AsyncGenerator<FiledPart> {
  const numberedOnes = (await lettersOf(db, requestId)).filter(({ number }) => number !== null);
  for (const [i, letter] of numberedOnes.entries()) {
    const label = `${letterKind(letter.kind)?.label ?? letter.kind}（${letter.number}）${letter.state === 'dropped' ? '（没有发出）' : ''}`;
    const on: FiledPart['on'] = letter.sentOn ?? (letter.issuedAt ? civilDate(letter.issuedAt) : '');
    const title = (form: string) => ({ name: numbered('02 文书', i + 1, `${label}.${form}`), on });
    yield { ...title('pdf'), title: label, bytes: await printed(services, db, letter.id) };
    const word = await asWord(services, db, letter);
    if (word) yield { ...title('docx'), title: `${label}，Word 文本`, bytes: word };
  }
}

/** What was given out, and what it was made of; a record that was taken off and never given out is no part of the file. */
async function* records({ secrets }: Services, db: Db, requestId: string): AsyncGenerator<FiledPart> {
  const rows = await db
    .selectFrom('request_record')
    .select(['id', 'name', 'added_at'])
    .where('request_id', '=', requestId)
    .where((eb) =>
      eb.or([
        eb('removed_at', 'is', null),
        eb.exists(
          eb
            .selectFrom('redaction_release as x')
            .innerJoin('redaction_copy as c', 'c.id', 'x.copy_id')
            .select('x.id')
            .whereRef('c.record_id', '=', 'request_record.id'),
        ),
      ]),
    )
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  for (const [i, { id, name, added_at }] of rows.entries()) {
    const { source } = await db
      .selectFrom('request_record')
      .select('source')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const given = sealedName.open(secrets, name, id);
    yield {
      name: numbered('03 拟公开的材料/原件', i + 1, given),
      title: `材料原件：${given}`,
      on: civilDate(added_at),
      bytes: sealedSource.open(secrets, source, id),
    };
    const copies = await db
      .selectFrom('redaction_copy')
      .select((eb) => [
        'id',
        'version',
        'pdf',
        'open_pages as open',
        'partial_pages as partial',
        'withheld_pages as withheld',
        'unrelated_pages as unrelated',
        // Given out more than once, it left the house with the first letter.
        eb
          .selectFrom('redaction_release')
          .select((e) => e.fn.min('released_at').as('at'))
          .whereRef('copy_id', '=', 'redaction_copy.id')
          .as('released_at'),
      ])
      .where('record_id', '=', id)
      .where('state', '=', 'passed')
      // What was released was examined before.
      .where('examined_by', 'is not', null)
      .orderBy('id')
      .execute();
    for (const { id: copyId, version, pdf, released_at, ...pages } of copies)
      if (pdf)
        yield {
          name: `03 拟公开的材料/公开件/${String(i + 1).padStart(2, '0')} 公开件（遮盖第${version}版${released_at ? '' : '，没有发出'}）${copyId.slice(-6)}.pdf`,
          title: `公开件，遮盖第${version}版${released_at ? '' : '（没有发出）'}，${pagesSaid(pages)}`,
          on: released_at ? civilDate(released_at) : '',
          bytes: sealedCopy.open(secrets, pdf, copyId),
        };
  }
}

/** 办理过程 in words, as the page of the matter shows it. */
async function course(services: Services, kind: MatterKind, organ: string, requestId: string): Promise<Paper> {
  const entries = await timelineOf(services, kind, requestId);
  return {
    organ,
    title: '政府信息公开申请办理过程',
    sections: [
      {
        heading: '经过',
        lines: entries.map(({ seq, label, actor, onBehalfOf, unit, at, legalDate, fields }) => {
          const who = [unit, actor?.name ?? '系统', onBehalfOf && `（代${onBehalfOf.name}）`].filter(Boolean).join('');
          const facts = fields.map(({ label: term, value }) => `${term}：${value}`).join('；');
          return `${seq}. ${chineseDateTime(at)}，${who}：${label}（${chineseDate(legalDate)}）${facts ? `。${facts}` : ''}`;
        }),
      },
    ],
  };
}

/** The chain of the matter as it stands in the journal, each entry with its hash and that before it. */
async function journal(db: Db, requestId: string): Promise<Buffer> {
  const rows = await db
    .selectFrom('journal_entry')
    .selectAll()
    .where('chain', '=', matterChain(requestId))
    .orderBy('seq')
    .execute();
  const lines = rows.map(({ hash, previous_hash, ...entry }) => ({
    ...entry,
    previous_hash: previous_hash.toString('hex'),
    hash: hash.toString('hex'),
  }));
  return Buffer.from(`${JSON.stringify(lines, null, 2)}\n`, 'utf8');
}
