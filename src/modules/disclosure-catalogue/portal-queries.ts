import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';

/** An item as the public reads it, as sunlit_portal. */
export interface PublicItem {
  readonly key: string;
  readonly name: string;
  readonly statutoryClass: number;
  readonly content: string;
  readonly basis: string;
  readonly unitName: string | null;
  readonly unitKey: string | null;
  readonly columnKey: string | null;
  readonly columnName: string | null;
  readonly frequency: string;
  readonly channel: string;
  readonly timeLimit: string;
  readonly audience: string;
  readonly inForceFrom: LocalDate;
  readonly documents: number;
  readonly latestIndexNumber: string | null;
  readonly latestTitle: string | null;
  readonly updatedOn: LocalDate | null;
}

export function publicItems(db: Db): Promise<PublicItem[]> {
  return db
    .selectFrom('portal.catalogue_item')
    .select([
      'key',
      'name',
      'statutory_class as statutoryClass',
      'content',
      'basis',
      'unit_name as unitName',
      'unit_key as unitKey',
      'column_key as columnKey',
      'column_name as columnName',
      'frequency',
      'channel',
      'time_limit as timeLimit',
      'audience',
      'in_force_from as inForceFrom',
      'documents',
      'latest_index_number as latestIndexNumber',
      'latest_title as latestTitle',
      'updated_on as updatedOn',
    ])
    .orderBy('statutory_class')
    .orderBy('position')
    .orderBy('key')
    .execute();
}
