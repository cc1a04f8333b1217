import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import {
  SCAN_EDITION,
  type ScanFinding,
  checkWording,
  scanFile,
  scanParagraphs,
  scanText,
  withoutAllowed,
} from '#commons/scanning/index.ts';
import type { AttachmentRef, Content } from '../contract.ts';
import { authorsOf } from '../revisions.ts';
import { allowedWording } from './allowed-wording.ts';
import type { CheckKey, GateFinding, Severity } from './contract.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';
import { publicWords } from './public-words.ts';

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
    const authors = at.documentId ? await authorsOf(at.db, at.documentId) : [];
    const allowed = await allowedWording(at.db, at.writer ? [...authors, at.writer] : authors);
    const texts = textsOf(at.content).flatMap(({ field, findings }) =>
      withoutAllowed(findings, allowed).map((one) => gateFinding(field, field, one)),
    );
    const files: GateFinding[] = [];
    for (const file of filesOf(at.content))
      for (const one of withoutAllowed(await scanned(at, file), allowed)) files.push(fileFinding(file, one));
    return [...texts, ...files];
  },
};

/** Everything a reader could see as text, by the field it stands in. */
function textsOf(content: Content): { field: string; findings: ScanFinding[] }[] {
  const { body, rest } = publicWords(content);
  return [
    ...rest.map(({ field, where, text }) => ({
      field,
      findings: [...scanText(text, { where }), ...checkWording(text, { where })],
    })),
    {
      field: 'content.bodyHtml',
      findings: [
        ...scanParagraphs(body, { where: '正文' }),
        ...checkWording(body.join('\n'), { where: (offset) => paragraphAt(body, offset) }),
      ],
    },
  ];
}

function paragraphAt(paragraphs: readonly string[], offset: number): string {
  let start = 0;
  for (const [at, { length }] of paragraphs.entries()) {
    start += length + 1;
    if (offset < start) return `正文第 ${at + 1} 段`;
  }
  return '正文';
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
async function scanned({ db, services }: LookedAt, { name, hash }: ScannedFile): Promise<readonly ScanFinding[]> {
  const key = `file:${hash}:${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const kept = await db
    .selectFrom('gate_scan')
    .select('findings')
    .where('key', '=', key)
    .where('edition', '=', SCAN_EDITION)
    .executeTakeFirst();
  if (kept) return kept.findings as unknown as readonly ScanFinding[];
  const findings = await scanFile(await buffer(await services.files.open(hash)), name);
  await db
    .insertInto('gate_scan')
    .values({ key, edition: SCAN_EDITION, findings: JSON.stringify(findings), scanned_at: services.time.now() })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return findings;
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
