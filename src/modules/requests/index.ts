export { guideSettings } from './guide/settings.ts';
export { requestKind } from './kind.ts';
export { feature } from './module.ts';
