import { letterPdf } from '#commons/letters/index.ts';
import type { ToldFile } from '#modules/requests/index.ts';

/** A paper as PDF, of paragraphs: what people bring along, and what an office holds; dated as of the day it is sent in. */
export const paper = (organ: string, title: string, addressee: string, paragraphs: readonly string[]): ToldFile => ({
  name: `${title}.pdf`,
  bytes: (date) =>
    letterPdf({ organ, title, addressee, date, body: paragraphs.map((text) => ({ kind: 'text', text })) }),
});
