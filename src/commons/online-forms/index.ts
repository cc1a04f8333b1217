export { decideClosure, proposeClosure, reopenForm, withdrawClosure } from './commands.ts';
export { onlineFormsAnswer } from './reading.ts';
export { feature } from './module.ts';
