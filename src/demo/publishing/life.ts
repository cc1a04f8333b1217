import { releaseAllDue } from '#commons/publishing/index.ts';
import { addWorkdays } from '#kernel/calendar.ts';
import { addDays, type Instant, type LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { afterwardsOf } from './afterwards.ts';
import { formedOn } from './day.ts';
import { type Entry, workHour } from './diary.ts';
import type { DemoDocument, StandsAt } from './document.ts';
import { type Hands, handsOf } from './hands.ts';
import type { Story } from './story.ts';

/** Everything that happens to one document, each by the person whose part it is. `nth` spreads people and minutes. */
export function lifeOf(story: Story, demo: DemoDocument, nth: number): Entry[] {
  const { services, today } = story;
  const on = formedOn(demo.when, today, services.calendar());
  const hands = handsOf(story, demo, on, nth);
  const draft: Entry = { at: draftedAt(services, on, demo, nth), run: hands.draft };
  const { standsAt } = demo;
  if (standsAt === 'drafting') return [draft];
  if (standsAt === 'discarded') {
    const reason = '同一事项已由另一份文件公布，不再另行发文。';
    return [draft, { at: later(services, on, 1, 10, nth), run: () => hands.drafter('discard', { reason }) }];
  }
  const back = sentBack(services, on, demo, hands);
  if (standsAt === 'returned') return [draft, ...back];
  const signatures = chainOf(services, on, hands, nth, demo);
  const stops = standsAt && SIGNED_BEFORE[String(standsAt)];
  if (stops) return [draft, ...back, ...signatures.filter(({ state }) => stops.includes(state))];
  return [draft, ...back, ...signatures, ...endOf(story, on, demo, hands, nth)];
}

interface Signature extends Entry {
  /** The state in which the document waits for it. */
  readonly state: string;
}

/** The signatures given to a document that waits for another. */
const SIGNED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  departmentReview: ['drafting'],
  secrecyReview: ['drafting', 'departmentReview'],
  legalityReview: ['drafting', 'departmentReview', 'secrecyReview'],
  deliberation: ['drafting', 'departmentReview', 'secrecyReview', 'legalityReview'],
  issuing: ['drafting', 'departmentReview', 'secrecyReview', 'legalityReview', 'deliberation'],
} satisfies Partial<Record<Extract<StandsAt, string>, readonly string[]>>;

/** From submission to the issuer's signature, on the day the document bears. */
function chainOf(services: Services, on: LocalDate, hands: Hands, nth: number, { urgent }: DemoDocument): Signature[] {
  const at = (hour: number) => later(services, on, 0, hour, nth);
  return [
    urgent
      ? { state: 'drafting', at: at(10), run: () => hands.drafter('submitUrgently', { ...urgent }) }
      : { state: 'drafting', at: at(10), run: () => hands.drafter('submit') },
    ...(urgent ? [] : [{ state: 'departmentReview', at: at(11), run: hands.headSigns }]),
    { state: 'secrecyReview', at: at(13), run: hands.reviewerPasses },
    ...(hands.type.chain.includes('legality-review')
      ? [{ state: 'legalityReview', at: at(14), run: hands.lawyerSigns }]
      : []),
    ...(hands.type.deliberated
      ? [{ state: 'deliberation', at: workHour(services, on, 14, 59), run: () => hands.meetingPasses('passed') }]
      : []),
    { state: 'issuing', at: at(15), run: hands.issuerSigns },
  ];
}

function sentBack(
  services: Services,
  on: LocalDate,
  { sentBack: reason, standsAt }: DemoDocument,
  hands: Hands,
): Entry[] {
  if (!reason) return [];
  const at = (minute: number) => workHour(services, on, 9, minute);
  const entries = [
    { at: at(2), run: () => hands.drafter('submit') },
    { at: at(31), run: () => hands.head('headReturn', { reason }) },
  ];
  return standsAt === 'returned'
    ? entries
    : [...entries, { at: at(52), run: () => hands.revise('按处室意见补充完善。') }];
}

/** What becomes of a signed document: kept, promised, let out by hand, or left to its set. */
function endOf(story: Story, on: LocalDate, demo: DemoDocument, hands: Hands, nth: number): Entry[] {
  const { services, today } = story;
  const { standsAt, byTheClock } = demo;
  if (demo.set || standsAt === 'approved') return [];
  if (standsAt === 'kept') return [{ at: later(services, on, 1, 10, nth), run: () => hands.officer('keep') }];
  const usual = demo.releasedAfter ?? nth % 4;
  // A notice is out on the day its period begins.
  const days = demo.urgent ? 0 : demo.shownFor ? Math.min(1, usual) : usual;
  const promised =
    typeof standsAt === 'object'
      ? workHour(services, addDays(today, standsAt.scheduledInDays), 9)
      : workHour(services, afterWorkdays(services, on, Math.max(1, days)), 9);
  const out: Entry[] =
    typeof standsAt === 'object' || byTheClock
      ? [
          { at: later(services, on, 0, 16, nth), run: () => hands.releaser('schedule', { releaseAt: promised }) },
          { at: promised, run: () => releaseAllDue(services).then(() => undefined) },
        ]
      : [
          {
            at: days === 0 ? later(services, on, 0, 16, nth) : later(services, on, days, 9 + (nth % 7), nth),
            run: () => hands.releaser('release'),
          },
        ];
  return [...out, ...(demo.afterwards ?? []).flatMap((event) => afterwardsOf(services, on, event, hands))];
}

const afterWorkdays = (services: Services, on: LocalDate, days: number): LocalDate =>
  days === 0 ? on : addWorkdays(on, days, services.calendar()).on;

/** An hour so many working days later; the minutes differ from document to document. */
const later = (services: Services, on: LocalDate, days: number, hour: number, nth: number): Instant =>
  workHour(services, afterWorkdays(services, on, days), hour, (hour * 11 + nth * 7) % 60);

/** Early on its day; what speaks of others a little later than those. */
const draftedAt = (services: Services, on: LocalDate, { relations }: DemoDocument, nth: number): Instant =>
  workHour(services, on, 8, relations ? 42 + (nth % 15) : 4 + (nth % 35));
