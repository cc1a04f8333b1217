export { exchangeListener } from './listener.ts';
export { feature } from './module.ts';
export { liveExchange } from './demo.ts';
