export { subscriptionListener } from './listener.ts';
export { feature } from './module.ts';
