import type { Feature } from '#platform/feature.ts';
import { annualReportCommands } from './commands-line.ts';

export const feature: Feature = {
  key: 'annual-report',
  label: '年度报告',
  serves: ['P22'],
  commands: annualReportCommands,
};
