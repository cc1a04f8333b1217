import type { AttachmentRef } from './contract.ts';

/** POST /api/drafting/import as multipart with one part `file`: a finished text from elsewhere, for the editor. Nothing is saved but its pictures. */
export interface ImportedText {
  readonly html: string;
  /** The pictures of the text, kept for whoever sent it in. */
  readonly media: readonly AttachmentRef[];
  /** Taken out of the text, where it says so at its head. */
  readonly title: string | null;
  readonly documentNumber: string | null;
  /** What was not taken over, and what should be looked at. */
  readonly warnings: readonly string[];
}
