import { type Actor, allows } from '#kernel/policy.ts';
import { historyOf, type MatterRow, type PastStep, stepOf } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { lastDayOf } from '../answer-periods.ts';
import type { LetterLine, LetterState } from '../detail-contract.ts';
import { type Bucket, REPLY_KINDS } from '../law/reply-kinds.ts';
import { requestsPolicy } from '../policy.ts';
import { LETTER_KINDS, type LetterKindKey, letterKind, writtenIn } from './letter-kinds.ts';
import { wordsBeside } from '../words/words-apart.ts';
import { waitsForThem } from './opening.ts';
import { mayRewrite } from './drafts.ts';

/** The letters of a request with the hands they went through, in the order they were written, for one who may see it. */
export async function letterLines(services: Services, actor: Actor, matter: MatterRow): Promise<LetterLine[]> {
  const { db } = services;
  const rows = await db
    .selectFrom('request_letter as l')
    .innerJoin('person as drafter', 'drafter.id', 'l.drafted_by')
    .leftJoin('person as approver', 'approver.id', 'l.approved_by')
    .leftJoin('person as issuer', 'issuer.id', 'l.issued_by')
    .leftJoin('person as sender', 'sender.id', 'l.sent_by')
    .leftJoin('request_package as p', 'p.letter_id', 'l.id')
    .select([
      'l.id',
      'l.kind',
      'l.reply_kind as replyKind',
      'l.content',
      'l.state',
      'l.number',
      'l.drafted_by as draftedById',
      'l.approved_by as approvedById',
      'l.drafted_at as draftedAt',
      'l.issued_at as issuedAt',
      'l.sent_on as sentOn',
      'l.channel',
      'l.delivered_on as deliveredOn',
      'l.delivery_proof as proof',
      'l.resent_on as resentOn',
      'l.returned_on as returnedOn',
      'drafter.name as draftedBy',
      'approver.name as approvedBy',
      'issuer.name as issuedBy',
      'sender.name as sentBy',
      'p.id as packageId',
      'p.size as packageSize',
      'p.failure as packageFailure',
    ])
    .where('l.request_id', '=', matter.id)
    // A draft that was discarded was never said to anybody.
    .where((eb) => eb.or([eb('l.state', '<>', 'dropped'), eb('l.number', 'is not', null)]))
    .orderBy('l.id')
    .execute();
  if (rows.length === 0) return [];
  const history = await historyOf(db, matter.id);
  const words = await wordsBeside(services, matter.id);
  return rows.map(({ draftedById, approvedById, content, packageId, packageSize, packageFailure, ...row }) => {
    // The command that writes a letter has checked its kind; the table's check its state.
    const kind = row.kind as LetterKindKey;
    const said = content as Readonly<Record<string, unknown>>;
    return {
      ...row,
      state: row.state as LetterState,
      label: letterKind(kind)?.label ?? kind,
      replyKindLabel: row.replyKind && REPLY_KINDS[row.replyKind as Bucket].label,
      party: typeof said.party === 'string' ? said.party : null,
      answerBy: lastDayOf({ kind, content: said, deliveredOn: row.deliveredOn }, services.calendar()) ?? null,
      arrivalCounts: ARRIVAL_COUNTS.has(kind),
      returnedFor: row.state === 'draft' ? sentBackFor(history, words, row.id) : null,
      mayRewrite: row.state === 'draft' && mayRewrite(actor, matter, draftedById),
      waitsForMe: waitsForThem(actor, matter, { state: row.state, draftedBy: draftedById, approvedBy: approvedById }),
      package: packageId === null ? null : { size: packageSize, failure: packageFailure },
    };
  });
}

/** Letters from whose arrival somebody's period runs: to answer, to correct, to pay, to go to law. */
export const ARRIVAL_COUNTS: ReadonlySet<string> = new Set<LetterKindKey>([
  'correction',
  'consultation',
  'override',
  'reasons',
  'fee',
  'reply',
  'not-corrected',
  'not-paid',
]);

function sentBackFor(
  history: readonly PastStep[],
  words: Awaited<ReturnType<typeof wordsBeside>>,
  letterId: string,
): string | null {
  const last = history.filter(({ payload }) => payload.letterId === letterId).at(-1);
  const reason =
    last && ['returnLetter', 'declineLetter', 'rejectLetter'].includes(stepOf('request', last.action) ?? '')
      ? { ...last.payload, ...words.get(last.payload.wordsId) }.reason
      : undefined;
  return typeof reason === 'string' ? reason : null;
}

/** Why somebody cannot write a letter on a matter as it stands; null where it is not theirs to do. */
export function writingRefusals(actor: Actor, matter: MatterRow): string[] | null {
  if (!allows(requestsPolicy['requests.write-letter'], actor, matter)) return null;
  return Object.values(LETTER_KINDS).some((kind) => writtenIn(kind, matter.state))
    ? []
    : ['申请现在不在办理中，不能拟写文书'];
}
