import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
  SCAN_EDITION,
  type ScanFinding,
  checkWording,
  otherTurns,
  scanElsewhere,
  paragraphLocator,
  scanParagraphsInTurns,
  scanText,
  withoutAllowed,
} from '#commons/scanning/index.ts';
import type { AttachmentRef, Content } from '../contract.ts';
import { authorsOf } from '../revisions.ts';
import { allowedWording } from './allowed-wording.ts';
import type { CheckKey, GateFinding, Severity } from './contract.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';
import { type PublicWords, publicWords } from './public-words.ts';

/** Which check of the gate each category of the scan belongs to. */
const CHECK: Readonly<Record<ScanFinding['category'], CheckKey>> = {
  identity: 'personal-data',
  phone: 'personal-data',
  'bank-card': 'personal-data',
  address: 'personal-data',
  email: 'personal-data',
  account: 'personal-data',
  person: 'personal-data',
  mark: 'secrecy',
  hidden: 'hidden',
  metadata: 'metadata',
  wording: 'wording',
  unreadable: 'unreadable',
};

/**
 * Personal information, marks of secrecy, hidden content and wording in everything that would be public: each word of the content and
 * each file. What nobody could look into (a scanned page) is named, not passed over.
 */
export const scanCheck: GateCheck = {
  key: 'personal-data',
  run: async (at) => {
    const found = [...(await textsOf(at.content))];
    const files: FoundInFile[] = [];
    for (const file of filesOf(at.content)) files.push({ file, findings: await scanned(at, file) });
    const allowed = [...found, ...files].some(({ findings }) => findings.some(isWording))
      ? await wordingAllowed(at)
      : NOTHING_ALLOWED;
    return [
      ...found.flatMap(({ field, findings }) =>
        withoutAllowed(findings, allowed).map((one) => gateFinding(field, field, one)),
      ),
      ...files.flatMap(({ file, findings }) => withoutAllowed(findings, allowed).map((one) => fileFinding(file, one))),
    ];
  },
};

const isWording = ({ term }: ScanFinding) => term !== undefined;
const NOTHING_ALLOWED: Awaited<ReturnType<typeof allowedWording>> = [];

/** What others than the authors of this text have allowed; asked for only where there is something to allow. */
async function wordingAllowed(at: LookedAt) {
  const authors = at.documentId ? await authorsOf(at.db, at.documentId) : [];
  return allowedWording(at.db, at.writer ? [...authors, at.writer] : authors);
}

interface FoundInFile {
  readonly file: ScannedFile;
  readonly findings: readonly ScanFinding[];
}

interface FoundInTexts {
  readonly field: string;
  readonly findings: readonly ScanFinding[];
}

/**
 * Everything a reader could see as text, by the field it stands in. The gate is asked many times about the same text (each look at the
 * document, each step, each check before a release): what was found in the last few is kept, under their words and the edition of the rules.
 */
async function textsOf(content: Content): Promise<readonly FoundInTexts[]> {
  const { body, rest } = publicWords(content);
  const words = createHash('sha256')
    .update(JSON.stringify([SCAN_EDITION, body, rest]))
    .digest('hex');
  const known = lastLookedAt.get(words);
  if (known) return known;
  const found = await lookedThrough(body, rest);
  lastLookedAt.set(words, found);
  for (const oldest of lastLookedAt.keys()) if (lastLookedAt.size > KEPT_TEXTS) lastLookedAt.delete(oldest);
  return found;
}

/** All documents of a large set, and what else is looked at meanwhile. */
const KEPT_TEXTS = 300;
const lastLookedAt = new Map<string, readonly FoundInTexts[]>();

/** So many titles, notes and attributes are looked at before others have their turn. */
const WORDS_A_TURN = 100;

/** What is found in words, nothing of it kept. */
export async function lookedThrough(body: readonly string[], rest: readonly PublicWords[]): Promise<FoundInTexts[]> {
  const fields: FoundInTexts[] = [];
  for (const [at, { field, where, text }] of rest.entries()) {
    if (at % WORDS_A_TURN === WORDS_A_TURN - 1) await otherTurns();
    fields.push({ field, findings: [...scanText(text, { where }), ...checkWording(text, { where })] });
  }
  const findings = await scanParagraphsInTurns(body, { where: '正文' });
  const wording = checkWording(body.join('\n'), { where: paragraphLocator(body, '正文') });
  return [...fields, { field: 'content.bodyHtml', findings: [...findings, ...wording] }];
}

interface ScannedFile extends AttachmentRef {
  readonly field: 'content.attachments' | 'content.bodyHtml';
}

const filesOf = ({ attachments, media }: Content): ScannedFile[] => [
  ...(attachments ?? []).map((file) => ({ ...file, field: 'content.attachments' as const })),
  ...(media ?? []).map((file) => ({ ...file, field: 'content.bodyHtml' as const })),
];

/** What nobody but a person can look into (a picture, a scanned page) bears the file itself, and its key is that of the bytes. */
function fileFinding({ field, id, name, hash, mediaType }: ScannedFile, one: ScanFinding): GateFinding {
  const found = gateFinding(field, hash, one);
  if (one.category !== 'unreadable') return found;
  const where = field === 'content.bodyHtml' ? one.where.replace(/^附件/, '正文') : one.where;
  return { ...found, where, file: { id, name, mediaType } };
}

/** What the scan of a file found, kept under its bytes, its name and the edition of the rules: a file is read once. */
export async function scanned(
  { db, services }: Pick<LookedAt, 'db' | 'services'>,
  { name, hash }: { readonly name: string; readonly hash: string },
): Promise<readonly ScanFinding[]> {
  const key = `file:${hash}:${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const kept = await db
    .selectFrom('gate_scan')
    .select('findings')
    .where('key', '=', key)
    .where('edition', '=', SCAN_EDITION)
    .executeTakeFirst();
  if (kept) return kept.findings as unknown as readonly ScanFinding[];
  if (await wasCleared(db, hash)) return [];
  const findings = await scanElsewhere(await buffer(await services.files.open(hash)), name);
  // Findings quote words: none are kept of a file that was cleared as secret while it was read.
  await sql`
    with file as (select cleared_at from stored_file where hash = ${hash} for share)
    insert into gate_scan (key, edition, findings, scanned_at)
    select ${key}, ${SCAN_EDITION}, ${JSON.stringify(findings)}::jsonb, ${services.time.now()}::timestamptz
    where not exists (select from file where cleared_at is not null)
    on conflict do nothing`.execute(db);
  return findings;
}

/** Of what was cleared as secret there is nothing left to look into. */
async function wasCleared(db: LookedAt['db'], hash: string): Promise<boolean> {
  const row = await db.selectFrom('stored_file').select('cleared_at').where('hash', '=', hash).executeTakeFirst();
  return row !== undefined && row.cleared_at !== null;
}

function gateFinding(field: string, place: string, one: ScanFinding): GateFinding {
  const key = createHash('sha256').update(`${place}\n${one.fingerprint}`).digest('hex').slice(0, 16);
  return {
    key,
    check: one.rule === 'unreadable/pictures' ? 'pictures' : CHECK[one.category],
    severity: severityOf(one),
    stage: 'submit',
    field,
    where: one.where,
    excerpt: one.excerpt,
    sentence: one.sentence,
    ...(one.suggestion ? { suggestion: one.suggestion } : {}),
    ...(one.term ? { term: one.term } : {}),
  };
}

/**
 * A mark of secrecy is never answered away: what bears one does not go out (条例第十四条). People who must be protected, where a picture
 * was taken, hidden content and what nobody could read are answered for, however unsure, each picture by itself (there is no reading of letters in pictures); of the rest what is likely. What is merely
 * possible, and who a file says has written it, is told.
 */
function severityOf({ rule, category, confidence }: ScanFinding): Severity {
  if (category === 'mark' && confidence === 'certain') return 'block';
  if (category === 'hidden' || category === 'person' || rule === 'metadata/place') return 'confirm';
  if (category === 'unreadable') return 'confirm';
  return category === 'metadata' || confidence === 'possible' ? 'advice' : 'confirm';
}
