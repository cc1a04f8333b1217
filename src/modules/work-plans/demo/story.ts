import { addDays, type LocalDate, minDate } from '#kernel/dates.ts';

/** One thing that happens in the life of a plan. `item` is the number of an item. */
export type Happening =
  | { readonly on: LocalDate; readonly what: 'release-plan' }
  | {
      readonly on: LocalDate;
      readonly what: 'measures' | 'partners' | 'submit' | 'accept' | 'send-back';
      readonly item: string;
    }
  | {
      readonly on: LocalDate;
      readonly what: 'report';
      readonly item: string;
      readonly percent: number;
      readonly verdict?: 'accepted' | 'returned';
    }
  | { readonly on: LocalDate; readonly what: 'supervise'; readonly item: string; readonly replyBy: LocalDate }
  | { readonly on: LocalDate; readonly what: 'answer'; readonly item: string }
  | { readonly on: LocalDate; readonly what: 'ask-extension'; readonly item: string; readonly to: LocalDate }
  | { readonly on: LocalDate; readonly what: 'grant-extension'; readonly item: string }
  | { readonly on: LocalDate; readonly what: 'bulletin' | 'results' | 'evaluation'; readonly title: string };

export type Story = readonly Happening[];

const NUMBERS = Array.from({ length: 22 }, (_, at) => String(at + 1));

/** 2019 as it might have been: every item done by the end of the year, with one setback of each sort. */
export function storyOf2019(): Story {
  const day = (monthDay: string) => `2019-${monthDay}` as LocalDate;
  const lives = NUMBERS.flatMap((item, at): Happening[] => {
    const done = at % 3 === 0 ? day('10-25') : at % 3 === 1 ? day('11-22') : day('12-13');
    return [
      { on: addDays(day('06-24'), at % 5), what: 'measures', item },
      { on: addDays(day('09-09'), at % 7), what: 'report', item, percent: 45 + ((at * 7) % 30), verdict: 'accepted' },
      { on: addDays(done, -9), what: 'partners', item },
      { on: addDays(done, -7), what: 'report', item, percent: 90, verdict: 'accepted' },
      { on: addDays(done, -3), what: 'submit', item },
      { on: done, what: 'accept', item },
    ];
  });
  return inOrder([
    { on: day('06-17'), what: 'release-plan' },
    ...lives,
    { on: day('08-05'), what: 'report', item: '10', percent: 30, verdict: 'returned' },
    { on: day('08-26'), what: 'supervise', item: '16', replyBy: day('09-03') },
    { on: day('08-30'), what: 'answer', item: '16' },
    { on: day('09-20'), what: 'ask-extension', item: '18', to: '2020-01-20' as LocalDate },
    { on: day('09-24'), what: 'grant-extension', item: '18' },
    { on: day('09-29'), what: 'bulletin', title: '2019年政务公开工作要点落实情况通报（第一期）（演示）' },
    { on: day('12-20'), what: 'bulletin', title: '2019年政务公开工作要点落实情况通报（第二期）（演示）' },
    { on: day('12-24'), what: 'results', title: '2019年政务公开工作要点落实成果（演示）' },
    { on: day('12-27'), what: 'evaluation', title: '2019年政务公开工作要点执行效果评估报告（演示）' },
  ]);
}

/** What the demonstration wants to show on the day it is made, by the number of the item. */
export const SHOWN = {
  overdue: '10',
  soon: '7',
  acceptance: '17',
  extension: '16',
  returned: '18',
  doneEarly: ['3', '6', '19', '20'],
} as const;

/**
 * The current year up to today: released on `released`, reports every two months, what has come due is done, and the items of
 * `SHOWN` stand where they are to be seen. `dueOn` gives the day of each item, null for work without an end.
 */
export function storyUntil(
  today: LocalDate,
  released: LocalDate,
  year: number,
  dueOn: ReadonlyMap<string, LocalDate | null>,
): Story {
  const yesterday = addDays(today, -1);
  const lives = NUMBERS.flatMap((item, at): Happening[] => [
    { on: addDays(released, 6 + (at % 5)), what: 'measures', item },
    ...reportsUntil(item, at, released, lastReport(item, today, released, dueOn)),
    ...endOf(item, at, today, released, dueOn.get(item) ?? null),
  ]);
  const bulletin = addDays(released, 100);
  const story: Happening[] = [
    { on: released, what: 'release-plan' },
    ...lives,
    { on: addDays(today, -3), what: 'supervise', item: SHOWN.overdue, replyBy: addDays(today, 4) },
    { on: addDays(today, -2), what: 'ask-extension', item: SHOWN.extension, to: addDays(today, 50) },
    { on: bulletin, what: 'bulletin', title: `${year}年政务公开工作要点落实情况通报（第一期）（演示）` },
    { on: addDays(today, -8), what: 'bulletin', title: `${year}年政务公开工作要点落实情况通报（第二期）（演示）` },
  ];
  return inOrder(story.filter(({ on }) => on <= yesterday && on >= released));
}

function lastReport(
  item: string,
  today: LocalDate,
  released: LocalDate,
  dueOn: ReadonlyMap<string, LocalDate | null>,
): LocalDate {
  const end = finishOf(item, today, released, dueOn.get(item) ?? null);
  return addDays(end ?? today, -12);
}

function reportsUntil(item: string, at: number, released: LocalDate, last: LocalDate): Happening[] {
  const reports: Happening[] = [];
  for (let n = 0, on = addDays(released, 55 + (at % 9)); on <= last && n < 4; n++, on = addDays(on, 60))
    reports.push({ on, what: 'report', item, percent: Math.min(85, 20 + n * 20 + (at % 4) * 5), verdict: 'accepted' });
  return reports;
}

/** The day an item is accepted, if that is before today: ahead of its due date, or early by choice. */
function finishOf(item: string, today: LocalDate, released: LocalDate, due: LocalDate | null): LocalDate | undefined {
  const shown: readonly string[] = [SHOWN.overdue, SHOWN.soon, SHOWN.acceptance, SHOWN.extension, SHOWN.returned];
  if (shown.includes(item)) return undefined;
  const early = (SHOWN.doneEarly as readonly string[]).includes(item)
    ? addDays(released, 110 + Number(item))
    : undefined;
  const ahead = due ? addDays(due, -6) : undefined;
  const day = early && ahead ? minDate(early, ahead) : (early ?? ahead);
  return day && day < addDays(today, -1) ? day : undefined;
}

function endOf(item: string, at: number, today: LocalDate, released: LocalDate, due: LocalDate | null): Happening[] {
  if (item === SHOWN.acceptance || item === SHOWN.returned) {
    const back: Happening[] = item === SHOWN.returned ? [{ on: addDays(today, -3), what: 'send-back', item }] : [];
    return [
      { on: addDays(today, -9), what: 'partners', item },
      { on: addDays(today, -6), what: 'submit', item },
      ...back,
    ];
  }
  const done = finishOf(item, today, released, due);
  if (!done) return [];
  return [
    { on: addDays(done, -6 - (at % 2)), what: 'partners', item },
    { on: addDays(done, -3), what: 'submit', item },
    { on: done, what: 'accept', item },
  ];
}

const ORDER = [
  'release-plan',
  'measures',
  'report',
  'partners',
  'supervise',
  'answer',
  'ask-extension',
  'grant-extension',
  'submit',
  'accept',
  'send-back',
];

/** By day; on one day in the order in which such things follow from one another. */
const inOrder = (story: readonly Happening[]): Story =>
  [...story].sort((a, b) => (a.on === b.on ? ORDER.indexOf(a.what) - ORDER.indexOf(b.what) : a.on < b.on ? -1 : 1));
