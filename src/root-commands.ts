import type { CliCommand } from '#platform/feature.ts';

/** Commands of the whole house rather than of one feature. */
export const rootCommands: readonly CliCommand[] = [];
