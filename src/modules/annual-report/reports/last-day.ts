import { dateOf, type LocalDate, yearOf } from '#kernel/dates.ts';

/** 条例第四十九条: handed in and published before 31 January of the next year, by departments. */
export const lastDayOf = (year: number): LocalDate => dateOf(year + 1, 1, 31);

/** The year whose report is handed in now, or was last: the one that is over. */
export const dueYear = (today: LocalDate): number => yearOf(today) - 1;
