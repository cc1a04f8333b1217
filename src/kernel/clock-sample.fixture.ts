import { readFileSync } from 'node:fs';
import { calendarFromCsv } from './calendar-csv.ts';
import { type ClockDef, type ClockReading, type HappenedOn, readClock } from './clock.ts';
import { localDate } from './dates.ts';

/** A file of the reference calendar. */
const reference = (name: string) =>
  readFileSync(new URL(`../../db/reference/calendar/${name}`, import.meta.url), 'utf8');
/** 2019 to 2026 as shipped. */
export const calendar = calendarFromCsv(reference('days.csv'), reference('years.csv'));

export type Event =
  | 'receive'
  | 'askCorrection'
  | 'correct'
  | 'consult'
  | 'deliver'
  | 'opinion'
  | 'extend'
  | 'reply'
  | 'withdraw';

/** The reply clock of the FOI regulation with everything a clock can have. */
export const answer: ClockDef<Event> = {
  key: 'disclosure.answer',
  label: '答复期限',
  basis: '《政府信息公开条例》第三十三条',
  inForceFrom: '2019-05-15',
  limit: { n: 20, unit: 'working' },
  startsOn: ['receive'],
  restartsOn: [{ event: 'correct', basis: '《政府信息公开条例》第三十条' }],
  pauses: [
    {
      from: 'askCorrection',
      until: ['correct'],
      within: { n: 7, unit: 'working' },
      basis: '《政府信息公开条例》第三十条',
    },
    {
      from: 'consult',
      until: ['opinion'],
      atMost: { n: 15, unit: 'working' },
      atMostFrom: 'deliver',
      basis: '《政府信息公开条例》第三十三条',
    },
  ],
  extensions: [{ event: 'extend', upTo: 20, times: 1, basis: '《政府信息公开条例》第三十三条' }],
  stopsOn: ['reply', 'withdraw'],
  words: {
    receive: '收到申请',
    askCorrection: '告知补正',
    correct: '收到补正',
    consult: '征求第三方意见',
    deliver: '送达第三方',
    opinion: '收到第三方意见',
    extend: '批准延长',
    reply: '答复申请人',
    withdraw: '申请人撤回',
  },
};

export type Happened = HappenedOn<Event>;
export const at = (name: Event, on: string, more: Partial<Happened> = {}): Happened => ({
  name,
  on: localDate(on),
  ...more,
});
export const read = (events: readonly Happened[], today = '2026-01-05', def: ClockDef<Event> = answer) =>
  readClock(def, events, calendar, localDate(today));
export const dueOn = (reading: ClockReading) => ('dueOn' in reading ? reading.dueOn : undefined);
export const texts = (reading: ClockReading) => reading.explanation.map((line) => line.text);
