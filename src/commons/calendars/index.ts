export { decideChange, proposeChange } from './changes/commands.ts';
export { changeDetail } from './changes/reading.ts';
export { feature } from './module.ts';
export { loadCalendar } from './queries.ts';
export { loadReferenceCalendar, proposeReferenceCalendar, referenceCalendar } from './reference.ts';
