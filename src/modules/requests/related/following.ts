import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { systemActor } from '#platform/services.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import type { Effect } from '../steps/effect.ts';
import type { ConsultationEvent } from './consultation-events.ts';

/**
 * 条例第三十三条第三款: the time that consulting takes is not counted, for each request the letter names. One that is answered together with the lead has a
 * period of its own, so what ends the wait of the lead ends its wait, in its own journal on the same day.
 */
export const forAllNamed =
  (event: ConsultationEvent, effect: Effect): Effect =>
  async (act, matter, fields) => {
    const done = await effect(act, matter, fields);
    const { ref, again } = done?.payload ?? {};
    if (typeof ref !== 'string' || again) return done;
    const on = done?.legalDate as LocalDate;
    for (const id of await namedBeside(act.tx, matter.id, ref))
      await takeStepAs({ ...act, actor: systemActor }, id, 'followLead', { leadId: matter.id, event, ref, on });
    return done;
  };

/** The requests that wait to be answered with this one and were named in the letter of a consultation. */
async function namedBeside(tx: Tx, leadId: string, consultationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('request_letter_shared as s')
    .innerJoin('request_consultation as c', 'c.letter_id', 's.letter_id')
    .innerJoin('request as r', 'r.id', 's.request_id')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select('r.id')
    .where('c.id', '=', consultationId)
    .where('r.merged_into', '=', leadId)
    .where('m.state', '=', 'merged')
    .orderBy('r.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The parties that a letter naming a request has asked, and that are still waited for. */
export async function stillAskedFor(db: Db | Tx, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_letter_shared as s')
    .innerJoin('request_consultation as c', 'c.letter_id', 's.letter_id')
    .select('c.party')
    .where('s.request_id', '=', requestId)
    .where('c.answered_on', 'is', null)
    .where('c.closed_on', 'is', null)
    .orderBy('c.id')
    .execute();
  return rows.map(({ party }) => party);
}
