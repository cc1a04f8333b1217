// modules-say-what-they-depend-on
export { apples as leak } from '#modules/apples/index.ts';
