import type { LookedAt } from './looked-at.ts';

/** Whether a document has gone out: what was asked before its first release is not asked of a correction again. */
export async function isOut(db: LookedAt['db'], id: string): Promise<boolean> {
  const row = await db.selectFrom('document').select('released_at').where('id', '=', id).executeTakeFirst();
  return row !== undefined && row.released_at !== null;
}
