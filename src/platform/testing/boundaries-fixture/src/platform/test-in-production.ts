// no-tests-in-production
export { helper as leak } from './testing/helper.ts';
