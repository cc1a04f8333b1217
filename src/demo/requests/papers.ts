import { letterPdf } from '#commons/letters/index.ts';
import type { ToldFile } from '#modules/requests/index.ts';

/** A paper as PDF, of paragraphs: what people bring along, and what an office holds. */
export const paper = (name: string, organ: string, title: string, paragraphs: readonly string[]): ToldFile => ({
  name: `${name}.pdf`,
  bytes: () =>
    letterPdf({
      organ,
      title,
      addressee: '省药品监督管理局',
      body: paragraphs.map((text) => ({ kind: 'text', text })),
    }),
});
