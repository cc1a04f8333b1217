import { type LocalDate, addDays, addHours, startOfDay } from '#kernel/dates.ts';
import { unsealedDays } from '#commons/journal/index.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** Yesterday is sealed ten minutes after midnight; by one o'clock it must be. */
export const sealPromise: PromiseDef = {
  key: 'seal',
  label: '没有封存的日子',
  async broken({ db, time }) {
    const now = time.now();
    const days = (await unsealedDays(db, time.today())).filter((day) => now > hourAfter(day));
    return { count: days.length, oldest: days[0] ? startOfDay(addDays(days[0], 1)) : null };
  },
};

const hourAfter = (day: LocalDate) => addHours(startOfDay(addDays(day, 1)), 1);
