import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { historyOf, type MatterRow, type StepEffect } from '#commons/casework/index.ts';
import { grantsOf, holdersOf, peopleByIds } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { letGoMaterials } from './legality/materials.ts';
import { type PendingChange, pendingChange } from './present-period.ts';
import { restsSince } from './releases.ts';
import { revisionById } from './revisions.ts';
import { leaveSet } from './sets/leaving.ts';
import { boundBy } from './signatures.ts';

const pendingOf = async (db: Db | Tx, matterId: string): Promise<PendingChange | undefined> =>
  pendingChange(await historyOf(db, matterId));

/**
 * What was being written in place of the text that is out is given up, and the text stays. A correction is over with that. A change is
 * not: what has changed is owed to the public from the day it changed, whether anybody writes about it or not (条例第二十六条), so its period
 * runs on and is chased until it is public, withdrawn, or confirmed by somebody else to be none.
 */
export async function giveUp(act: Act, matter: MatterRow, reason: string): Promise<StepEffect> {
  await leaveSet(act, matter.id, matter.title);
  const { released_revision_id: out } = await act.tx
    .selectFrom('document')
    .select('released_revision_id')
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  await letGoMaterials(act, matter.id, `为放弃的更正或变更补充的材料随之移除：${reason}`);
  await act.tx.updateTable('document').set({ current_revision_id: out }).where('id', '=', matter.id).execute();
  const revision = out ? await revisionById(act.tx, out) : undefined;
  const title = revision && { title: revision.content.title };
  const pending = await pendingOf(act.tx, matter.id);
  return pending
    ? { ...title, to: 'changeOwed', payload: { reason, stillOwed: pending.on } }
    : { ...title, to: 'released', payload: { reason }, closedOn: await restsSince(act, matter) };
}

/** Nothing has changed after all: the document rests as it did before, and its period is the one it met or missed then. */
export async function confirmUnchanged(act: Act, matter: MatterRow, reason: string): Promise<StepEffect> {
  const pending = await pendingOf(act.tx, matter.id);
  return {
    payload: { reason, ...(pending && { changedOn: pending.on }) },
    closedOn: await restsSince(act, matter),
  };
}

/**
 * Two people say that nothing is owed: whoever said that something had changed, wrote about it or gave it up is not the second. That is the
 * head of the unit; where every head had a hand in it, the openness office, and only then.
 */
export async function confirmingBars(
  db: Db | Tx,
  matter: MatterRow,
  step: string,
  actor: Actor,
  today: LocalDate,
): Promise<string[]> {
  const hands = (await pendingOf(db, matter.id))?.hands ?? new Set<string>();
  const bound = boundBy(step, matter, actor).some((id) => hands.has(id));
  const heads = await headsBeside(db, matter, hands, today);
  const who = heads.length > 0 ? `拟稿单位负责人${heads.join('、')}` : '政务公开办公室';
  return [
    ...(bound ? [`发起、起草或者放弃过这次变更的人不能确认，请由${who}确认`] : []),
    ...(step === 'confirmUnchangedInstead' && heads.length > 0
      ? [`请由${who}确认，没有其他负责人时才由政务公开办公室代为确认`]
      : []),
  ];
}

/** The names of those who may confirm as head of the unit: not of those with a hand in the change, nor of who acts for one of them alone. */
async function headsBeside(db: Db | Tx, { leadUnitId }: MatterRow, hands: ReadonlySet<string>, today: LocalDate) {
  const heads: string[] = [];
  for (const id of await holdersOf(db, { role: 'department-head', on: today, unitId: leadUnitId })) {
    const grants = await grantsOf(db, id, today);
    const free = grants.some(
      ({ role, unitId, onBehalfOf }) =>
        role === 'department-head' && unitId === leadUnitId && !(onBehalfOf && hands.has(onBehalfOf)),
    );
    if (free && !hands.has(id)) heads.push(id);
  }
  return (await peopleByIds(db, heads)).map(({ name }) => name);
}

/** Begun again, a change keeps the day it is owed from. */
export async function laterThanOwed(db: Db | Tx, matter: MatterRow, changedOn: LocalDate): Promise<string | undefined> {
  const pending = await pendingOf(db, matter.id);
  if (!pending || changedOn <= pending.on) return undefined;
  const day = chineseDate(pending.on);
  return `此前登记的变更（${day}）还没有公开，期限从那天起算：变更日期不能晚于${day}，后来的变化写进变更说明`;
}
