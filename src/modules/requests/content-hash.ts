import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import type { RequestContent } from './contract.ts';

/** 内容指纹: of everything an application says and of the files sent along (their SHA-256), in one order; the sender's receipt shows it, and the office's journal. */
export const contentHashOf = (content: RequestContent, files: readonly string[] = []): string =>
  digest('sha256', canonicalJson(files.length > 0 ? { ...content, files } : content)).toString('hex');
