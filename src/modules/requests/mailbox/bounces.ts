import { forbidden, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { closeDuty, openDuty, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { openApplicant } from '../applicant.ts';
import { requestsPolicy } from '../policy.ts';
import { keepWords } from '../words/words-apart.ts';

/** A notice of ours by the Message-ID it left with (`commons/notices/carriers.ts`). */
export interface NoticeSentOut {
  readonly id: string;
  readonly requestId: string;
}

/** The notice one of these Message-IDs belongs to, among those of a bureau; undefined where none does. */
export async function noticeOf(
  { tx, services }: Act,
  bureauId: string,
  messageIds: readonly (string | null)[],
): Promise<NoticeSentOut | undefined> {
  const host = new URL(services.config.baseUrl).hostname;
  const ids = messageIds.flatMap((one) => {
    const [, id = '', at = ''] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)$/i.exec(one ?? '') ?? [];
    return at === host ? [id] : [];
  });
  if (ids.length === 0) return undefined;
  return tx
    .selectFrom('request_notice as n')
    .innerJoin('matter as m', 'm.id', 'n.request_id')
    .select(['n.id', 'n.request_id as requestId'])
    .where('n.id', 'in', ids)
    .where('n.channel', '=', 'email')
    .where('m.bureau_id', '=', bureauId)
    .executeTakeFirst();
}

/** RFC 3464: a mail server could not deliver a notice we sent. It did not arrive; the office tells the applicant another way. Once for each notice. */
export async function noticeUndelivered(act: Act, { id, requestId }: NoticeSentOut, status: string): Promise<void> {
  const returned = await act.tx
    .updateTable('request_notice')
    .set({ state: 'undelivered', last_error: `对方邮件系统退回（${status}）` })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .returning('id')
    .executeTakeFirst();
  if (!returned) return;
  const others = await otherWays(act, requestId);
  await openDuty(act, requestId, {
    key: dutyOf(id),
    role: 'openness-officer',
    task: `邮件通知未送达，请改用其他方式通知申请人${others.length > 0 ? `：${others.join('、')}` : '：申请上没有留其他联系方式'}`,
    afterClosing: true,
  });
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.notice-undelivered',
    payload: { noticeId: id, status },
  });
}

/** By which other ways whoever applied can be reached; no number is said. */
async function otherWays({ tx, services: { secrets } }: Act, requestId: string): Promise<string[]> {
  const { applicant } = await tx
    .selectFrom('request')
    .select('applicant')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  if (!applicant) return [];
  const { phone, agentPhone, address, fax } = openApplicant(secrets, requestId, applicant);
  return [
    ...(phone ? ['电话或者短信'] : []),
    ...(agentPhone ? ['代理人电话'] : []),
    ...(address ? ['邮寄'] : []),
    ...(fax ? ['传真'] : []),
  ];
}

const dutyOf = (noticeId: string) => `notice:${noticeId}`;

/** The office has told the applicant another way: how, once. */
export async function settleNotice(act: Act, requestId: string, noticeId: string, note: string): Promise<void> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.claim-mail'], act.actor, matter))
    throw forbidden('没有送达的通知由政务公开办公室处理');
  const open = await act.tx
    .selectFrom('duty')
    .select('key')
    .where('matter_id', '=', requestId)
    .where('key', '=', dutyOf(noticeId))
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (!open) throw refused(['这条通知已经处理，或者不需要处理，请刷新查看']);
  await closeDuty(act, requestId, dutyOf(noticeId));
  const words = await keepWords(act, { request_id: requestId }, 'notice-settled', { note: note.trim() });
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.notice-settled',
    payload: { noticeId, ...words },
  });
}
