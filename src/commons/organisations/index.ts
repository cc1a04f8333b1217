export { closeUnit, addUnit, changeUnitFacts, moveUnit, renameUnit, setAliases } from './commands/units.ts';
export { abolishPost, addPost, appointHolder, changePost, endHolding } from './commands/posts.ts';
export { addPerson, changePerson, viewPhone } from './commands/people.ts';
export { LONGEST_DELEGATION_DAYS, delegate, endDelegation } from './commands/delegations.ts';
export { removeClass, saveClass } from './commands/classes.ts';
export type { UnitNode } from './contract.ts';
export { portalUnits } from './portal.ts';
export {
  bureauOf,
  grantsOf,
  holdersOf,
  peopleByIds,
  unitById,
  unitTree,
  unitsByIds,
  type WhoHolds,
} from './queries.ts';
export { type RegisterForResolving, registerForResolving } from './resolving.ts';
export { ROLES, type RoleDef, type RoleKey, roleLabel } from './roles.ts';
