export { openFeedback } from './intake.ts';
export { pageFeedbackKind } from './kind.ts';
export { feature } from './module.ts';
