export { exchangeListener } from './listener.ts';
export { answeredNumber } from './legality-number.ts';
export { feature } from './module.ts';
export { pushedDateCheck } from './pushed-date.ts';
export { liveExchange } from './demo.ts';
