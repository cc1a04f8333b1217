/** A role held through a post in a unit. `unitPath` runs from the bureau down to the unit, both included. */
export interface Grant {
  readonly role: string;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  /** The person on whose behalf the role is exercised, when it comes from a delegation. */
  readonly onBehalfOf?: string;
}

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Given in this session. Roles that ask for one are not among the grants without it. */
  readonly secondFactor: boolean;
}

/** What a rule may look at. Leave out what the subject does not have; a scope that needs it then fails. */
export interface Subject {
  readonly leadUnitId?: string | null;
  /** The lead unit's path from the bureau down, for offices that act for a whole bureau. */
  readonly leadUnitPath?: readonly string[];
  readonly bureauId?: string | null;
  /** The bureaus above the subject's, the nearest first. */
  readonly bureausAbove?: readonly string[];
  readonly cooperatingUnitIds?: readonly string[];
  readonly assigneeId?: string | null;
  readonly personId?: string | null;
}

/**
 * Where a role must be held for it to count:
 * `anywhere`: in any unit; `lead`: in the lead unit; `involved`: in the lead or a cooperating unit;
 * `above`: in the lead unit or any unit above it; `bureau`: in any unit of the subject's bureau; `superior`: in any unit of a bureau above that; `self`: the subject is the actor; `assignee`: the matter is assigned to the actor.
 */
export type Scope = 'anywhere' | 'lead' | 'involved' | 'above' | 'bureau' | 'superior' | 'self' | 'assignee';

export interface Rule {
  readonly label: string;
  /** `public`: anyone, signed in or not. `staff`: anyone signed in. Otherwise the roles that may. */
  readonly roles: readonly string[] | 'public' | 'staff';
  readonly scope?: Scope;
}

export type Policy<A extends string = string> = Readonly<Record<A, Rule>>;

/** One table per feature: action → who, and where. Anything not listed is refused. */
export function definePolicy<const A extends string>(rules: Readonly<Record<A, Rule>>): Policy<A> {
  return rules;
}

/** May this actor do this to this subject? The subject may be left out only for rules that look at nothing (`anywhere`). */
export function allows(rule: Rule, actor: Actor | null, subject: Subject = {}): boolean {
  return rule.roles === 'public' || grantFor(rule, actor, subject) !== undefined;
}

/** Could this actor do this to some subject? What a route checks before it knows the subject. */
export function mayEver(rule: Rule, actor: Actor | null): boolean {
  if (rule.roles === 'public') return true;
  if (!actor) return false;
  return rule.roles === 'staff' || actor.grants.some((grant) => rule.roles.includes(grant.role));
}

/** The grant a permission rests on: own posts before delegated ones, so that acting for another is recorded only when needed. */
export function grantFor(rule: Rule, actor: Actor | null, subject: Subject = {}): Grant | 'staff' | undefined {
  if (!actor || rule.roles === 'public') return undefined;
  const scope = rule.scope ?? 'anywhere';
  if (rule.roles === 'staff') return staffScope(scope, actor, subject) ? 'staff' : undefined;
  const roles = rule.roles;
  return actor.grants
    .filter((grant) => roles.includes(grant.role) && inScope(scope, grant, actor, subject))
    .sort((a, b) => Number(a.onBehalfOf !== undefined) - Number(b.onBehalfOf !== undefined))[0];
}

function staffScope(scope: Scope, actor: Actor, subject: Subject): boolean {
  const somewhere = actor.grants.some((grant) => inScope(scope, grant, actor, subject));
  return scope === 'anywhere' || somewhere || isSelf(scope, actor, subject);
}

function inScope(scope: Scope, grant: Grant, actor: Actor, subject: Subject): boolean {
  switch (scope) {
    case 'anywhere':
      return true;
    case 'lead':
      return subject.leadUnitId === grant.unitId;
    case 'involved':
      return subject.leadUnitId === grant.unitId || (subject.cooperatingUnitIds ?? []).includes(grant.unitId);
    case 'above':
      return subject.leadUnitId === grant.unitId || (subject.leadUnitPath ?? []).includes(grant.unitId);
    case 'bureau':
      return subject.bureauId !== undefined && grant.unitPath[0] === subject.bureauId;
    case 'superior':
      return (subject.bureausAbove ?? []).includes(grant.unitPath[0] ?? '');
    case 'self':
    case 'assignee':
      return isSelf(scope, actor, subject);
  }
}

function isSelf(scope: Scope, actor: Actor, subject: Subject): boolean {
  if (scope === 'self') return subject.personId === actor.id;
  return scope === 'assignee' && subject.assigneeId === actor.id;
}
