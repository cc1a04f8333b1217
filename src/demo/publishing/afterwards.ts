import { addDays, type LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { replaced } from './content.ts';
import { type Entry, workHour } from './diary.ts';
import type { Afterwards } from './document.ts';
import type { Hands } from './hands.ts';

/** What happens to a document after it went out. */
export function afterwardsOf(services: Services, formedOn: LocalDate, event: Afterwards, hands: Hands): Entry[] {
  const at = (hour: number, minute: number) => workHour(services, addDays(formedOn, event.inDays), hour, minute);
  switch (event.what) {
    case 'correct':
      return correction(event, formedOn, hands, at);
    case 'withdraw':
      return [{ at: at(10, 25), run: () => hands.issuer('withdraw', { cause: event.cause, reason: event.reason }) }];
    case 'withdrawUrgently':
      return [
        { at: at(10, 25), run: () => hands.officer('withdrawUrgently', { cause: event.cause, reason: event.reason }) },
      ];
    case 'reviewDepartmentLate':
      return [
        {
          at: at(9, 40),
          run: () => hands.head('reviewDepartmentLate', { verdict: 'agrees', opinion: event.opinion }),
        },
      ];
  }
}

function correction(
  { reason, replace, inDays, changedDaysBefore }: Extract<Afterwards, { readonly what: 'correct' }>,
  formedOn: LocalDate,
  hands: Hands,
  at: (hour: number, minute: number) => Entry['at'],
): Entry[] {
  return [
    {
      at: at(9, 5),
      run: () =>
        changedDaysBefore === undefined
          ? hands.drafter('correct', { reason })
          : hands.drafter('change', { reason, changedOn: addDays(formedOn, inDays - changedDaysBefore) }),
    },
    { at: at(9, 20), run: () => hands.revise(reason, (content) => replaced(content, replace)) },
    { at: at(9, 30), run: () => hands.drafter('submit') },
    { at: at(10, 10), run: hands.headSigns },
    { at: at(11, 20), run: hands.reviewerPasses },
    ...(hands.type.chain.includes('legality-review') ? [{ at: at(14, 10), run: hands.lawyerSigns }] : []),
    // A correction of words changes nothing of what the meeting passed.
    ...(hands.type.deliberated ? [{ at: at(14, 40), run: () => hands.meetingPasses('adapted') }] : []),
    { at: at(15, 5), run: hands.issuerSigns },
    { at: at(16, 10), run: () => hands.releaser('release') },
  ];
}
