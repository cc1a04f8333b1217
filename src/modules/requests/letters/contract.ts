import { Type } from 'typebox';
import type { JsonSchema } from '#commons/casework/contract.ts';

// Writing letters, as the workbench reads it. Pure data: the browser imports this file.

/** GET /api/requests/:id/letter-forms: what may be written about the request, each kind with its form. */
export interface LetterForms {
  readonly kinds: readonly LetterForm[];
  /** The situations of a reply, in the order of the annual report's third table (国办公开办函〔2021〕30号). */
  readonly families: readonly { readonly label: string; readonly grounds: readonly GroundForm[] }[];
}

export interface LetterForm {
  readonly key: string;
  readonly label: string;
  readonly basis: string;
  /** What follows once it is sent, in a sentence. */
  readonly consequence: string;
  /** What to know before one writes it as the request stands now. */
  readonly warning?: string;
  /** Of a reply: nothing; its form is made of the situation. */
  readonly fields: JsonSchema | null;
}

export interface GroundForm {
  readonly key: string;
  /** The row of the annual report it is counted in. */
  readonly row: string;
  readonly when: string;
  readonly articles: readonly string[];
  readonly parts: readonly PartForm[];
  /** What must stand on file behind the reply, and whether it does. */
  readonly kept: readonly { readonly label: string; readonly there: boolean }[];
}

export interface PartForm {
  readonly key: string;
  readonly label: string;
  readonly must: boolean;
}

/** POST /api/requests/:id/letters/:letterId/pdf and /docx: for whoever the letter does not wait for. Each one opened is kept with its reason. */
export const LetterReason = Type.Object(
  { reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }) },
  { additionalProperties: false },
);

/** GET /api/requests/:id/letters/:letterId: a draft as it was written, for whoever may change it; nothing of it for anybody else. */
export interface LetterWritten {
  readonly kind: string;
  readonly label: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly mayRewrite: boolean;
}

/** POST /api/requests/:id/letters/preview: what is still missing, a sentence each, and the letter as it would be printed. */
export interface LetterPreview {
  readonly missing: readonly string[];
  /** Null while a number or a choice is open on which the text depends. */
  readonly letter: LetterSheet | null;
}

/** A letter as both printers are given it (`commons/letters`), so that what is read while writing is what will be printed. */
export interface LetterSheet {
  readonly organ: string;
  readonly documentNumber?: string;
  readonly title: string;
  readonly addressee: string;
  readonly body: readonly SheetBlock[];
  readonly attachments?: readonly string[];
  /** 附注, without brackets. */
  readonly note?: string;
}

export type SheetBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
