import { createHash } from 'node:crypto';
import type { Reading } from './reading.ts';

/**
 * SHA-256 (hex) of what a plan says: title, number, sections, items, annotations. Two files of the same plan have the
 * same one whatever their format, layout or width of punctuation; one changed word or unit makes another. The date
 * and source are left out: websites print their own.
 */
export function fingerprintOf(reading: Reading): string {
  const content = [
    reading.title,
    reading.documentNumber ?? '',
    ...reading.sections.flatMap((section) => [
      section.number,
      section.title,
      ...section.items.flatMap((item) => [
        item.number,
        item.title,
        item.text,
        ...item.annotations.map(({ verbatim }) => verbatim),
        ...item.deadlines.map(({ verbatim }) => verbatim),
      ]),
    ]),
  ];
  // One line per fact, so that words moving from a title into the text beside it do not go unnoticed.
  const normal = content.map((text) => text.normalize('NFKC').replace(/\s/g, '')).join('\n');
  return createHash('sha256').update(normal).digest('hex');
}
