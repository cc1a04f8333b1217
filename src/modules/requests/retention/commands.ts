import type { LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { allows, mayEver } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { carryOutJob } from './carrying-out.ts';
import type { KeepLonger, RetentionDecision } from './contract.ts';
import { keepWords } from '../words/words-apart.ts';
import { mayRead } from './reading.ts';

const CHAIN = 'retention';

/** Takes a request out of a list that is gone through: it is kept until a day, for a reason. */
export async function keepLonger(act: Act, listId: string, { requestId, because, until }: KeepLonger): Promise<void> {
  const list = await inHand(act, listId, 'requests.review-retention', '名单由政务公开办公室核对');
  if (list.state !== 'review') throw refused(['名单已经送批，不能再改；需要改的，请批准人退回']);
  if (until <= act.today) throw invalid({ until: '保存到的日期应当晚于今天' });
  const { numUpdatedRows } = await act.tx
    .updateTable('retention_entry')
    .set({ kept_because: because, kept_until: until as LocalDate })
    .where('list_id', '=', listId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('名单上的这一申请');
  await appendJournal(act, { chain: CHAIN, action: 'requests.retention-kept', payload: { listId, requestId, until } });
}

/** The list has been gone through: it waits for another person. */
export async function proposeList(act: Act, listId: string): Promise<void> {
  const list = await inHand(act, listId, 'requests.review-retention', '名单由政务公开办公室核对');
  if (list.state !== 'review') throw refused(['名单已经送批']);
  await act.tx
    .updateTable('retention_list')
    .set({ state: 'proposed', proposed_by: act.actor.id, proposed_at: act.now })
    .where('id', '=', listId)
    .execute();
  await appendJournal(act, { chain: CHAIN, action: 'requests.retention-proposed', payload: { listId } });
}

/** Another person agrees, and the list is carried out; or sends it back to be gone through again. */
export async function decideList(act: Act, listId: string, { agrees, opinion }: RetentionDecision): Promise<void> {
  const list = await inHand(act, listId, 'requests.approve-retention', '名单由信息公开工作机构负责人批准');
  if (list.state !== 'proposed') throw refused(['名单还没有送批，或者已经有决定']);
  if (list.proposed_by === act.actor.id) throw forbidden('不能批准自己核对的名单，请由另一人批准');
  await act.tx
    .updateTable('retention_list')
    .set(
      agrees
        ? { state: 'approved', approved_by: act.actor.id, approved_at: act.now }
        : { state: 'review', proposed_by: null, proposed_at: null },
    )
    .where('id', '=', listId)
    .execute();
  const [action, step] = agrees
    ? ['requests.retention-approved', 'retention-approved']
    : ['requests.retention-returned', 'retention-returned'];
  await appendJournal(act, {
    chain: CHAIN,
    action,
    payload: { listId, ...(await keepWords(act, { list_id: listId }, step, { opinion })) },
  });
  if (agrees) await act.services.jobs.enqueue(act.tx, carryOutJob, {});
}

async function inHand({ tx, actor }: Act, listId: string, action: keyof typeof afterwardsPolicy, whose: string) {
  const list = await tx
    .selectFrom('retention_list')
    .selectAll()
    .where('id', '=', listId)
    .forUpdate()
    .executeTakeFirst();
  // A list of another bureau is not found rather than refused: who asked there is no concern of ours.
  if (!list || !mayRead(actor, list)) {
    if (!mayEver(afterwardsPolicy[action], actor)) throw forbidden(whose);
    throw notFound('这份名单');
  }
  if (!allows(afterwardsPolicy[action], actor, { bureauId: list.bureau_id })) throw forbidden(whose);
  return list;
}
