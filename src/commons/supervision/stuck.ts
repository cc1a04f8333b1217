import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { type LineRow, lineOf, lineRows, readerOf, visibleTo } from '#commons/casework/index.ts';
import { holdersOf, roleLabel } from '#commons/organisations/index.ts';
import type { Services } from '#platform/services.ts';
import type { StuckMatter, StuckMatters } from './contract.ts';

const LONGEST_LIST = 200;

/**
 * Open matters that wait, as a whole or in a duty beside their state, for a role nobody holds, or for a person who holds no post any more: they would wait for ever.
 * Whoever may see them reads them; the administrator, who is the installation's, learns of those of every bureau, but of what
 * he may not see only the kind, the number and where somebody is missing.
 */
export async function stuckMatters(services: Services, actor: Actor): Promise<StuckMatters> {
  const rows = [
    ...(await waitingForNobody(services, actor)),
    ...(await dutiesOfNobody(services, actor)),
    ...(await waitingForTheGone(services, actor)),
  ];
  return { rows: rows.slice(0, LONGEST_LIST), total: rows.length };
}

async function waitingForNobody(services: Services, actor: Actor): Promise<StuckMatter[]> {
  const { db, time } = services;
  const open = openMatters(services, actor)
    .where('m.waiting_role', 'is not', null)
    .where('m.waiting_person_id', 'is', null);
  const places = await open
    .clearSelect()
    .select(['m.waiting_role as role', 'm.waiting_unit_id as unitId', 'm.bureau_id as bureauId'])
    .distinct()
    .execute();
  const found: StuckMatter[] = [];
  // A few dozen roles and units at most, however many matters there are.
  for (const { role, unitId, bureauId } of places) {
    if (!role) continue;
    const place = unitId ? { unitId } : { bureauId };
    if ((await holdersOf(db, { role, on: time.today(), ...place })).length > 0) continue;
    const rows = await open
      .where('m.waiting_role', '=', role)
      .where('m.bureau_id', '=', bureauId)
      .where(sql<boolean>`m.waiting_unit_id is not distinct from ${unitId}::uuid`)
      .orderBy('m.waiting_since')
      .execute();
    for (const row of rows) {
      const where = row.waitingUnitName ?? '本局';
      const explanation = `${where}的「${roleLabel(role)}」目前无人担任，请机构人事管理员任命或安排代办`;
      found.push(stuckLine(services, row, explanation));
    }
  }
  return found;
}

async function dutiesOfNobody(services: Services, actor: Actor): Promise<StuckMatter[]> {
  const rows = await openMatters(services, actor)
    .innerJoin('duty as d', 'd.matter_id', 'm.id')
    .leftJoin('unit as asked', 'asked.id', 'd.unit_id')
    .select([
      'd.role',
      'd.task as dutyTask',
      'd.unit_id as dutyUnitId',
      'm.bureau_id as bureauId',
      'asked.name as askedName',
    ])
    .where('d.done_at', 'is', null)
    .orderBy('m.waiting_since')
    .execute();
  const found: StuckMatter[] = [];
  for (const row of rows) {
    const place = row.dutyUnitId ? { unitId: row.dutyUnitId } : { bureauId: row.bureauId };
    if ((await holdersOf(services.db, { role: row.role, on: services.time.today(), ...place })).length > 0) continue;
    // What is to be done is for those who may see the matter.
    const what = row.seen ? `「${row.dutyTask}」` : '一项工作';
    const explanation = `${what}等${row.askedName ?? '本局'}的「${roleLabel(row.role)}」办理，目前无人担任，请机构人事管理员任命或安排代办`;
    found.push(stuckLine(services, row, explanation));
  }
  return found;
}

async function waitingForTheGone(services: Services, actor: Actor): Promise<StuckMatter[]> {
  const today = services.time.today();
  const rows = await openMatters(services, actor)
    .where(
      sql<boolean>`m.waiting_person_id is not null and not exists (
        select from post_holding h join person p on p.id = h.person_id
        where h.person_id = m.waiting_person_id and p.active
          and h.from_on <= ${today}::date and (h.until_on is null or h.until_on >= ${today}::date)
      )`,
    )
    .orderBy('m.waiting_since')
    .execute();
  return rows.map((row) =>
    stuckLine(services, row, `承办人${row.waitingPersonName ?? ''}已不在岗，请牵头单位负责人更换承办人`),
  );
}

function openMatters({ db, catalogue }: Services, actor: Actor) {
  const seen = visibleTo(actor, catalogue.kinds);
  const all = actor.grants.some(({ role }) => role === 'administrator');
  return lineRows(db)
    .select(seen.as('seen'))
    .where('m.closed_on', 'is', null)
    .where(all ? sql<boolean>`true` : seen);
}

function stuckLine(services: Services, row: LineRow & { readonly seen: boolean }, explanation: string): StuckMatter {
  const line = lineOf(row, readerOf(services));
  if (row.seen) return { ...line, explanation };
  return {
    ...line,
    title: line.kindLabel,
    path: `/units?unit=${line.leadUnit.id}`,
    task: null,
    assignee: null,
    explanation,
  };
}
