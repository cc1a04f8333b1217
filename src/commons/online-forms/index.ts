export { decideClosure, proposeClosure, reopenForm, withdrawClosure } from './commands.ts';
export { feature } from './module.ts';
