import { scanElsewhere, scanText } from '#commons/scanning/index.ts';
import { sanitise } from '#platform/sanitise.ts';
import type { Content } from '../contract.ts';
import { publicWords } from './public-words.ts';
import { lookedThrough } from './scan.ts';
import { isSecrecyMark } from './secrecy-marks.ts';

/** What another system hands in, before a byte of it is kept. */
export interface HandedIn {
  readonly content: Pick<Content, 'title' | 'bodyHtml'> & Partial<Content>;
  /** Words beside the content: a note, a reason. */
  readonly beside: readonly string[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * Whether what is handed in bears a mark of a state secret (密级标志), in whichever word or file of it. Asked before anything is kept,
 * because a system that is not for secrets must not hold them even refused. Says nothing but that.
 */
export async function bearsSecrecyMark({ content, beside, files }: HandedIn): Promise<boolean> {
  // As it was sent, and as it would be kept: what is taken out of a body may have stood in the midst of a mark.
  for (const bodyHtml of new Set([content.bodyHtml, sanitise(content.bodyHtml)])) {
    const { body, rest } = publicWords({ ...content, bodyHtml } as Content);
    for (const { findings } of await lookedThrough(body, rest)) if (findings.some(isSecrecyMark)) return true;
  }
  for (const text of beside) if (scanText(text, { where: '' }).some(isSecrecyMark)) return true;
  for (const { name, bytes } of files) {
    if (scanText(name, { where: '' }).some(isSecrecyMark)) return true;
    if ((await scanElsewhere(bytes, name)).some(isSecrecyMark)) return true;
  }
  return false;
}
