export { removeClass, saveClass } from './commands/classes.ts';
export { LONGEST_DELEGATION_DAYS, delegate, endDelegation } from './commands/delegations.ts';
export { addPerson, changePerson, viewPhone } from './commands/people.ts';
export { abolishPost, addPost, appointHolder, changePost, endHolding } from './commands/posts.ts';
export { exportTable, importRegister, rehearseImport } from './commands/transfer.ts';
export { addUnit, changeUnitFacts, closeUnit, moveUnit, renameUnit, setAliases } from './commands/units.ts';
export type { UnitNode } from './contract.ts';
export { BUREAU_KINDS } from './kinds.ts';
export { feature } from './module.ts';
export { portalUnits } from './portal.ts';
export {
  actorsOf,
  bureauOf,
  grantsOf,
  holdersOf,
  peopleByIds,
  unitById,
  unitTree,
  unitsByIds,
  unitsWithRole,
  type WhoHolds,
} from './queries.ts';
export { type Reach, reachOf } from './reach.ts';
export { foundBureau, loadReference } from './reference.ts';
export { type RegisterForResolving, registerForResolving } from './resolving.ts';
export { ROLES, ROLE_KEYS, type RoleDef, type RoleKey, isRole, roleLabel, SEPARATED } from './roles.ts';
