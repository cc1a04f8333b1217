import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import type { RequestContent } from './contract.ts';

/** 内容指纹: of everything an application says, in one order; the sender's receipt shows it, and the office's journal. */
export const contentHashOf = (content: RequestContent): string =>
  digest('sha256', canonicalJson(content)).toString('hex');
