import { type ScanFinding, scanText } from '#commons/scanning/index.ts';
import type { LookedAt } from './looked-at.ts';
import { scanned } from './scan.ts';

/** A mark of a state secret (密级标志): what bears one is not for this system, and leaves the house by no way. */
export const isSecrecyMark = ({ rule, confidence }: ScanFinding): boolean =>
  rule === 'mark/classification' && confidence === 'certain';

/** Of these files, those in whose name or text such a mark stands. */
export async function filesWithMark<F extends { readonly name: string; readonly hash: string }>(
  at: Pick<LookedAt, 'db' | 'services'>,
  files: readonly F[],
): Promise<F[]> {
  const marked: F[] = [];
  for (const file of files) {
    const findings = [...scanText(file.name, { where: '' }), ...(await scanned(at, file))];
    if (findings.some(isSecrecyMark)) marked.push(file);
  }
  return marked;
}
