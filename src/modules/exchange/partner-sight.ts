import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';

const FOR_ALL_BUREAUS: readonly string[] = ['administrator', 'security-officer', 'auditor'];

/**
 * The bureaus whose partners somebody sees and whose deliveries they settle: the openness office those it works for; who runs, guards and
 * audits the system, all (undefined).
 */
export function bureausOfPartners({ grants }: Actor): readonly string[] | undefined {
  if (grants.some(({ role }) => FOR_ALL_BUREAUS.includes(role))) return undefined;
  return [
    ...new Set(grants.flatMap(({ role, unitPath }) => (role === 'openness-officer' ? unitPath.slice(0, 1) : []))),
  ];
}

/** The condition on a partner's row that says the same. */
export const ofBureaus = (bureaus: readonly string[] | undefined) =>
  bureaus === undefined ? sql<boolean>`true` : sql<boolean>`p.bureau_id = any(${[...bureaus]}::uuid[])`;
