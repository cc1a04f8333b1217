import type { ClockDef } from '#kernel/clock.ts';
import { isLocalDate, type LocalDate, localDate } from '#kernel/dates.ts';
import { RELEASES } from './present-period.ts';
import { DISCLOSURES, type Disclosure } from './statutory-kinds.ts';

const FIRST_DAY = localDate('2008-05-01');

const clock = {
  key: 'publication.publish',
  code: 'PUB-01',
  label: '主动公开期限',
  limit: { n: 20, unit: 'working' },
  startsOn: ['open', 'change'],
  stopsOn: ['release', 'releaseDue', 'discard', 'withdraw', 'withdrawUrgently'],
  restartsOn: [
    {
      event: 'reconsider',
      anew: true,
      basis: '政府信息公开条例（国务院令第711号）第十八条、第二十六条（自重新认定之日起算为系统口径）',
    },
  ],
  words: {
    open: '信息形成（成文日期）',
    release: '发布',
    releaseDue: '到时发布',
    reconsider: '重新认定公开属性',
    discard: '作废',
    change: '信息变更（变更日期）',
    withdraw: '撤回',
    withdrawUrgently: '紧急撤回',
  },
} as const satisfies Omit<ClockDef, 'basis' | 'inForceFrom'>;

/**
 * PUB-01: within 20 working days of the day the information was formed, which is the date the document bears and not the day
 * its draft was begun here: where the issuer says it, the period begins with that signature, from the date said. What was rightly kept and is judged anew has a period of its own from that day: article 18 names none,
 * counting from there is ours. What was wrongly kept has none: it was owed from the day it was formed (`presentPeriod`). What changes after it is out is owed anew from the day it changed (`presentPeriod`). Where the catalogue
 * promises it sooner, the shorter limit counts (`limited`).
 */
export const publicationClock: readonly ClockDef[] = [
  {
    ...clock,
    basis: '政府信息公开条例（国务院令第492号）第十八条',
    inForceFrom: FIRST_DAY,
    inForceTo: '2019-05-14',
  },
  { ...clock, basis: '政府信息公开条例（国务院令第711号）第二十六条', inForceFrom: '2019-05-15' },
];

/**
 * The day the period counts from, given the date a document bears. What was formed before there was such a period counts from the
 * day there was. A date that is none, or has not come, is refused with the draft; until then it counts as today.
 */
export function countedFrom(formedOn: string | undefined, today: LocalDate): LocalDate {
  if (formedOn === undefined || !isLocalDate(formedOn) || formedOn > today) return today;
  return formedOn < FIRST_DAY ? FIRST_DAY : formedOn;
}

/**
 * Only what is to be published is to be published in time (条例第二十六条), from the day it was formed: before its issuer has said when, nothing
 * runs but the goals of the steps. What went out keeps the period it met or missed,
 * whatever is drafted about it afterwards. The attribute is that of the last entry which states one.
 */
export function withoutPeriod(history: readonly Entry[]): string | undefined {
  if (history.some(({ action }) => RELEASES.has(action))) return undefined;
  const stated = history.findLast(({ payload }) => payload.disclosure !== undefined)?.payload.disclosure;
  if (stated === 'active') return yetToBeFormed(history) ? UNFORMED : undefined;
  if (stated !== undefined) return `公开属性为${DISCLOSURES[stated as Disclosure]}，不适用主动公开期限。`;
  // Entries older than this rule state nothing; what was kept then was not for the public.
  return history.some(({ action }) => action === 'publication.keep')
    ? '文件已定稿留存，不适用主动公开期限。'
    : undefined;
}

const UNFORMED = '成文日期由签发人签发时确定，主动公开期限从成文之日起算；签发前各环节按目标时限办理。';

/**
 * Entries say the date the text bears, or null: its issuer has not said it yet. Those from before there were such texts say nothing. What was
 * issued once has a period: returned afterwards, it runs on from the date that was said until an issuer says another, and what is overdue
 * stays so meanwhile.
 */
const yetToBeFormed = (history: readonly Entry[]): boolean =>
  history.findLast(({ payload }) => payload.formedOn !== undefined)?.payload.formedOn === null &&
  !history.some(({ action }) => action === 'publication.issue');

/** As much of a journal entry as decides it. */
interface Entry {
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
