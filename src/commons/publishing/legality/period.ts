import { type ClockDef, readClock } from '#kernel/clock.ts';
import { refused } from '#kernel/errors.ts';
import { historyOf, type MatterRow, stepOf } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { LegalityPeriod } from './contract.ts';

/** Shorter than this only in an emergency. */
const LEAST_WORKDAYS = 5;

/**
 * The period of the legality review: five to fifteen working days in general, chosen within (国办发〔2018〕115号, as our regulation pack
 * §5.3 has it, to be confirmed). It begins when the text comes to the reviewer; the day the rule came into force is not in the pack, so
 * the year it bears stands for it.
 */
export const legalityClock = {
  key: 'publication.legality',
  code: 'NOR-02',
  label: '合法性审核期限',
  basis: '国办发〔2018〕115号（一般五至十五个工作日，紧急情况除外）',
  inForceFrom: '2018-01-01',
  limit: { n: 15, unit: 'working' },
  startsOn: ['secrecySign'],
  stopsOn: ['legalitySign', 'legalityReturn'],
  words: { secrecySign: '送合法性审核', legalitySign: '合法性审核通过', legalityReturn: '合法性审核退回' },
} as const satisfies ClockDef;

/** Why a period cannot be set so. */
export function demandPeriod(workdays: number, urgent: boolean): void {
  if (workdays < LEAST_WORKDAYS && !urgent)
    throw refused([`合法性审核期限一般为五至十五个工作日，只有紧急送审的可以短于 ${LEAST_WORKDAYS} 个工作日`]);
}

/** The period as it runs for a document under review; null while it is nowhere near, and once it is over. */
export async function legalityPeriod(
  db: Db | Tx,
  { time, calendar }: Pick<Services, 'time' | 'calendar'>,
  matter: MatterRow,
): Promise<LegalityPeriod | null> {
  if (matter.state !== 'legalityReview') return null;
  const round = (await historyOf(db, matter.id)).filter((past) => past.round === matter.round);
  const steps = round.flatMap((past) => {
    const name = stepOf(matter.kind, past.action);
    return name === undefined ? [] : [{ ...past, name }];
  });
  const arrived = steps.findLast(({ name }) => name === 'secrecySign');
  if (!arrived) return null;
  const chosen = steps.findLast(({ payload }) => typeof payload.legalityWorkdays === 'number');
  const n = Number(chosen?.payload.legalityWorkdays ?? legalityClock.limit.n);
  const def: ClockDef = { ...legalityClock, limit: { n, unit: 'working' } };
  const reading = readClock(def, [{ name: 'secrecySign', on: arrived.legalDate }], calendar(), time.today());
  if (reading.state !== 'running' && reading.state !== 'overdue') return null;
  const { dueOn, provisional } = reading;
  return { workdays: n, dueOn, provisional, lateByDays: reading.state === 'overdue' ? reading.lateByDays : 0 };
}
