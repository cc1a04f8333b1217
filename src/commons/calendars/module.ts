import type { Feature } from '#platform/feature.ts';
import { calendarRoutes } from './changes/routes.ts';
import { settleAfterChange } from './changes/settling.ts';
import { calendarCommands } from './commands-line.ts';
import { calendarsPolicy } from './policy.ts';

export const feature: Feature = {
  key: 'calendars',
  label: '工作日历',
  serves: [],
  policy: calendarsPolicy,
  jobs: [settleAfterChange],
  office: calendarRoutes,
  commands: calendarCommands,
};
