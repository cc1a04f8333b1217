import { answerAsked } from '#platform/confined.ts';
import type { ScanningAsks } from './elsewhere.ts';
import { scanFile } from './scan-file.ts';

// A process of its own that takes apart and scans what strangers made, and ends (`elsewhere.ts` starts it).
answerAsked<ScanningAsks>(
  { scan: ({ bytes, fileName, limits }) => scanFile(bytes, fileName, limits) },
  () => undefined,
);
