// What somebody typed, as a pattern of SQL's `like`: their own percent signs, underscores and backslashes are letters like any other.

const letters = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

export const containing = (typed: string): string => `%${letters(typed.trim())}%`;
export const beginningWith = (typed: string): string => `${letters(typed)}%`;
