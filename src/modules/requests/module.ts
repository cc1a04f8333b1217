import type { Feature } from '#platform/feature.ts';
import { requestClocks } from './law/clocks.ts';
import { feeCommand } from './law/commands-line.ts';

export const feature: Feature = {
  key: 'requests',
  label: '依申请公开',
  serves: [],
  clocks: requestClocks,
  commands: [feeCommand],
};
