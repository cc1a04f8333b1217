// browser-takes-declarations-only
export { db as leak } from '#platform/db.ts';
