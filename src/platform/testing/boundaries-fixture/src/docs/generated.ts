// front-door-from-above
export { count as generated } from '#modules/apples/queries.ts';
