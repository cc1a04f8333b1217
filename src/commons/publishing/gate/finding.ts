import { createHash } from 'node:crypto';
import type { GateFinding } from './contract.ts';

/** A finding with its key: the same check on the same words at the same place has the same key in every run. */
export function finding(
  of: Omit<GateFinding, 'key' | 'stage'> & Partial<Pick<GateFinding, 'stage' | 'key'>>,
): GateFinding {
  const key = createHash('sha256')
    .update([of.check, of.where, of.excerpt, of.sentence].join('\n'))
    .digest('hex')
    .slice(0, 16);
  return { stage: 'submit', key, ...of };
}
