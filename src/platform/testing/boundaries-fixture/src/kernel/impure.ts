// kernel-is-pure
export { db as leak } from '../platform/db.ts';
