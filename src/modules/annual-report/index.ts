export { feature } from './module.ts';
