import { type RawBuilder, sql } from 'kysely';

// What somebody typed, as a pattern of SQL's `like`: their own percent signs, underscores and backslashes are letters like any other.

const letters = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

export const containing = (typed: string): string => `%${letters(typed.trim())}%`;
export const beginningWith = (typed: string): string => `${letters(typed)}%`;

/** Whether a column holds what was typed, in whatever case. Chinese has no case, and is compared several times as fast. */
export function contains(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const words = containing(typed);
  const cased = words.toLowerCase() !== words.toUpperCase();
  return cased ? sql<boolean>`${column} ilike ${words}` : sql<boolean>`${column} like ${words}`;
}
