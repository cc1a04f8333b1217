export { feature } from './module.ts';
export { sealOverdueDays } from './sealing.ts';
