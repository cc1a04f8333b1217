import { defineConfig } from 'vitest/config';

/** Journeys in Chromium against the built product: two files at a time, each with what it has drafted itself, in one browser. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { NODE_ENV: 'test', TZ: 'America/New_York' },
  },
});
