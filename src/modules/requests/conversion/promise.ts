import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { type MatterRow, openDuty } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';

/** The duty by which a promised publication is owed. */
export const PROMISED = 'promised-publication';

/** The day that was promised, where something is to be published. Refuses one that has come already. A promise is the office's own: no law sets this day. */
export function promisedDay({ today }: Act, publish: unknown, publishBy: unknown): LocalDate | null {
  if (typeof publishBy !== 'string' || publishBy === '') return null;
  if (publish !== 'publish') throw invalid({ publishBy: '不转为主动公开的，不填承诺公开的日期' });
  if (publishBy <= today) throw invalid({ publishBy: '承诺公开的日期应在今天之后' });
  return publishBy as LocalDate;
}

/** Owed by the unit that writes it, with its own day: in its to-do with a light, reminded and escalated as everything with a day is, done by the release. */
export async function owePublication(act: Act, matter: MatterRow, publishBy: LocalDate): Promise<void> {
  await openDuty(act, matter.id, {
    key: PROMISED,
    role: 'drafter',
    unitId: matter.leadUnitId,
    task: `承诺于${chineseDate(publishBy)}前公开，请按期发布`,
    dueOn: publishBy,
  });
}
