import type { Grant } from '#kernel/policy.ts';
import { ROLES, type RoleDef } from '#commons/organisations/index.ts';
import type { Settings } from './contract.ts';

const known: Readonly<Record<string, RoleDef>> = ROLES;

/** Does this role ask for more than a password, as the security officer has set it? */
export function asksForSecondFactor(role: string, { secondFactor }: Pick<Settings, 'secondFactor'>): boolean {
  return secondFactor === 'everybody' || (secondFactor === 'roles' && known[role]?.secondFactor === true);
}

/**
 * The grants that count in a session, and those that wait for a second factor (GB/T 22239-2019, 8.1.4.1 身份鉴别 d: two
 * kinds of proof of who somebody is). A delegated grant asks for the same as one's own.
 */
export function splitGrants(
  held: readonly Grant[],
  given: boolean,
  settings: Pick<Settings, 'secondFactor'>,
): { readonly counting: readonly Grant[]; readonly withheld: readonly Grant[] } {
  const waits = ({ role }: Grant) => !given && asksForSecondFactor(role, settings);
  return { counting: held.filter((grant) => !waits(grant)), withheld: held.filter(waits) };
}
