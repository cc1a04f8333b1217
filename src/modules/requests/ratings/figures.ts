import { sql } from 'kysely';
import { type LocalDate, monthOf } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { isBad } from '../answers/answer-kinds.ts';
import { GRADES } from '../answers/contract.ts';
import { SMALL, unitsTogether } from '../public-statistics/together.ts';
import type { RatingFigures, RatingSums } from './contract.ts';

/** A rating as it is counted: nothing of who gave it. */
export interface Rated {
  readonly unit: string;
  readonly ratedOn: LocalDate;
  readonly grade: number;
  readonly calledBack: boolean;
}

/** Ratings given in a year, by the day they were given; those set aside on review are left out (国办发〔2019〕51号). */
export async function ratingsOf(db: Db | Tx, year: number, bureauIds?: readonly string[]): Promise<readonly Rated[]> {
  const { rows } = await sql<Rated>`
    select u.name as unit, a.sent_on as "ratedOn", a.grade, (a.handled_at is not null) as "calledBack"
    from request_answer a join matter m on m.id = a.request_id join unit u on u.id = m.lead_unit_id
    where a.kind = 'rating' and a.sent_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      and ${bureauIds ? sql<boolean>`m.bureau_id = any(${[...bureauIds]}::uuid[])` : sql<boolean>`true`}
      and not exists (select from request_call_back c where c.answer_id = a.id and c.outcome = 'mistaken')`.execute(db);
  return rows;
}

/** Few are not shown: neither in all, nor of a quarter or a unit, nor so that they could be counted back from the others. */
export function ratingFiguresOf(rows: readonly Rated[]): RatingFigures {
  if (rows.length < SMALL) return { whole: null, quarters: [], units: [] };
  const quarters = [1, 2, 3, 4].map((quarter) =>
    sumsOf(
      `第${'一二三四'[quarter - 1] ?? ''}季度`,
      rows.filter(({ ratedOn }) => Math.ceil(monthOf(ratedOn) / 3) === quarter),
    ),
  );
  const of = (units: readonly string[]) => rows.filter(({ unit }) => units.includes(unit));
  return {
    whole: sumsOf('全年', rows),
    quarters: quarters.some(({ rated }) => rated > 0 && rated < SMALL) ? [] : quarters,
    units: unitsTogether([...new Set(rows.map(({ unit }) => unit))], (units) => of(units).length).map(
      ({ name, units }) => sumsOf(name, of(units)),
    ),
  };
}

function sumsOf(name: string, rows: readonly Rated[]): RatingSums {
  const bad = rows.filter(({ grade }) => isBad(grade));
  return {
    name,
    rated: rows.length,
    grades: GRADES.map((_label, at) => rows.filter(({ grade }) => grade === at + 1).length),
    bad: bad.length,
    calledBack: bad.filter(({ calledBack }) => calledBack).length,
  };
}
