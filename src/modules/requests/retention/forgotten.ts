import { refused } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';

const FORGOTTEN =
  '这件申请保存期满，申请人信息和案卷内容已经销毁，不能再办理。需要查证的，请查阅销毁证明和移交档案馆的案卷';

/** Why nothing can be done about a request any more: who asked and what was written of it has been taken away. Empty for every other. */
export async function forgottenBars(db: Db | Tx, requestId: string): Promise<string[]> {
  const row = await db
    .selectFrom('request')
    .select('id')
    .where('id', '=', requestId)
    .where('anonymised_at', 'is not', null)
    .executeTakeFirst();
  return row ? [FORGOTTEN] : [];
}

/** Refuses what would be done about a request that has been anonymised. */
export async function demandNotForgotten(db: Db | Tx, requestId: string): Promise<void> {
  const reasons = await forgottenBars(db, requestId);
  if (reasons.length > 0) throw refused(reasons);
}
