import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// TODO when e2e/setup.ts is there: name it plainly and drop passWithNoTests, so that an empty run fails.
const setup = 'e2e/setup.ts';

/** Journeys in Chromium against the built product: one worker, one browser, in the order of the files. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: existsSync(new URL(setup, import.meta.url)) ? [setup] : [],
    passWithNoTests: true,
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { NODE_ENV: 'test', TZ: 'America/New_York' },
  },
});
