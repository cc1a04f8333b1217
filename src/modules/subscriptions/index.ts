export { demoReader, mailsGoOut } from './demo.ts';
export { subscriptionListener } from './listener.ts';
export { feature } from './module.ts';
