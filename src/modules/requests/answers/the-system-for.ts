import type { Actor } from '#kernel/policy.ts';
import { systemActor } from '#platform/services.ts';

/**
 * Who takes a step of a request that rests on the word of somebody outside: whoever holds number and code, or the payment platform. The hand is the system's, in
 * the bureau of the request and nowhere else.
 */
export const theSystemFor = (bureauId: string): Actor => ({
  ...systemActor,
  grants: [{ role: 'system', unitId: '', unitPath: [bureauId] }],
});
