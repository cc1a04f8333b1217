import { AppError } from '#kernel/errors.ts';
import { defaultLimits, type ExtractionLimits, megabytes, unusable } from '#platform/extraction/blocks.ts';
import { decodeText } from '#platform/extraction/decode.ts';
import { detectType } from '#platform/extraction/detect.ts';
import { guardZip, listZipEntries } from '#platform/extraction/zip.ts';
import { checkWording } from './check-wording.ts';
import { findingAbout, type ScanFinding } from './finding.ts';
import { readOfd } from './files/ofd.ts';
import { openPackage } from './files/package.ts';
import { readPage } from './files/page.ts';
import { picturePlace } from './files/picture.ts';
import { addHidden, addParagraphs, emptyReading, type Piece, type Reading } from './files/piece.ts';
import { readPdf } from './files/portable.ts';
import { readSlides } from './files/slides.ts';
import { readSpreadsheet } from './files/spreadsheet.ts';
import { readTable } from './files/table.ts';
import { readWord } from './files/word.ts';
import { limited, otherTurns, scanText } from './scan-text.ts';

export interface FileScanLimits extends ExtractionLimits {
  /** Files inside files: how deep, and how many in all. */
  readonly depth: number;
  readonly innerFiles: number;
  /** After so many milliseconds what is left is named as not checked. */
  readonly milliseconds: number;
}

export const fileScanLimits: FileScanLimits = { ...defaultLimits, depth: 2, innerFiles: 20, milliseconds: 20_000 };

/**
 * Everything in a file that has to be mended or confirmed before it is published: what `scanText` and `checkWording` find in any
 * of its texts, and what is hidden in it. Nothing in the file is run and nothing is fetched. Never throws about a file: what
 * cannot be read, or not read to the end, is itself a finding (`unreadable/…`).
 */
export async function scanFile(
  bytes: Uint8Array,
  fileName: string,
  limits: FileScanLimits = fileScanLimits,
): Promise<ScanFinding[]> {
  const until = performance.now() + limits.milliseconds;
  const budget = {
    innerFiles: limits.innerFiles,
    characters: limits.characters,
    turn: A_TURN,
    expired: () => performance.now() > until,
  };
  return limited(await findingsOf(bytes, fileName, `附件「${fileName}」`, 0, limits, budget));
}

/** After so many characters others have their turn. */
const A_TURN = 20_000;

interface Budget {
  innerFiles: number;
  /** Characters until others have their turn. */
  turn: number;
  characters: number;
  readonly expired: () => boolean;
}

async function findingsOf(
  bytes: Uint8Array,
  fileName: string,
  where: string,
  depth: number,
  limits: FileScanLimits,
  budget: Budget,
): Promise<ScanFinding[]> {
  const reading = await read(bytes, fileName, limits);
  if (typeof reading === 'string') return [unreadable('unreadable/file', where, reading)];
  const findings = reading.remarks.map((remark) =>
    findingAbout(remark.rule, { ...remark, where: `${where}${remark.where}` }),
  );
  for (const piece of reading.pieces) {
    if (budget.expired()) return [...findings, unreadable('unreadable/rest', where, '文件过大或过于复杂，检查超时')];
    if (piece.text.length > budget.characters)
      return [...findings, unreadable('unreadable/rest', where, `文字超过 ${limits.characters / 10_000} 万字`)];
    budget.characters -= piece.text.length;
    findings.push(...pieceFindings(piece, where));
    budget.turn -= piece.text.length;
    if (budget.turn < 0) {
      budget.turn = A_TURN;
      await otherTurns();
    }
  }
  for (const { name, bytes: inner } of reading.inner) {
    const inside = `${where}内嵌文件「${name}」`;
    budget.innerFiles -= 1;
    if (depth >= limits.depth || budget.innerFiles < 0)
      findings.push(unreadable('unreadable/file', inside, '嵌套的层数或文件数过多'));
    else findings.push(...(await findingsOf(inner, name, inside, depth + 1, limits, budget)));
  }
  return findings;
}

function pieceFindings({ text, where, place, locate, label, visible }: Piece, file: string): ScanFinding[] {
  const said = (offset: number) => `${file}${locate ? locate(offset) : where}`;
  const found = scanText(text, { where: said, ...(place ? { place } : {}), ...(label ? { label } : {}) });
  const wording = visible ? checkWording(text, { where: said }) : [];
  return [...found, ...wording].map(({ offset: _, ...finding }) => finding);
}

/** A finding that something was not looked into, and why. */
export function unreadable(rule: 'unreadable/file' | 'unreadable/rest', where: string, reason: string): ScanFinding {
  return findingAbout(rule, { where, content: reason, shown: reason.replace(/，请.*$/, ''), confidence: 'certain' });
}

/** What is in the file, or the reason why that cannot be told. */
async function read(bytes: Uint8Array, fileName: string, limits: FileScanLimits): Promise<Reading | string> {
  try {
    if (bytes.length > limits.bytes) return `文件超过 ${megabytes(limits.bytes)}`;
    return await readByKind(bytes, fileName, limits);
  } catch (error) {
    if (error instanceof AppError) return error.reasons.join('；');
    // What a library throws on a stranger's file is about the file; a person then opens it instead.
    return '文件的内容无法识别';
  }
}

async function readByKind(bytes: Uint8Array, fileName: string, limits: FileScanLimits): Promise<Reading> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03) return readPackage(bytes, limits);
  const { extension, label } = await detectType(bytes, withoutForeignSuffix(fileName));
  switch (extension) {
    case 'pdf':
      return readPdf(bytes, limits);
    case 'html':
      return readPage(textOf(bytes), limits);
    case 'csv':
      return readTable(textOf(bytes), limits);
    case 'txt': {
      const reading = emptyReading();
      addParagraphs(reading, '', textOf(bytes).split(/\r\n|[\n\r\f\v\u2028\u2029]/), { visible: true });
      return reading;
    }
    case 'png':
    case 'jpg':
    case 'gif':
    case 'webp':
      return readPicture(bytes, label);
    default:
      throw unusable(`不能检查${label}`);
  }
}

/** Names of files inside files are made by programs (`oleObject1.bin`) and say nothing of the kind. */
const withoutForeignSuffix = (name: string) => name.replace(/\.(?:bin|dat|tmp)$/i, '');

async function readPackage(bytes: Uint8Array, limits: FileScanLimits): Promise<Reading> {
  const names = new Set(listZipEntries(bytes).map(({ name }) => name.toLowerCase()));
  const kind = PACKAGES.find(({ part }) => names.has(part));
  if (!kind) throw unusable(names.has('mimetype') ? '不能检查 ODF 等格式的文件' : '压缩包里的文件不能检查');
  await guardZip(bytes, limits);
  return kind.read(openPackage(bytes), limits);
}

const PACKAGES = [
  { part: 'word/document.xml', read: readWord },
  { part: 'xl/workbook.xml', read: readSpreadsheet },
  { part: 'ppt/presentation.xml', read: readSlides },
  { part: 'ofd.xml', read: readOfd },
] as const;

function readPicture(bytes: Uint8Array, label: string): Reading {
  const reading = emptyReading();
  const { place, texts } = picturePlace(bytes);
  if (place)
    reading.remarks.push({ rule: 'metadata/place', where: '', content: place, shown: place, confidence: 'certain' });
  addHidden(reading, 'metadata/author', '图片属性', texts, 'likely');
  reading.remarks.push({
    rule: 'unreadable/pictures',
    where: '',
    content: label,
    shown: label,
    confidence: 'possible',
  });
  return reading;
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) throw unusable(decoded.refusal);
  return decoded.text;
}
