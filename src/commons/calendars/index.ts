export { feature } from './module.ts';
export { loadCalendar } from './queries.ts';
export { loadReferenceCalendar, referenceCalendar } from './reference.ts';
