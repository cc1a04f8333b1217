export { catalogueCheck, catalogueListener } from './content-check.ts';
export { catalogueLimit } from './limits.ts';
export { feature } from './module.ts';
export { addStandardCatalogue } from './standard-catalogue.ts';
export { changeItem } from './editions.ts';
export { owedToday } from './owed.ts';
