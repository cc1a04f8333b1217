// platform-knows-no-business
export { apples as leak } from '#modules/apples/index.ts';
