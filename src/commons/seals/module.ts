import type { Feature } from '#platform/feature.ts';
import { sealPromise } from './promises.ts';
import { sealJob } from './sealing.ts';

export const feature: Feature = { key: 'seals', label: '日封', serves: [], jobs: [sealJob], promises: [sealPromise] };
