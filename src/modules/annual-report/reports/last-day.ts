import { dateOf, type LocalDate } from '#kernel/dates.ts';

/** 条例第四十九条: handed in and published before 31 January of the next year, by departments. */
export const lastDayOf = (year: number): LocalDate => dateOf(year + 1, 1, 31);
