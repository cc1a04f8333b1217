import { citizen, organisation } from './applicants.ts';
import type { Applying, Channel, DemoRequest } from './case.ts';
import { OUTCOMES, type OutcomeKey, SHARE } from './outcomes.ts';
import { withRating } from './ratings.ts';
import { topicsFor } from './topics.ts';

/** Working days of the year that ends today. */
const WORKING_DAYS = 244;

/**
 * A year of requests: so many, spread over its working days, in the shares of `SHARE`, over all channels and classes of applicants. The same
 * seed gives the same year. Whatever has not come by today is left: the newest are under way.
 */
export function yearOfRequests(count: number, seed = 1): readonly DemoRequest[] {
  const random = randomFrom(seed);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const outcomes = repeatedLater(inShares(SHARE, count, random));
  const year = outcomes.map((outcome, nth) => {
    const topic = one(topicsFor(outcome));
    const applicant = applicantOf(nth, random);
    const channel = CHANNELS[(nth * 7) % CHANNELS.length] as Channel;
    const request: DemoRequest = {
      title: topic.title,
      asks: topic.asks,
      applicant,
      channel,
      unit: topic.unit,
      // The oldest first; their outcomes are shuffled.
      ago: Math.max(1, WORKING_DAYS - Math.floor((nth * WORKING_DAYS) / count)),
      ...(LATER_CONFIRMED.has(channel) && { confirmedAfter: Math.floor(random() * 2) }),
      happened: OUTCOMES[outcome](4 + Math.floor(random() * 14), channel === 'web' ? 0 : 2),
    };
    return withRating(request, nth);
  });
  return year.map((request, nth) =>
    outcomes[nth] === 'duplicate' ? askedAgain(request, year.slice(0, nth)) : request,
  );
}

/** Nobody asks again in the first half of the year: what takes that place is put there instead. */
function repeatedLater(outcomes: readonly OutcomeKey[]): OutcomeKey[] {
  const all = [...outcomes];
  const half = Math.floor(all.length / 2);
  for (let at = 0; at < half; at += 1)
    if (all[at] === 'duplicate') [all[at], all[at + half]] = [all[at + half] as OutcomeKey, 'duplicate'];
  return all;
}

/** Longer than anything takes that is supplied at once. */
const ANSWERED_BY_THEN = 40;

/** What asks again is what somebody was supplied with before; where nobody was yet, it is supplied itself. */
function askedAgain(request: DemoRequest, before: readonly DemoRequest[]): DemoRequest {
  const first = before.findLast((one) => one.ago >= request.ago + ANSWERED_BY_THEN && suppliedAtOnce(one));
  if (!first) return { ...request, happened: OUTCOMES.supplied(10, 0) };
  const { title, asks, applicant, unit } = first;
  return { ...request, title, asks, applicant, ...(unit && { unit }) };
}

const suppliedAtOnce = ({ happened = [] }: DemoRequest): boolean => {
  const [first] = happened;
  return first !== undefined && 'letter' in first && first.letter.content.ground === 'supplied';
};

const LATER_CONFIRMED: ReadonlySet<Channel> = new Set<Channel>(['web', 'email', 'ordinary-mail']);

const times = <T>(n: number, what: T): readonly T[] => Array.from({ length: n }, () => what);

/** Of fifty. */
const CHANNELS: readonly Channel[] = [
  ...times(29, 'web' as const),
  ...times(6, 'email' as const),
  ...times(6, 'registered-mail' as const),
  ...times(3, 'counter' as const),
  ...times(3, 'ordinary-mail' as const),
  'fax',
  'oral',
  'other-office',
];

const SURNAMES = ['演', '示', '例'] as const;
const GIVEN = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '百',
  '千',
  '万',
  '甲',
  '乙',
  '丙',
  '丁',
] as const;

/** Seven of ten are citizens; one in eight has asked before. */
function applicantOf(nth: number, random: () => number): Applying {
  const turn = 1 + (random() < 0.125 ? Math.floor(random() * (nth + 1)) : nth);
  const kind = turn % 20;
  if (kind === 0) return organisation(`某某行业协会第${turn}分会`, 'otherOrg', turn);
  if (kind === 1) return organisation(`某某药物研究所第${turn}室`, 'research', turn);
  if (kind === 2) return organisation(`某某公益基金会第${turn}项目`, 'publicWelfare', turn);
  if (kind === 3) return organisation(`某某律师事务所第${turn}分所`, 'legalService', turn);
  if (kind < 6) return organisation(`某某医药第${turn}公司`, 'commercial', turn);
  const surname = SURNAMES[turn % SURNAMES.length] ?? '演';
  const given = `${GIVEN[turn % GIVEN.length]}${GIVEN[Math.floor(turn / GIVEN.length) % GIVEN.length]}`;
  const born = `19${60 + (turn % 40)}${String(1 + (turn % 12)).padStart(2, '0')}${String(1 + (turn % 28)).padStart(2, '0')}`;
  return citizen(`${surname}${given}`, born, turn % 1_000);
}

/** As many of each as its share of the count, each at least once where there is room, shuffled. */
function inShares(share: Readonly<Record<OutcomeKey, number>>, count: number, random: () => number): OutcomeKey[] {
  const keys = Object.keys(share) as OutcomeKey[];
  const deck = keys.flatMap((key) => times(share[key], key));
  const all = Array.from({ length: count }, (_, at) => deck[at % deck.length] as OutcomeKey);
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as OutcomeKey, all[at] as OutcomeKey];
  }
  return all;
}

/** mulberry32: small, even, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
