import type { LocalDate } from '#kernel/dates.ts';
import { forbidden, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { awaitedPeople, headsOf } from './awaited.ts';
import type { ReminderInput } from './contract.ts';
import { saidAbout } from './said.ts';
import { type SeenMatter, closedForGood, lockSeen } from './visible.ts';
import { matterAddress, shortTitle } from './where.ts';

/**
 * Undefined for those who never remind here (others than the lead unit, the office in charge and supervisors); otherwise why
 * not now. Once a day is enough: a second reminder would be noise.
 */
export async function remindRefusals(
  db: Db | Tx,
  seen: SeenMatter,
  actor: Actor,
  today: LocalDate,
): Promise<string[] | undefined> {
  const { kind, matter } = seen;
  const may =
    allows({ label: '', roles: 'staff', scope: 'lead' }, actor, matter) ||
    allows({ label: '', roles: ['supervisor', kind.officeRole], scope: 'bureau' }, actor, matter);
  if (!may) return undefined;
  if (closedForGood(seen)) return ['事项已办结，不需要催办'];
  const { people } = await remindable(db, matter.id, today);
  const others = people.filter((id) => id !== actor.id);
  return [
    ...(people.length === 0 ? ['目前没有等待任何人办理，不需要催办'] : []),
    ...(people.length > 0 && others.length === 0 ? ['等待的就是您本人，不需要催办'] : []),
    ...((await remindedOn(db, matter.id, today)) ? ['今天已经催办过，请明天再催'] : []),
  ];
}

/**
 * Asks those who are awaited to act (催办): the owners of the current state, whoever owes something beside it, and the heads of units whose countersign
 * is open. Refuses where nothing is awaited of anybody else, and a second time on a day.
 */
export async function remind(
  act: Act,
  input: ReminderInput & { readonly matterId: string },
): Promise<{ told: number }> {
  const { tx, actor, today } = act;
  const seen = await lockSeen(act, input.matterId);
  const { kind, matter } = seen;
  const reasons = await remindRefusals(tx, seen, actor, today);
  if (!reasons) throw forbidden('催办由牵头单位、主管办公室或督查员发出');
  if (reasons.length > 0) throw refused(reasons);
  const { people } = await remindable(tx, matter.id, today);
  const to = people.filter((id) => id !== actor.id);
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.reminded',
    round: matter.round,
    payload: { people: to, ...(await saidAbout(act, seen, 'reminder', { reason: input.reason })) },
  });
  const told = await notify(act, {
    to,
    kind: 'reminder',
    title: `催办：${shortTitle(matter.title)}`,
    body: `${kind.label}「${matter.title}」（${matter.number}）：${input.reason}`,
    link: matterAddress(kind, matter.id),
    matterId: matter.id,
    dedupe: `reminder:${matter.id}:${today}`,
  });
  return { told };
}

async function remindable(db: Db | Tx, matterId: string, today: LocalDate): Promise<{ people: string[] }> {
  const open = await db
    .selectFrom('countersign')
    .select('unit_id')
    .where('matter_id', '=', matterId)
    .where('answered_at', 'is', null)
    .execute();
  const people = new Set(await awaitedPeople(db, matterId, today));
  for (const { unit_id } of open) for (const id of await headsOf(db, unit_id, today)) people.add(id);
  for (const id of await owingPeople(db, matterId, today)) people.add(id);
  return { people: [...people] };
}

/** Whoever may do what is owed beside the state (`duties.ts`). */
async function owingPeople(db: Db | Tx, matterId: string, today: LocalDate): Promise<string[]> {
  const owed = await db
    .selectFrom('duty as d')
    .innerJoin('matter as m', 'm.id', 'd.matter_id')
    .select(['d.role', 'd.unit_id as unitId', 'm.bureau_id as bureauId'])
    .distinct()
    .where('d.matter_id', '=', matterId)
    .where('d.done_at', 'is', null)
    .where((eb) => eb.or([eb('m.closed_on', 'is', null), eb('d.after_closing', '=', true)]))
    .execute();
  const people: string[] = [];
  for (const { role, unitId, bureauId } of owed)
    people.push(...(await holdersOf(db, { role, on: today, ...(unitId ? { unitId } : { bureauId }) })));
  return people;
}

async function remindedOn(db: Db | Tx, matterId: string, today: LocalDate): Promise<boolean> {
  const found = await db
    .selectFrom('journal_entry')
    .select('id')
    .where('chain', '=', matterChain(matterId))
    .where('action', '=', 'casework.reminded')
    .where('legal_date', '=', today)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
