export { converter } from './convert.ts';
export { linesOf, releaseCopy, totalsOf } from './copy.ts';
export { type Opener, withFile } from './engine.ts';
export { type GateFinding, leaks, unreadPages } from './gate.ts';
export { type PersonalHit, personalOn } from './personal.ts';
export { ruleHitsOn } from './rules.ts';
export { hitsIn, isCovered, plainWord } from './words.ts';
