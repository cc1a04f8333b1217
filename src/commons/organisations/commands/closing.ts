import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';

/** Everything that still hangs on a unit on the day it is to be closed, one sentence each with what to do about it. */
export async function closingReasons(
  tx: Tx,
  unit: { readonly id: string; readonly name: string },
  on: LocalDate,
): Promise<string[]> {
  const { rows } = await sql<
    Record<'matters' | 'parts' | 'posts' | 'units' | 'offices' | 'columns' | 'classes', string[] | null>
  >`
    select
      (select array_agg(number order by number) from matter where lead_unit_id = ${unit.id} and closed_on is null) as matters,
      (select array_agg(m.number order by m.number) from matter_unit mu join matter m on m.id = mu.matter_id
        where mu.unit_id = ${unit.id} and mu.part <> 'lead' and mu.done_on is null and m.closed_on is null) as parts,
      (select array_agg(p.title || '（' || who.name || '）' order by p.position, p.title) from post p
        join post_holding h on h.post_id = p.id and (h.until_on is null or h.until_on >= ${on}::date)
        join person who on who.id = h.person_id where p.unit_id = ${unit.id}) as posts,
      (select array_agg(name order by position) from unit where parent_id = ${unit.id} and closed_on is null) as units,
      (select array_agg(name order by position) from unit where office_unit_id = ${unit.id} and closed_on is null) as offices,
      (select array_agg(name order by position) from publication_column where unit_id = ${unit.id}) as columns,
      (select array_agg(name order by name) from unit_class where bureau_id = ${unit.id}) as classes`.execute(tx);
  const hanging = rows[0];
  if (!hanging) return [];
  return [
    because(hanging.matters, (list, count) => `还有 ${count} 件牵头事项没有办结（${list}），请先办结或移交`),
    because(hanging.parts, (list, count) => `还有 ${count} 件配合事项没有完成（${list}），请先完成或移交`),
    because(hanging.posts, (list, count) => `还有 ${count} 人次在任（${list}），请先结束任职`),
    because(hanging.units, (list, count) => `下面还有 ${count} 个机构（${list}），请先撤销或划转`),
    because(hanging.offices, (list) => `仍是${list}的办公室所在机构，请先改设`),
    because(hanging.columns, (list) => `仍是栏目${list}的责任单位，请先改由其他机构负责`),
    because(hanging.classes, (list) => `仍有统称（${list}）属于本机构，请先改属或删去`),
  ].flat();
}

/** Names a few and says how many: a list of two hundred helps nobody. */
function because(found: readonly string[] | null, sentence: (list: string, count: number) => string): string[] {
  if (!found || found.length === 0) return [];
  const named = found.slice(0, 5).join('、');
  return [sentence(found.length > 5 ? `${named}等` : named, found.length)];
}
