import { paymentCodes } from '#modules/exchange/index.ts';
import type { Act } from '#platform/services.ts';
import { lastDayOf, periodWords } from '../answer-periods.ts';
import { type LetterContent, letterKind } from '../letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from '../letters/letters.ts';
import type { TrackedLetter } from './status.ts';

/** The letters that went to the applicant, with what each asks, how much, and until when. */
export async function lettersTracked(act: Act, requestId: string): Promise<TrackedLetter[]> {
  const sent = (await lettersOf(act.tx, requestId)).filter(({ state }) => state === 'sent');
  const fees = await act.tx
    .selectFrom('request_fee')
    .select(['letter_id', 'amount_yuan'])
    .where('request_id', '=', requestId)
    .execute();
  const yuan = new Map(fees.map(({ letter_id, amount_yuan }) => [letter_id, amount_yuan]));
  const codes = await paymentCodes(act.tx, requestId);
  return sent.flatMap((letter) =>
    tracked(act, letter, yuan.get(letter.id)).map((one) => ({ ...one, ...payableWith(codes.get(letter.id)) })),
  );
}

const payableWith = (known: { readonly code: string; readonly payUrl: string | null } | undefined) => ({
  ...(known && { paymentCode: known.code }),
  ...(known?.payUrl && { payUrl: known.payUrl }),
});

function tracked({ services }: Act, letter: LetterRow, yuan: number | undefined): TrackedLetter[] {
  const kind = letterKind(letter.kind);
  if (kind?.to !== 'applicant' || letter.sentOn === null || letter.number === null) return [];
  const answerBy = lastDayOf(letter, services.calendar());
  const within = periodWords(letter);
  const asks = asksOf(letter);
  return [
    {
      id: letter.id,
      kind: letter.kind,
      label: kind.label,
      number: letter.number,
      sentOn: letter.sentOn,
      ...(letter.deliveredOn !== null && { deliveredOn: letter.deliveredOn }),
      ...(letter.resentOn !== null && { resentOn: letter.resentOn }),
      ...(asks !== undefined && { asks }),
      ...(yuan !== undefined && { yuan }),
      ...(within !== undefined && { within }),
      ...(answerBy !== undefined && { answerBy }),
    },
  ];
}

/** What a letter asks of the applicant, in its own words. */
function asksOf({ kind, content }: LetterRow): string | undefined {
  if (kind === 'correction') return (content as LetterContent<'correction'>).items;
  if (kind === 'reasons') return (content as LetterContent<'reasons'>).facts;
  return kind === 'fee' ? (content as LetterContent<'fee'>).payment : undefined;
}
