export { LADDER, type Rung } from './ladder.ts';
export { feature } from './module.ts';
export { stuckMatters } from './stuck.ts';
export { climb } from './sweep.ts';
