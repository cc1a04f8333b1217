export { requestKind } from './kind.ts';
export { feature } from './module.ts';
