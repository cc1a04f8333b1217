import type { Feature } from '#platform/feature.ts';
import { pageFeedbackClock } from './clocks.ts';
import { openFeedbackJob } from './intake.ts';
import { openingPromise } from './promises.ts';
import { pageFeedbackWorkflow } from './workflow.ts';

export const feature: Feature = {
  key: 'page-feedback',
  label: '网站找错',
  serves: ['P16'],
  workflows: [pageFeedbackWorkflow],
  clocks: [pageFeedbackClock],
  jobs: [openFeedbackJob],
  promises: [openingPromise],
};
