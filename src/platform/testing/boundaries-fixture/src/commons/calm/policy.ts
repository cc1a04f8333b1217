// declarations-stay-data
export { db as leak } from '#platform/db.ts';
