export { exchangeListener } from './listener.ts';
export { feature } from './module.ts';
