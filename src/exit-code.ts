import { AppError } from '#kernel/errors.ts';

/** What a command that failed ends with: 2 where it was asked in a way that cannot be answered, 1 where it could not be done. */
export const exitCodeOf = (error: unknown): number => (error instanceof AppError && error.code === 'usage' ? 2 : 1);
