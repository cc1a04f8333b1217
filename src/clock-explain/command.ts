import { parseArgs } from 'node:util';
import { referenceCalendar } from '#commons/calendars/index.ts';
import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { wallClock } from '#platform/time.ts';
import { allClocks } from '../docs/generate.ts';
import { answer } from './answer.ts';
import { eventsIn } from './events-file.ts';

const USAGE = '用法：sunlit clock explain 规则 --events 文件.json [--today 日期] [--ref 文书编号] [--json]';

/** `sunlit clock explain`: any time limit of the house, reckoned from a file of events and told line by line. Needs no database; counts by the calendar that comes with the product. */
export const clockCommand: CliCommand = {
  words: 'clock explain',
  usage: 'RULE --events FILE.json [--today DATE] [--ref REF] [--json]',
  zh: '按一条期限规则（如 FOI-03）和一份事件记录计算期限，逐行说明；不写日期的以今天为准',
  en: 'reckon a time limit (FOI-03, or a clock’s key) from [{name,on,days?,ref?}] and explain it line by line',
  async pure(args, out) {
    const { positionals, values } = argumentsIn(args);
    const [rule, ...more] = positionals;
    if (rule === undefined || more.length > 0 || values.events === undefined) throw usage(USAGE);
    const question = {
      rule,
      events: await eventsIn(values.events),
      today: dayIn(values.today),
      ...(values.ref !== undefined && { ref: values.ref }),
    };
    const told = answer(allClocks(), question, await referenceCalendar());
    out(values.json ? JSON.stringify(told, null, 2) : told.explanation.join('\n'));
    return 0;
  },
};

const OPTIONS = {
  events: { type: 'string' },
  today: { type: 'string' },
  ref: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function argumentsIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    throw usage(USAGE);
  }
}

function dayIn(text: string | undefined): LocalDate {
  if (text === undefined) return wallClock.today();
  if (!isLocalDate(text) || text < '2000-01-01' || text > '2100-12-31')
    throw usage(`「${text}」不是 2000 年至 2100 年之间的日期，请写成 2026-11-30 的样子`);
  return text;
}

const usage = (sentence: string) => new AppError('usage', 400, [sentence]);
