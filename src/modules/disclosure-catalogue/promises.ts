import { addDays, startOfDay } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { owedToday } from './owed.ts';

/** Asked every morning; what fell due before yesterday and was said to nobody has been forgotten. */
export const warningPromise: PromiseDef = {
  key: 'catalogue-warning',
  label: '没有提醒到的应公开未公开事项',
  async broken(services) {
    const limit = addDays(services.time.today(), -1);
    const over = (await owedToday(services)).filter(({ dueOn }) => dueOn < limit);
    const said = await services.db
      .selectFrom('catalogue_warning')
      .select('subject')
      .where('level', '=', 'over')
      .where('told', '>', 0)
      .execute();
    const known = new Set(said.map(({ subject }) => subject));
    const unsaid = over.filter(({ id }) => !known.has(id));
    const [first] = unsaid;
    return { count: unsaid.length, oldest: first ? startOfDay(addDays(first.dueOn, 1)) : null };
  },
};
