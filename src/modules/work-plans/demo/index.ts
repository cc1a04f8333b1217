export { importPlan } from './import-plan.ts';
export { liveThrough } from './living.ts';
export type { Cast, MovingClock } from './people.ts';
export { demoReleaseOn, demoYear, planTextFor } from './plan-text.ts';
export { livePlanOf2019, livePlanOfToday } from './plans.ts';
export { type Story, storyOf2019, storyUntil } from './story.ts';
