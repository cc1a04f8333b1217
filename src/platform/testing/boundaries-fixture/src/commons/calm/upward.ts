// commons-serve-modules
export { apples as leak } from '#modules/apples/index.ts';
