import type { Feature } from '#platform/feature.ts';
import { calendarCommands } from './commands-line.ts';

export const feature: Feature = { key: 'calendars', label: '工作日历', serves: [], commands: calendarCommands };
