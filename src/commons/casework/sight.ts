import { type RawBuilder, sql } from 'kysely';
import { type Actor, allows, type Scope } from '#kernel/policy.ts';
import { ROLE_KEYS, SEPARATED } from '#commons/organisations/index.ts';
import type { MatterKind, VisibilityRule } from './kind.ts';
import type { MatterRow } from './queries.ts';

// Who may see a matter, said once and read twice: by the policy for one matter (`maySee`), by the database for lists
// (`visibleTo`). A test holds the two against each other over people and matters of every sort.

/** Whoever has a part in a matter always sees it: units that lead, help or are asked to countersign, its assignee, who started it. */
const HAS_A_PART: readonly VisibilityRule[] = [
  { roles: 'staff', scope: 'involved' },
  { roles: 'staff', scope: 'assignee' },
  // The subject's person is the one who started the matter.
  { roles: 'staff', scope: 'self' },
];
/** Those who do the bureau's business; who runs, guards and audits the system sees no matter by that alone (三权分立). */
const BUSINESS_ROLES = ROLE_KEYS.filter((role) => !SEPARATED.includes(role));
const STAFF_OF_THE_BUREAU: readonly VisibilityRule[] = [{ roles: BUSINESS_ROLES, scope: 'bureau' }];

const rulesOf = (kind: MatterKind): readonly VisibilityRule[] => kind.visibleTo ?? STAFF_OF_THE_BUREAU;
/** A kind that does not say for whom a restricted matter is shows it to those who have a part in it. */
const restrictedRulesOf = (kind: MatterKind): readonly VisibilityRule[] => kind.visibleWhenRestricted ?? [];

const isSystem = (actor: Actor): boolean => actor.grants.some(({ role }) => role === 'system');

/** May somebody see this matter? The working staff of its bureau unless the kind says otherwise; whoever has a part in it always. */
export function maySee(kind: MatterKind, matter: MatterRow, actor: Actor): boolean {
  if (isSystem(actor)) return true;
  const subject = {
    ...matter,
    personId: matter.startedBy,
    cooperatingUnitIds: [...matter.cooperatingUnitIds, ...matter.countersigningUnitIds],
  };
  const rules = matter.restricted ? restrictedRulesOf(kind) : rulesOf(kind);
  return [...HAS_A_PART, ...rules].some((rule) => allows({ label: '', ...rule }, actor, subject));
}

/** The matters `m` somebody may see, as SQL, for lists: the rule of `maySee`. A kind that is not known is not listed. */
export function visibleTo(actor: Actor, kinds: ReadonlyMap<string, MatterKind>): RawBuilder<boolean> {
  if (isSystem(actor)) return sql<boolean>`true`;
  const usual = [...kinds.values()].filter(({ visibleTo: own }) => own === undefined).map(({ key }) => key);
  const special = [...kinds.values()].filter(({ visibleTo: own }) => own !== undefined);
  const restrictable = [...kinds.values()].filter((kind) => restrictedRulesOf(kind).length > 0);
  const clauses = [
    anyOf(HAS_A_PART, actor),
    sql<boolean>`(not m.restricted and m.kind = any(${usual}::text[]) and ${anyOf(STAFF_OF_THE_BUREAU, actor)})`,
    ...special.map(
      (kind) => sql<boolean>`(not m.restricted and m.kind = ${kind.key} and ${anyOf(rulesOf(kind), actor)})`,
    ),
    ...restrictable.map(
      (kind) => sql<boolean>`(m.restricted and m.kind = ${kind.key} and ${anyOf(restrictedRulesOf(kind), actor)})`,
    ),
  ];
  return sql<boolean>`(${sql.join(clauses, sql` or `)})`;
}

function anyOf(rules: readonly VisibilityRule[], actor: Actor): RawBuilder<boolean> {
  if (rules.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    rules.map((rule) => met(rule, actor)),
    sql` or `,
  )})`;
}

/** One rule for one person: where the roles asked for are held is known here; which matters lie there, the database knows. */
function met({ roles, scope }: VisibilityRule, actor: Actor): RawBuilder<boolean> {
  const grants = actor.grants.filter(({ role }) => roles === 'staff' || roles.includes(role));
  // Who is asked for by role must hold it; staff are staff without a post, as far as no unit is looked at.
  if (grants.length === 0 && (roles !== 'staff' || !PERSONAL.has(scope))) return sql<boolean>`false`;
  const units = distinct(grants.map(({ unitId }) => unitId));
  switch (scope) {
    case 'anywhere':
      return sql<boolean>`true`;
    case 'lead':
      return sql<boolean>`m.lead_unit_id = any(${units}::uuid[])`;
    case 'involved':
      return sql<boolean>`(
        m.lead_unit_id = any(${units}::uuid[])
        or exists (select from matter_unit mine where mine.matter_id = m.id and mine.part <> 'lead' and mine.unit_id = any(${units}::uuid[]))
        or exists (select from countersign asked where asked.matter_id = m.id and asked.unit_id = any(${units}::uuid[]))
      )`;
    case 'above':
      return sql<boolean>`(
        m.lead_unit_id = any(${units}::uuid[])
        or exists (select from unit led where led.id = m.lead_unit_id and led.path && ${units}::uuid[])
      )`;
    case 'bureau':
      return sql<boolean>`m.bureau_id = any(${distinct(grants.flatMap(({ unitPath }) => unitPath.slice(0, 1)))}::uuid[])`;
    case 'self':
      return sql<boolean>`coalesce(m.started_by = ${actor.id}::uuid, false)`;
    case 'assignee':
      return sql<boolean>`coalesce(m.assignee_id = ${actor.id}::uuid, false)`;
  }
}

const PERSONAL: ReadonlySet<Scope> = new Set(['anywhere', 'self', 'assignee']);

const distinct = (ids: readonly string[]): string[] => [...new Set(ids.filter(Boolean))];
