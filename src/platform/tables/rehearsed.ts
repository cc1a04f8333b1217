import { canonicalJson } from '#kernel/canonical.ts';
import { AppError } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { OTHERWISE, type Rehearsal, type TableOutcome } from '#kernel/table-import.ts';

/** An outcome with the fingerprint of everything it was made from: the list as it stands, the file, and what was said beside it. */
export function rehearsal(outcome: TableOutcome, madeFrom: unknown): Rehearsal {
  const plain = JSON.parse(JSON.stringify(madeFrom)) as unknown;
  return { ...outcome, fingerprint: digest('sha256', canonicalJson(plain)).toString('hex') };
}

/** What is brought in is what somebody has looked at: refuses where the list, or what was sent, is another than was rehearsed. */
export function demandRehearsed({ fingerprint }: Rehearsal, rehearsed: string): void {
  if (fingerprint === rehearsed) return;
  throw new AppError(OTHERWISE, 409, [
    '试导入以后，系统里的内容已经改变，或者送来的不是试导入的文件：没有导入。请看重新试导入的结果，核对后再导入',
  ]);
}
