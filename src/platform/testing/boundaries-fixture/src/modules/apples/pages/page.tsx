// pages-do-not-query
export { count as leak } from '../queries.ts';
