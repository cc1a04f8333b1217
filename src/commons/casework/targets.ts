import { addWorkdays, type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Act } from '#platform/services.ts';
import type { StepTarget } from './contract.ts';
import type { Awaited } from './tell-owners.ts';

/** The goal of the state a matter comes into, as columns of its row: counted from tomorrow, as every period of working days here is. */
export function targetColumns(act: Act, days: number | undefined) {
  return {
    target_days: days ?? null,
    target_on: days === undefined ? null : addWorkdays(act.today, days, act.services.calendar()).on,
  };
}

export interface Stay {
  readonly matterId: string;
  readonly state: string;
  readonly leadUnitId: string;
  readonly waiting: Awaited;
  readonly targetDays: number | null;
  readonly targetOn: LocalDate | null;
  /** The unit of whoever took the step that ends the stay before. */
  readonly byUnitId: string | undefined;
}

/** Writes down that one state has been left and another come into, where it has a goal. */
export async function recordStay({ tx, today }: Act, stay: Stay): Promise<void> {
  const { matterId, state, leadUnitId, waiting, targetDays, targetOn, byUnitId } = stay;
  await tx
    .updateTable('matter_stay')
    .set((eb) => ({ left_on: today, unit_id: eb.fn.coalesce('unit_id', eb.val(byUnitId ?? null)) }))
    .where('matter_id', '=', matterId)
    .where('left_on', 'is', null)
    .execute();
  if (targetDays === null || targetOn === null) return;
  const turn = waiting.unitId ?? (waiting.personId ? leadUnitId : null);
  await tx
    .insertInto('matter_stay')
    .values({
      matter_id: matterId,
      state,
      unit_id: turn,
      since_on: today,
      target_days: targetDays,
      target_on: targetOn,
    })
    .execute();
}

interface Targeted {
  readonly targetDays: number | null;
  readonly targetOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
}

/** 目标 2 个工作日，还剩 1 个工作日: the goal of the state a matter is in, as lists and pages show it. */
export function targetOf(
  { targetDays, targetOn, closedOn }: Targeted,
  today: LocalDate,
  calendar: WorkCalendar,
): StepTarget | null {
  if (targetDays === null || targetOn === null || closedOn !== null) return null;
  const goal = `目标 ${targetDays} 个工作日`;
  const light = (colour: 'green' | 'yellow' | 'red', left: string, workdays: number) => ({
    on: targetOn,
    days: targetDays,
    light: { colour, words: `${goal}，${left}`, workdays },
  });
  if (targetOn === today) return light('yellow', '今天到期', 0);
  if (targetOn > today) {
    const left = workdaysBetween(today, targetOn, calendar);
    return light('green', `还剩 ${left} 个工作日`, left);
  }
  const late = workdaysBetween(targetOn, today, calendar);
  return light('red', late === 0 ? '已超过，不足 1 个工作日' : `已超过 ${late} 个工作日`, 0 - late);
}
