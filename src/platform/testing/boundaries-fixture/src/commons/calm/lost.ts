// everything-resolves
export { nothing } from './nowhere.ts';
