import { sql } from 'kysely';
import { type LimitRule, recountLimits } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { inForceOn } from './in-force.ts';
import { mirrorCatalogue } from './mirror.ts';

/**
 * An item that says within how many working days of its forming or changing something is published sets the day of each document that
 * fills it (条例第二十六条：法律、法规对政府信息公开的期限另有规定的，从其规定). Which it fills is settled as at release: the item it names,
 * else the only one of its column that is for its type.
 */
export const catalogueLimit: LimitRule = async (tx, type, content, on) => {
  const { rows } = await sql<{ name: string; basis: string; workdays: number }>`
    select i.name, i.basis, i.workdays from ${inForceOn(on)} i
    where i.frequency = 'on-forming' and i.workdays is not null and i.item_key = ${itemOf(type.key, content, on)}`.execute(
    tx,
  );
  const [item] = rows;
  if (!item) return undefined;
  const { name, basis, workdays } = item;
  return { workdays, words: `主动公开基本目录「${name}」定为${workdays}个工作日内公开（公开依据：${basis}）` };
};

const itemOf = (
  ...[type, { catalogueItem, columnKey }, on]: [string, Parameters<LimitRule>[2], Parameters<LimitRule>[3]]
) =>
  catalogueItem
    ? sql`${catalogueItem}`
    : sql`(select case when count(*) = 1 then min(o.item_key) end from ${inForceOn(on)} o
        where o.column_key = ${columnKey} and ${type} = any(o.types))`;

/** The catalogue says something else: the public reads it, and the documents under way are counted by it. */
export async function bringIntoForce(act: Act): Promise<void> {
  await mirrorCatalogue(act);
  await recountLimits(act);
}
