import type { Feature } from '#platform/feature.ts';
import { journalCommands } from './commands-line.ts';
import { journalPolicy } from './policy.ts';
import { journalRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'journal',
  label: '留痕与日封',
  serves: [],
  policy: journalPolicy,
  office: journalRoutes,
  commands: journalCommands,
};
