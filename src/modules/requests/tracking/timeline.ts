import { civilDate, type LocalDate } from '#kernel/dates.ts';
import { ANSWER_KINDS, isFetching } from '../answers/answer-kinds.ts';
import { EVENT_WORDS } from '../law/request-events.ts';
import type { RequestStatus, TrackedAnswer } from './status.ts';

/** One thing that happened, as the applicant is told it. */
export interface Happened {
  readonly on: LocalDate;
  readonly what: string;
}

/** What has happened, oldest first: what came in, what went out, what was said on this page. Names nobody. */
export function timelineOf({ submittedAt, events, letters, answers }: RequestStatus): Happened[] {
  const told = [
    { on: civilDate(submittedAt), what: EVENT_WORDS.open },
    ...events.flatMap(({ name, on }) => {
      const what = name === 'open' || LETTERS.has(name) ? undefined : EVENT_WORDS[name as keyof typeof EVENT_WORDS];
      return what ? [{ on, what }] : [];
    }),
    ...letters.flatMap(({ label, number, sentOn, resentOn, deliveredOn }) => [
      { on: sentOn, what: `发出${label}（${number}）` },
      ...(resentOn ? [{ on: resentOn, what: `再次发出${label}（${number}）` }] : []),
      ...(deliveredOn ? [{ on: deliveredOn, what: `${label}送达` }] : []),
    ]),
    ...answers.map((answer) => ({ on: answer.sentOn, what: saidWords(answer) })),
  ];
  return told.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

/** Events that are the sending of a letter, which is told with its number. */
const LETTERS: ReadonlySet<string> = new Set([
  'noticeCorrection',
  'noticeFee',
  'askReasons',
  'extend',
  'setDelay',
  'reply',
  'correctionResent',
  'feeResent',
  'lapse',
  'unpaid',
]);

/** What was said, and what became of it. */
export function saidWords({ kind, outcome, handledOn }: TrackedAnswer): string {
  const noun = isFetching(kind) ? '下载' : ANSWER_KINDS[kind].noun;
  if (outcome === 'late') return `您提交${noun}，到达时已经不能办理，内容留存并送工作人员查看`;
  if (outcome === 'office') return `您提交${noun}，${handledOn ? '工作人员已经处理' : '等工作人员处理'}`;
  return `您提交${noun}`;
}
