import { systemActor } from '#platform/services.ts';
import { keepLikeness, textOfRequest } from '../related/likeness.ts';
import { demandDay, type Effect, text } from '../steps/effect.ts';

/** What comes on a notice that did not stop the period: it stands under the application and renews nothing (ours, from 条例第三十条). */
export const supplement: Effect = async (act, matter, fields) => {
  const suppliedOn = demandDay(act, fields, 'suppliedOn', '收到之日', matter.receivedOn);
  await act.tx
    .insertInto('request_correction')
    .values({
      request_id: matter.id,
      text: text(fields, 'text'),
      corrected_on: suppliedOn,
      recorded_by: act.actor.id === systemActor.id ? null : act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  await keepLikeness(act.tx, matter.id, await textOfRequest(act.tx, matter.id));
  return { legalDate: suppliedOn, payload: { suppliedOn } };
};
