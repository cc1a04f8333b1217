import { type RawBuilder, sql } from 'kysely';
import { type Actor, allows, type Grant, type Scope } from '#kernel/policy.ts';
import { ROLE_KEYS, SEPARATED } from '#commons/organisations/index.ts';
import type { Services } from '#platform/services.ts';
import type { MatterKind, VisibilityRule } from './kind.ts';
import type { MatterRow } from './queries.ts';

// Who may see a matter, said once and read twice: by the policy for one matter (`maySee`), by the database for lists
// (`visibleTo`). A test holds the two against each other over people and matters of every sort.

/** Those who do the bureau's business; who runs, guards and audits the system sees no matter by that alone (三权分立, docs/adr/0009). */
const BUSINESS_ROLES = ROLE_KEYS.filter((role) => !SEPARATED.includes(role));
const STAFF_OF_THE_BUREAU: readonly VisibilityRule[] = [{ roles: BUSINESS_ROLES, scope: 'bureau' }];

/** Roles by which one has a part in what a unit does. That the system's people and who keeps the register of people sit in a unit gives them none. */
const UNIT_ROLES: readonly string[] = BUSINESS_ROLES.filter((role) => role !== 'registrar');

/** Whoever has a part in a matter always sees it: units that lead, help or are asked to countersign, its assignee, who started it. */
const HAS_A_PART: readonly VisibilityRule[] = [
  { roles: UNIT_ROLES, scope: 'involved' },
  { roles: 'staff', scope: 'assignee' },
  // The subject's person is the one who started the matter.
  { roles: 'staff', scope: 'self' },
];
/** A rule of a kind that says no more than that somebody has a part adds nothing: who has one is said here alone. */
const A_PART: readonly Scope[] = ['lead', 'involved', 'assignee', 'self'];

const rulesOf = (kind: MatterKind): readonly VisibilityRule[] => kind.visibleTo ?? STAFF_OF_THE_BUREAU;
/** A kind that does not say for whom a restricted matter is shows it to those who have a part in it. */
const restrictedRulesOf = (kind: MatterKind): readonly VisibilityRule[] => kind.visibleWhenRestricted ?? [];

const isSystem = (actor: Actor): boolean => actor.grants.some(({ role }) => role === 'system');

/** Rules that say more than that somebody has a part. */
const beyondPart = (rules: readonly VisibilityRule[]) => rules.filter(({ scope }) => !A_PART.includes(scope));
/** Of a matter restricted to named people, who sees it by a post in the unit that leads it: its head, say, and not the whole unit. */
const inLead = (rules: readonly VisibilityRule[]) => rules.filter(({ scope }) => scope === 'lead');

/**
 * May somebody see this matter? The working staff of its bureau unless the kind says otherwise; whoever has a part in it always. What is restricted
 * to named people (`restricting.ts`) is seen by these, and by whom the kind shows what is restricted: a part alone gives nothing then, and whoever stands
 * in for somebody named is named themselves or sees nothing.
 */
export function maySee(kind: MatterKind, matter: MatterRow, actor: Actor): boolean {
  if (isSystem(actor)) return true;
  const subject = {
    ...matter,
    personId: matter.startedBy,
    cooperatingUnitIds: [...matter.cooperatingUnitIds, ...matter.countersigningUnitIds],
  };
  const rules = matter.restricted ? restrictedRulesOf(kind) : rulesOf(kind);
  const named = matter.namedIds !== null;
  if (named && matter.namedIds.includes(actor.id)) return true;
  const holding = [...beyondPart(rules), ...(named ? inLead(rules) : [])].filter(
    ({ states }) => states === undefined || states.includes(matter.state),
  );
  return [...(named ? [] : HAS_A_PART), ...holding].some((rule) => allows({ label: '', ...rule }, actor, subject));
}

/**
 * The matters `m` somebody may see, as SQL, for lists: the rule of `maySee`. A kind that is not known is not listed. Rows that are all of one kind
 * (`only`) are asked by that kind's rule alone; `m` may then be anything with the columns of a matter but its kind.
 *
 * Over a hundred thousand rows the order of the clauses is what counts: what stands in the row is compared first, and the lists of
 * matters one helps with are made once, and only for a row that nothing else has let through.
 */
export function visibleTo(actor: Actor, kinds: ReadonlyMap<string, MatterKind>, only?: string): RawBuilder<boolean> {
  if (isSystem(actor)) return sql<boolean>`true`;
  return anyOf([...reached(actor, kinds, only), ...partIn(actor)]);
}

/** Those of them that somebody sees by a rule of their kind, whatever part they have in them. */
export const reachedBy = (actor: Actor, kinds: ReadonlyMap<string, MatterKind>): RawBuilder<boolean> =>
  isSystem(actor) ? sql<boolean>`true` : anyOf([sql<boolean>`false`, ...reached(actor, kinds)]);

function reached(actor: Actor, kinds: ReadonlyMap<string, MatterKind>, only?: string): RawBuilder<boolean>[] {
  const asked = [...kinds.values()].filter(({ key }) => only === undefined || key === only);
  return [
    ...byReach(asked, (kind) => beyondPart(rulesOf(kind)), actor, only).map(
      (met) => sql<boolean>`(not m.restricted and ${met})`,
    ),
    ...byReach(asked, (kind) => beyondPart(restrictedRulesOf(kind)), actor, only).map(
      (met) => sql<boolean>`(m.restricted and ${met})`,
    ),
    ...byReach(asked, (kind) => inLead(restrictedRulesOf(kind)), actor, only).map(
      (met) => sql<boolean>`(m.restricted and ${met} and m.id in (select matter_id from matter_restriction))`,
    ),
    sql<boolean>`(m.restricted and m.id in (
      select matter_id from matter_restriction where ${actor.id}::uuid = any(person_ids)))`,
  ];
}

/** No part alone shows what is restricted to named people. Few are: which they are is read once. */
const OPEN_TO_PARTS = sql<boolean>`(not m.restricted or m.id not in (select matter_id from matter_restriction))`;

/** Rows found for another reason than sight (they wait for one's post, one has started them): not those one may not see because they are restricted. */
export const notKeptFrom = (actor: Actor, kinds: ReadonlyMap<string, MatterKind>): RawBuilder<boolean> =>
  sql<boolean>`(not m.restricted or ${visibleTo(actor, kinds)})`;

/** Of these matters, those that are restricted and that somebody may not see: a list that counts them says no more of them. */
export async function keptFrom(
  { db, catalogue }: Pick<Services, 'db' | 'catalogue'>,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('matter as m')
    .select('m.id')
    .where(sql<boolean>`m.id = any(${ids}::uuid[])`)
    .where(sql<boolean>`not ${notKeptFrom(actor, catalogue.kinds)}`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Who leads, and what kind they are of, the matters in which somebody has a part: `partIn` from the other side, each sort of part read off its own index. */
export function leadsAndParts({ id, grants }: Actor): RawBuilder<unknown> {
  const units = unitsOf(grants.filter(ofUnit));
  return sql`
    select m.lead_unit_id, m.kind from matter m where m.lead_unit_id = any(${units}::uuid[]) and ${OPEN_TO_PARTS}
    union select m.lead_unit_id, m.kind from matter m where m.assignee_id = ${id}::uuid and ${OPEN_TO_PARTS}
    union select m.lead_unit_id, m.kind from matter m where m.started_by = ${id}::uuid and ${OPEN_TO_PARTS}
    union select m.lead_unit_id, m.kind from matter m where m.id in (${besideIn(units)}) and ${OPEN_TO_PARTS}`;
}

/** How far somebody's posts reach over a kind: everywhere, over bureaus, over units and what lies below them. */
interface Reach {
  readonly anywhere: boolean;
  readonly bureaus: readonly string[];
  /** Over what lies below these bureaus. */
  readonly superior: readonly string[];
  readonly above: readonly string[];
  readonly lead: readonly string[];
}

/** Kinds that somebody's posts reach alike are asked together. */
function byReach(
  kinds: readonly MatterKind[],
  rules: (kind: MatterKind) => readonly VisibilityRule[],
  actor: Actor,
  only: string | undefined,
): RawBuilder<boolean>[] {
  const alike = Map.groupBy(kinds, (kind) => JSON.stringify(reachesOf(rules(kind), actor)));
  return [...alike].flatMap(([reaches, those]) => {
    const reached = (JSON.parse(reaches) as readonly StateReach[]).flatMap(inStates);
    if (reached.length === 0) return [];
    if (only !== undefined) return [anyOf(reached)];
    return [sql<boolean>`(m.kind = any(${those.map(({ key }) => key)}::text[]) and ${anyOf(reached)})`];
  });
}

/** How far somebody reaches over what stands in these states; over what stands in any, where none are named. */
interface StateReach {
  readonly states: readonly string[] | null;
  readonly reach: Reach;
}

/** Rules that hold in the same states are read together. */
const reachesOf = (rules: readonly VisibilityRule[], actor: Actor): readonly StateReach[] =>
  [...Map.groupBy(rules, ({ states }) => JSON.stringify(states ?? null))].map(([states, those]) => ({
    states: JSON.parse(states) as StateReach['states'],
    reach: reachOf(those, actor),
  }));

function inStates({ states, reach }: StateReach): RawBuilder<boolean>[] {
  const reached = reaching(reach);
  if (states === null || reached.length === 0) return reached;
  return [sql<boolean>`(m.state = any(${states}::text[]) and ${anyOf(reached)})`];
}

/** How far these rules reach for somebody. */
function reachOf(rules: readonly VisibilityRule[], actor: Actor): Reach {
  const held = (scope: VisibilityRule['scope']) =>
    rules
      .filter((rule) => rule.scope === scope)
      .flatMap(({ roles }) => actor.grants.filter(({ role }) => roles === 'staff' || roles.includes(role)));
  return {
    // Staff are staff without a post, as far as no unit is looked at.
    anywhere:
      held('anywhere').length > 0 || rules.some(({ roles, scope }) => roles === 'staff' && scope === 'anywhere'),
    bureaus: bureausOf(held('bureau')),
    superior: bureausOf(held('superior')),
    above: unitsOf(held('above')),
    lead: unitsOf(held('lead')),
  };
}

function reaching({ anywhere, bureaus, superior, above, lead }: Reach): RawBuilder<boolean>[] {
  if (anywhere) return [sql<boolean>`true`];
  return [
    ...bureaus.map((bureau) => sql<boolean>`m.bureau_id = ${bureau}::uuid`),
    ...(superior.length > 0 ? [sql<boolean>`m.bureau_id in (${unitsBelow(superior)})`] : []),
    ...(above.length > 0
      ? [sql<boolean>`m.lead_unit_id in (select led.id from unit led where led.path && ${above}::uuid[])`]
      : []),
    ...lead.map((unit) => sql<boolean>`m.lead_unit_id = ${unit}::uuid`),
  ];
}

/** {@link HAS_A_PART}, as SQL. */
function partIn(actor: Actor): RawBuilder<boolean>[] {
  const units = unitsOf(actor.grants.filter(ofUnit));
  const parts = [
    ...units.map((unit) => sql<boolean>`m.lead_unit_id = ${unit}::uuid`),
    sql<boolean>`coalesce(m.assignee_id = ${actor.id}::uuid, false)`,
    sql<boolean>`coalesce(m.started_by = ${actor.id}::uuid, false)`,
    ...(units.length > 0 ? [sql<boolean>`m.id in (${besideIn(units)})`] : []),
  ];
  return parts.map((part) => sql<boolean>`(${part} and ${OPEN_TO_PARTS})`);
}

/** Does a post give a part in what its unit does? */
const ofUnit = ({ role }: Grant): boolean => UNIT_ROLES.includes(role);

/** The matters that units help with or are asked about. */
const besideIn = (units: readonly string[]) => sql`
  select mine.matter_id from matter_unit mine where mine.part <> 'lead' and mine.unit_id = any(${units}::uuid[])
  union all select asked.matter_id from countersign asked where asked.unit_id = any(${units}::uuid[])`;

const anyOf = (clauses: readonly RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(clauses, sql` or `)})`;

/** What lies below these bureaus, they themselves not: the other way round than `bureausAbove` of a matter. */
const unitsBelow = (bureaus: readonly string[]) => sql`
  with recursive below as (
    select id, 1 as depth from unit where parent_id = any(${bureaus}::uuid[])
    union all
    select u.id, below.depth + 1 from unit u join below on u.parent_id = below.id where below.depth < 10)
  select id from below`;

const bureausOf = (grants: readonly Grant[]): string[] =>
  distinct(grants.flatMap(({ unitPath }) => unitPath.slice(0, 1)));
const unitsOf = (grants: readonly Grant[]): string[] => distinct(grants.map(({ unitId }) => unitId));
const distinct = (ids: readonly string[]): string[] => [...new Set(ids.filter(Boolean))];
