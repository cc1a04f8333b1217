import { letterPdf } from '#commons/letters/index.ts';
import { withFile } from '#commons/redaction/index.ts';
import type { ToldFile } from '#modules/requests/index.ts';

/** A paper as PDF, of paragraphs: what people bring along, and what an office holds; dated as of the day it is sent in. */
export const paper = (organ: string, title: string, addressee: string, paragraphs: readonly string[]): ToldFile => ({
  name: `${title}.pdf`,
  bytes: (date) =>
    letterPdf({ organ, title, addressee, date, body: paragraphs.map((text) => ({ kind: 'text', text })) }),
});

/** The first page of a paper as it comes from a scanner: a picture, without a text layer. */
export const scanned = ({ name, bytes }: ToldFile): ToldFile => ({
  name: name.replace(/\.pdf$/, '（扫描件）.jpg'),
  bytes: async (date) =>
    withFile(
      { bytes: await bytes(date), picture: false },
      async (engine) => (await engine.ask('show', { page: 1 })).jpeg,
    ),
});
