import type { Db, Tx } from '#platform/db.ts';

/**
 * The units whose last word on a document is that they do not agree (会签). Asked again and agreeing, a unit is none of them; a unit that
 * objected in an earlier round still is, because nobody has heard it say otherwise.
 */
export async function disagreements(db: Db | Tx, matterId: string): Promise<{ unit: string; opinion: string }[]> {
  const rows = await db
    .selectFrom('countersign as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .distinctOn('c.unit_id')
    .select(['c.unit_id', 'u.name as unit', 'c.agrees', 'c.opinion'])
    .where('c.matter_id', '=', matterId)
    .where('c.answered_at', 'is not', null)
    .orderBy('c.unit_id')
    .orderBy('c.answered_at', 'desc')
    .execute();
  return rows.filter(({ agrees }) => agrees === false).map(({ unit, opinion }) => ({ unit, opinion: opinion ?? '' }));
}

/** Why an issuer must say why they go on; undefined where nobody objects. */
export const disagreementFinding = (objecting: readonly { unit: string; opinion: string }[]): string | undefined =>
  objecting.length === 0
    ? undefined
    : `会签有不同意见，继续签发请说明理由。${objecting.map(({ unit, opinion }) => `${unit}：${opinion}`).join('；')}`;
