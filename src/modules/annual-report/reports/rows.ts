import { notFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';

/** A report with the organ whose it is; refuses an id that is none. */
export async function reportById(db: Db | Tx, id: string) {
  const row = await reports(db).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('这份年度报告');
  return row;
}
export type ReportRow = Awaited<ReturnType<typeof reportById>>;

export const reports = (db: Db | Tx) =>
  db
    .selectFrom('annual_report as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .innerJoin('unit as u', 'u.id', 'r.bureau_id')
    .select([
      'r.id',
      'r.bureau_id as bureauId',
      'r.year',
      'r.edition',
      'r.correcting',
      'm.state',
      'm.number',
      'm.due_on as dueOn',
      'u.name as authority',
    ]);

export const titleOf = ({ authority, year }: { readonly authority: string; readonly year: number }): string =>
  `${authority}${year}年政府信息公开工作年度报告`;
