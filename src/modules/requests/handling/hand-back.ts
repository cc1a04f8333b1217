import { workdaysBetween } from '#kernel/calendar.ts';
import { historyOf, type MatterRow, type PastStep } from '#commons/casework/index.ts';
import { unitById, unitsWithRole } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { noticeUnanswered } from '../corrections/late-notice.ts';
import { requestJournal } from '../letters/letter-events.ts';
import { lettersOf } from '../letters/letters.ts';
import { allFollow } from '../related/merging.ts';
import type { Effect } from '../steps/effect.ts';
import { requestTargets } from './targets.ts';

// 退回分办: the unit that is not the right one gives a request back to the openness office, with a reason, and so often and no oftener: a request that goes round
// is answered by nobody. No article speaks of it; ours (peers' idea 13). The period of the reply runs on.

const OFFICE = 'openness-officer';
const HANDED_BACK = `${requestJournal.key}.handBack`;
/** What gives a request to a unit; of several the last. */
const GIVEN: ReadonlySet<string> = new Set(['assign', 'merge', 'open'].map((step) => `${requestJournal.key}.${step}`));

/** Gives the request back to the openness office of its bureau, and with it what is answered with it; writes down how long the unit had it and how often it came back. */
export const handBack: Effect = async (act, matter, fields) => {
  const history = await historyOf(act.tx, matter.id);
  const [office] = await unitsWithRole(act.tx, OFFICE, matter.bureauId);
  const since = heldSince(history) ?? act.today;
  if (office) await allFollow(act, matter, { unitId: office });
  return {
    ...(office && { leadUnitId: office }),
    payload: {
      reason: fields.reason,
      note: fields.note,
      unitId: matter.leadUnitId,
      heldSince: since,
      heldWorkdays: workdaysBetween(since, act.today, act.services.calendar()),
      times: timesIn(history) + 1,
    },
  };
};

/** Why a request cannot be handed back: it is the office's own, it came back often enough, or something of it is out that only the handling can end. */
export async function handBackBars(db: Db | Tx, matter: MatterRow): Promise<string[]> {
  if (matter.state !== 'processing') return [];
  if ((await unitsWithRole(db, OFFICE, matter.bureauId)).includes(matter.leadUnitId)) {
    const unit = await unitById(db, matter.leadUnitId);
    return [`${unit?.name ?? '本单位'}就是分办的单位，不需要退回：可以直接分办`];
  }
  const { handBacks } = await requestTargets.current(db);
  const times = timesIn(await historyOf(db, matter.id));
  return [
    ...(times < handBacks ? [] : [toldHow(times)]),
    ...((await lettersOf(db, matter.id)).some(
      (one) => one.state === 'sent' && !one.deliveredOn && one.requestId === matter.id,
    )
      ? ['还有已经发出、没有登记送达的文书：请先由政务公开办公室登记送达']
      : []),
    ...((await noticeUnanswered(db, matter.id)) ? ['发出的补正告知还在等申请人补充，补充以后才能退回'] : []),
  ];
}

const toldHow = (times: number): string =>
  times === 0
    ? '本局不允许退回分办：对承办单位有不同意见的，请与政务公开办公室协商'
    : `本件已经退回分办 ${times} 次，不能再退回：由政务公开办公室决定承办单位，有不同意见请与其协商`;

const timesIn = (history: readonly PastStep[]): number => history.filter(({ action }) => action === HANDED_BACK).length;

const heldSince = (history: readonly PastStep[]) => history.findLast(({ action }) => GIVEN.has(action))?.legalDate;
