import type { Db, Tx } from '#platform/db.ts';
import { letterKind, type WaitingState } from '../letters/letter-kinds.ts';

/** States in which a letter is in somebody's hands. */
const IN_HANDS: ReadonlySet<string> = new Set(['letterReview', 'letterEndorsement', 'letterIssue', 'dispatch']);

/**
 * What is waited for of the applicant, as a state. While the letter that would end the waiting is examined and signed it has not ended: what the applicant
 * says until the letter is sent still counts (条例第三十条, 无正当理由逾期不补正). Gives the state itself where nothing is in the chain that ends a waiting.
 */
export async function awaitedIn(
  db: Db | Tx,
  { id, state }: { readonly id: string; readonly state: string },
): Promise<string> {
  if (!IN_HANDS.has(state)) return state;
  const letter = await db
    .selectFrom('request_letter')
    .select('kind')
    .where('request_id', '=', id)
    .where('state', 'in', ['proposed', 'approved', 'issued'])
    .executeTakeFirst();
  return (letter && letterKind(letter.kind)?.ends?.waiting) ?? state;
}

/** Why what the applicant did cannot be taken now. */
export async function notAwaited(
  db: Db | Tx,
  matter: { readonly id: string; readonly state: string },
  waiting: WaitingState,
): Promise<string[]> {
  if ((await awaitedIn(db, matter)) === waiting) return [];
  return [waiting === 'awaitingCorrection' ? '现在没有等待申请人补正' : '现在没有等待申请人缴费'];
}
