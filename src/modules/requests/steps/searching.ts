import { demandDay, type Effect, text } from './effect.ts';

export const recordSearch: Effect = async (act, matter, fields) => {
  const searchedOn = demandDay(act, fields, 'searchedOn', '检索日期', matter.receivedOn);
  await act.tx
    .insertInto('request_search')
    .values({
      request_id: matter.id,
      systems: text(fields, 'systems'),
      words: text(fields, 'words'),
      people: text(fields, 'people'),
      searched_on: searchedOn,
      result: text(fields, 'result'),
      found: fields.found === true,
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return { payload: { searchedOn, found: fields.found } };
};
