import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { canonicalJson } from '#kernel/canonical.ts';
import { civilDate, type LocalDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { notFound, refused } from '#kernel/errors.ts';
import { letterDocx, type Letter, letterPdf } from '#commons/letters/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { repacked } from '#platform/zip.ts';
import { lastDayOf } from '../answer-periods.ts';
import { openApplicant, shownApplicant } from '../applicant.ts';
import { askedBy, isSilence, type SilenceKind } from '../closing/silence.ts';
import { type Lateness, latenessOn } from '../corrections/late-notice.ts';
import { recordsSaid } from '../records/releasing.ts';
import { reliefOf, takenOff, tariffOf } from '../fees/fee-notice.ts';
import { mergedInto } from '../related/merged.ts';
import { remedyBodiesOf } from '../remedy-bodies.ts';
import { saidOfThirdParties } from '../third-parties/said.ts';
import { contactOf } from './contact.ts';
import { type LetterContent, letterKind, SHARED_KINDS } from './letter-kinds.ts';
import { letterBody, type LetterFacts, type Wanted } from './letter-text.ts';
import type { LetterRow } from './letters.ts';
import type { ReplyContent } from './reply-content.ts';

/** What a printed letter is kept under: it names people, so its bytes lie under encryption. */
const placeOf = (letterId: string) => `request-letter:${letterId}`;
const sheetPlace = (letterId: string) => `request-letter:${letterId}:sheet`;

type Printable = Pick<LetterRow, 'kind' | 'content' | 'number' | 'issuedAt'>;

/** A letter that is not kept yet, as it would be printed. */
export const composedDraft = (
  services: Services,
  db: Db | Tx,
  requestId: string,
  draft: Pick<LetterRow, 'kind' | 'content'>,
): Promise<Letter> => composed(services, db, { ...draft, number: null, issuedAt: null }, requestId);

/** The letter as it would be printed; a draft shows who asked as the screens do, masked, until it is signed: fixed text by its kind, what was written, to whom, by whom. Refuses what cannot be printed or is not configured. */
async function composed(services: Services, db: Db | Tx, letter: Printable, requestId: string): Promise<Letter> {
  const request = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select([
      'r.applicant',
      'r.applicant_kind',
      'r.wanted_form',
      'r.wanted_channel',
      'r.arrived_on',
      sql<string>`asked_text(r)`.as('description'),
      'm.number',
      'm.bureau_id',
      'm.received_on',
      'm.round',
    ])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  const kind = letterKind(letter.kind);
  const bureau = request && (await unitById(db, request.bureau_id));
  if (!request || !kind || !bureau) throw notFound('这份文书');
  const bodies = await remedyBodiesOf(db, request.bureau_id);
  const note = kind.asks && (await contactOf(db, request.bureau_id));
  return {
    organ: bureau.name,
    ...(letter.number !== null && { documentNumber: letter.number }),
    title: kind.label,
    addressee: addresseeOf(services, letter, requestId, request, kind.to),
    body: letterBody(letter.kind, letter.content, {
      number: request.number,
      arrivedOn: request.arrived_on,
      receivedOn: request.received_on,
      correctedOn: await correctedOn(db, requestId),
      description: request.description,
      // The columns are checked in the database.
      applicantKind: request.applicant_kind as LetterFacts['applicantKind'],
      wanted: { form: request.wanted_form, channel: request.wanted_channel } as Wanted,
      ...(await besides(services, db, letter, requestId)),
      ...lateOf(services, letter, request),
      // 行政复议法第二十二条: the way online is named wherever there is one; what does not name it is not served online (`online-review.ts`).
      servedOnline: bodies.reviewUrl.trim() !== '',
      bodies,
      records: await recordsSaid(services, db, letter, requestId),
    }),
    ...(note && { note }),
    ...(letter.issuedAt !== null && { date: civilDate(letter.issuedAt) as LocalDate }),
  };
}

const correctedOn = async (db: Db | Tx, requestId: string): Promise<LocalDate | null> =>
  (
    await db
      .selectFrom('request_correction')
      .select('corrected_on as on')
      .where('request_id', '=', requestId)
      .orderBy('id', 'desc')
      .executeTakeFirst()
  )?.on ?? null;

/** What the letter says beside the facts of its own request: those it answers too, and what was taken off a fee. */
async function besides(
  services: Services,
  db: Db | Tx,
  { kind, content }: Pick<LetterRow, 'kind' | 'content'>,
  requestId: string,
) {
  const together = SHARED_KINDS.has(kind) ? await mergedInto(db, requestId) : [];
  if (isSilence(kind)) return { together, ...(await unansweredBy(services, db, requestId, kind)) };
  if (kind === 'reply')
    return { together, heard: await saidOfThirdParties(db, requestId, (content as unknown as ReplyContent).ground) };
  if (kind !== 'fee') return { together };
  return { together, relief: takenOff(tariffOf(content as LetterContent<'fee'>), await reliefOf(db, requestId)) };
}

/** Of a correction notice, that it is too late to stop the period: by the day it was signed, or today. */
function lateOf(
  { calendar, time }: Services,
  { kind, issuedAt }: Printable,
  { received_on: receivedOn, round }: { readonly received_on: LocalDate; readonly round: number },
): { readonly late?: Lateness } {
  if (kind !== 'correction') return {};
  const late = latenessOn({ receivedOn, round }, issuedAt === null ? time.today() : civilDate(issuedAt), calendar());
  return late ? { late } : {};
}

/** The notice that was not answered, when it arrived, and until when there was time. */
async function unansweredBy(services: Services, db: Db | Tx, requestId: string, kind: SilenceKind) {
  const asked = await askedBy(db, requestId, kind);
  if (!asked?.number || !asked.sentOn) return {};
  const last = lastDayOf(asked, services.calendar());
  const fee =
    kind === 'not-paid'
      ? await db
          .selectFrom('request_fee')
          .select('amount_yuan as amount')
          .where('letter_id', '=', asked.id)
          .executeTakeFirst()
      : undefined;
  return {
    unanswered: {
      number: asked.number,
      sentOn: asked.sentOn,
      ...(asked.deliveredOn && { deliveredOn: asked.deliveredOn }),
      ...(last && { last }),
      ...fee,
    },
  };
}

function addresseeOf(
  { secrets }: Services,
  { content, number }: Printable,
  requestId: string,
  { applicant, applicant_kind }: { readonly applicant: Buffer | null; readonly applicant_kind: string },
  to: 'applicant' | 'party',
): string {
  if (to === 'party') return String(content.party);
  if (number === null) return shownApplicant(secrets, requestId, applicant, applicant_kind);
  return applicant === null ? '申请人' : openApplicant(secrets, requestId, applicant).name;
}

/** Prints a signed letter once, and keeps what it says: what is sent, shown and put on other paper later is this. Gives the hashes of both. */
export async function keepPrinted(
  services: Services,
  tx: Tx,
  letter: LetterRow,
): Promise<{ readonly hash: string; readonly sheetHash: string }> {
  const sheet = await composed(services, tx, letter, letter.requestId);
  const pdf = await letterPdf(sheet);
  const hash = createHash('sha256').update(pdf).digest('hex');
  const sheetHash = hashOf(sheet);
  await tx
    .updateTable('request_letter')
    .set({
      pdf: services.secrets.seal(pdf.toString('base64'), placeOf(letter.id)),
      pdf_hash: hash,
      sheet: services.secrets.seal(JSON.stringify(sheet), sheetPlace(letter.id)),
      sheet_hash: sheetHash,
    })
    .where('id', '=', letter.id)
    .execute();
  return { hash, sheetHash };
}

const hashOf = (sheet: Letter): string => digest('sha256', canonicalJson(sheet)).toString('hex');

/** The printed letter, as it was signed, held against its hash. */
export async function printed(services: Services, db: Db | Tx, letterId: string): Promise<Buffer> {
  const row = await db
    .selectFrom('request_letter')
    .select(['pdf', 'pdf_hash'])
    .where('id', '=', letterId)
    .executeTakeFirst();
  if (!row?.pdf) throw notFound('这份文书');
  const pdf = Buffer.from(services.secrets.open(row.pdf, placeOf(letterId)), 'base64');
  if (createHash('sha256').update(pdf).digest('hex') !== row.pdf_hash) throw notAsSigned();
  return pdf;
}

const notAsSigned = () => refused(['这份文书的内容与签发时不一致，不能使用：请告诉系统管理员']);

/** As it would be printed, before anybody has signed it. */
export const preview = async (services: Services, db: Db | Tx, letter: LetterRow): Promise<Buffer> =>
  letterPdf(await composed(services, db, letter, letter.requestId));

/**
 * The letter as a Word file, for whoever must put it on the paper of the house: a draft as it would be printed, a signed one as it was signed,
 * the same bytes each time. Undefined of one that was signed before its text was kept beside its print.
 */
export async function asWord(services: Services, db: Db | Tx, letter: LetterRow): Promise<Buffer | undefined> {
  const sheet =
    letter.number === null
      ? await composed(services, db, letter, letter.requestId)
      : await signedSheet(services, db, letter.id);
  return sheet && repacked(await letterDocx(sheet));
}

/** The paragraphs of a signed letter; undefined of one signed before its text was kept. */
export async function signedParagraphs(
  services: Services,
  db: Db | Tx,
  letterId: string,
): Promise<string[] | undefined> {
  const sheet = await signedSheet(services, db, letterId);
  return sheet?.body.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
}

/** What a signed letter says, held against its hash. */
export async function signedSheet({ secrets }: Services, db: Db | Tx, letterId: string): Promise<Letter | undefined> {
  const row = await db
    .selectFrom('request_letter')
    .select(['sheet', 'sheet_hash', 'cleared_at'])
    .where('id', '=', letterId)
    .executeTakeFirst();
  if (!row || row.cleared_at) throw notFound('这份文书');
  if (!row.sheet) return undefined;
  const sheet = JSON.parse(secrets.open(row.sheet, sheetPlace(letterId))) as Letter;
  if (hashOf(sheet) !== row.sheet_hash) throw notAsSigned();
  return sheet;
}
