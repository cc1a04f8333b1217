import type { Db, Tx } from '#platform/db.ts';
import type { FiguresFile } from '../contract.ts';

export interface Previous {
  readonly kind: 'edition' | 'import';
  readonly year: number;
  /** What a person knows it by: 第 1 版, or the name of the file. */
  readonly name: string;
  readonly figures: FiguresFile;
}

/** Last year's report of a bureau: as it was handed in here, otherwise as taken over from its file. */
export async function previousOf(db: Db | Tx, bureauId: string, year: number): Promise<Previous | undefined> {
  const own = await db
    .selectFrom('annual_report as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .innerJoin('annual_report_edition as e', (join) =>
      join.onRef('e.report_id', '=', 'r.id').onRef('e.number', '=', 'r.edition'),
    )
    .select(['e.number', 'e.figures'])
    .where('r.bureau_id', '=', bureauId)
    .where('r.year', '=', year - 1)
    .where('m.state', 'in', ['submitted', 'accepted'])
    .executeTakeFirst();
  // Both are written by commands that have read them as figures.
  if (own)
    return {
      kind: 'edition',
      year: year - 1,
      name: `本系统第 ${own.number} 版`,
      figures: own.figures as unknown as FiguresFile,
    };
  const taken = await db
    .selectFrom('annual_report_import')
    .select(['file_name', 'figures'])
    .where('bureau_id', '=', bureauId)
    .where('year', '=', year - 1)
    .where('taken_at', 'is not', null)
    .orderBy('taken_at', 'desc')
    .executeTakeFirst();
  return (
    taken && {
      kind: 'import',
      year: year - 1,
      name: taken.file_name,
      figures: taken.figures as unknown as FiguresFile,
    }
  );
}
