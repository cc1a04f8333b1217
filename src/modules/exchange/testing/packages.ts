import { zip } from '#platform/testing/zip.ts';

const wordParts = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };

/** A Word file that carries macros. */
export const withMacros = (): Buffer => zip({ ...wordParts, 'word/vbaProject.bin': 'x' });

/** A Word file of some forty kilobytes that unpacks to forty megabytes. */
export const bomb = (): Buffer => zip({ ...wordParts, 'word/media/a.xml': new Uint8Array(40 * 1024 * 1024) });
