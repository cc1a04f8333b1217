import type { WorkCalendar } from '#kernel/calendar.ts';
import { editionOn } from '#kernel/clock.ts';
import { periodEnd } from '#kernel/clock-count.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { confirmationClock } from '../law/other-clocks.ts';
import type { Reading } from './public-clock.ts';
import {
  ASKING,
  CAME,
  EXPIRED,
  HANDLING,
  STATES,
  SUBMITTED,
  SUPPLEMENT,
  type Tone,
  type Words,
} from './state-words.ts';
import type { RequestStatus, TrackedLetter } from './status.ts';

/** How a matter stands, as one would tell somebody: what to do or what is so, who does what next, by which day, and what happens otherwise. */
export interface Standing {
  readonly heading: string;
  readonly tone: Tone;
  readonly now: string;
  readonly who?: string;
  readonly what?: string;
  readonly by?: LocalDate;
  /** In words, while the last day is not known. */
  readonly within?: string;
  readonly otherwise?: string;
  /** What may still be done although its day has passed. */
  readonly still?: string;
  /** The letter this is about: what asks, or what answers. */
  readonly letterId?: string;
}

/** Takes the reading of the reply period as it is today; undefined where none runs. A state not known here is told by its label. */
export function standingOf(
  status: RequestStatus,
  reading: Reading | undefined,
  today: LocalDate,
  calendar: WorkCalendar,
): Standing {
  if (status.state === 'submitted') return unconfirmed(status, today, calendar);
  const asks = askedIn(status);
  if (asks) return asked(status, asks, today);
  if (status.awaitsSupplement) return { ...told(SUPPLEMENT), ...replyBy(reading), ...about(status, 'correction') };
  const words = STATES[status.state] ?? { heading: status.stateLabel, tone: 'calm', now: status.stateLabel };
  if (reading?.state === 'overdue') return late(reading);
  if (reading?.state === 'paused' && words === HANDLING) return paused(reading);
  const ended = ENDED_BY[status.state];
  if (ended) return ending(words, latest(status, ended));
  return { ...told(words), ...(words.byReply && replyBy(reading)) };
}

/** The kind of letter by which the applicant is asked for something as the matter stands. */
const askedIn = ({ state }: RequestStatus): keyof typeof ASKING | undefined =>
  Object.values(ASKING).find((words) => words.state === state)?.kind;

function asked(status: RequestStatus, kind: keyof typeof ASKING, today: LocalDate): Standing {
  const letter = latest(status, kind);
  const { answerBy: by, within } = letter ?? {};
  const over = by !== undefined && today > by;
  const words = over ? EXPIRED[kind] : ASKING[kind];
  return {
    ...told(words),
    ...(over && { now: words.now.replace('{day}', chineseDate(by)) }),
    ...(over ? { still: EXPIRED[kind].still } : { otherwise: ASKING[kind].otherwise }),
    ...(by && !over && { by }),
    ...(!by && within && { within }),
    ...(letter && { letterId: letter.id }),
  };
}

/**
 * Until the day of receipt is agreed on no period runs: whoever waits is told by when we mean to call, and to call us after that. What was handed in or signed
 * for is received already, and is told so.
 */
function unconfirmed(status: RequestStatus, today: LocalDate, calendar: WorkCalendar): Standing {
  const by = periodEnd(status.arrivedOn, editionOn(confirmationClock, status.arrivedOn).limit, calendar);
  const [before, after] = status.receivedAsItCame ? [CAME, EXPIRED.arrival] : [SUBMITTED, EXPIRED.confirmation];
  const words = today > by ? after : before;
  return { ...told(words), ...(today <= by && { by }) };
}

const late = ({ dueOn, lateByDays }: Extract<Reading, { state: 'overdue' }>): Standing => ({
  ...told(EXPIRED.reply),
  now: `答复期限的最后一日是${chineseDate(dueOn)}，到今天已经超过${lateByDays}天`,
});

const paused = (reading: Extract<Reading, { state: 'paused' }>): Standing => ({
  ...told(HANDLING),
  now: '申请正在办理；正在书面征求有关方面的意见，所需时间依法不计入答复期限，不是逾期',
  ...(reading.latestDueOn && { by: reading.latestDueOn }),
});

const told = ({ heading, tone, now, who, what }: Words): Standing => ({
  heading,
  tone,
  now,
  ...(who && { who }),
  ...(what && { what }),
});

const replyBy = (reading: Reading | undefined): { readonly by?: LocalDate } =>
  reading?.state === 'running' || reading?.state === 'overdue' ? { by: reading.dueOn } : {};

/** The letter that ended it, by the state it led to. */
const ENDED_BY: Readonly<Record<string, string>> = { answered: 'reply', lapsed: 'not-corrected', unpaid: 'not-paid' };

const ending = (words: Words, letter: TrackedLetter | undefined): Standing => ({
  ...told(words),
  now: letter ? words.now.replace('{day}', chineseDate(letter.resentOn ?? letter.sentOn)) : words.heading,
  ...(letter && { letterId: letter.id }),
});

const about = (status: RequestStatus, kind: string): { readonly letterId?: string } => {
  const letter = latest(status, kind);
  return letter ? { letterId: letter.id } : {};
};

const latest = ({ letters }: RequestStatus, kind: string): TrackedLetter | undefined =>
  letters.findLast((letter) => letter.kind === kind);
