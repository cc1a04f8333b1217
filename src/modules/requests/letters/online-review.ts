import { invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { SENT_ONLINE } from '../delivery/contract.ts';
import { namesOnlineReview } from '../law/remedies.ts';
import { remedyBodiesOf } from '../remedy-bodies.ts';
import { letterKind } from './letter-kinds.ts';
import type { LetterRow } from './letters.ts';
import { signedParagraphs } from './printing.ts';

// 行政复议法 (2023) art. 22: a decision served through the internet names the way to apply for review through the internet. An office that has none
// may decide and sign all the same, for the period of the answer runs; it then serves by post or by hand.

/**
 * Refuses to serve a signed decision through the network that does not name the online channel of review. One signed before its text was kept is taken
 * as it is: it was not printed without the channel for whoever asked to be answered online.
 */
export async function demandOnlineReview(
  { tx, services }: Pick<Act, 'tx' | 'services'>,
  letter: Pick<LetterRow, 'id' | 'kind'>,
  channel: string,
): Promise<void> {
  if (!SENT_ONLINE.has(channel) || !letterKind(letter.kind)?.decides) return;
  const said = await signedParagraphs(services, tx, letter.id);
  if (said && !namesOnlineReview(said))
    throw invalid({
      channel: `这份文书没有写明网上申请行政复议的途径，不能通过互联网送达（《行政复议法》第二十二条）：请换一种发出方式；要网上送达的，${SET_IT}，退回后重新签发`,
    });
}

const SET_IT = '请先在系统设置“依申请公开”中填写网上申请行政复议的网址';

/** What to know while a decision is written for somebody who wants it online and no online channel of review is stated. */
export async function onlineReviewMissing(db: Db | Tx, requestId: string, kind: string): Promise<string[]> {
  if (!letterKind(kind)?.decides) return [];
  const { wanted, bureauId } = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.wanted_channel as wanted', 'm.bureau_id as bureauId'])
    .where('r.id', '=', requestId)
    .executeTakeFirstOrThrow();
  if (!SENT_ONLINE.has(wanted) || (await remedyBodiesOf(db, bureauId)).reviewUrl.trim() !== '') return [];
  return [`申请人要求网上答复，没有设置网上申请行政复议的网址，签发后只能用其他方式送达：${SET_IT}`];
}
