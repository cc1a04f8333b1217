import type { Db } from '#platform/db.ts';
import { documentPath } from './document-path.ts';

/** Where the documents with these numbers are on the portal; those that are not out are left out. */
export async function publishedByNumber(db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom('portal.document')
    .select(['document_number as number', 'index_number as indexNumber'])
    .where('document_number', 'in', numbers.slice(0, MOST))
    .where('withdrawn_at', 'is', null)
    // Where two bear one number, the newer one is meant.
    .orderBy('first_released_at')
    .execute();
  return new Map(rows.flatMap(({ number, indexNumber }) => (number ? [[number, documentPath(indexNumber)]] : [])));
}

const MOST = 200;
