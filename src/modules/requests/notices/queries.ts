import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import type { NoticeSent } from '../answers/contract.ts';
import { noticeLabel } from './words.ts';

const STATES: Readonly<Record<string, string>> = {
  waiting: '等待发送',
  sent: '已发出',
  failed: '没有发出',
  undelivered: '通知未送达',
  unsent: '未发送',
};

/** What was told to the applicant of a request, and whether it went out; no address is shown. */
export async function noticesOf(services: Services, actor: Actor, requestId: string): Promise<NoticeSent[]> {
  await seenMatter(services.db, services, actor, requestId);
  const rows = await services.db
    .selectFrom('request_notice')
    .select(['id', 'channel', 'kind', 'made_at', 'state', 'sent_at', 'last_error'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('duty')
          .select('duty.id')
          .where('matter_id', '=', requestId)
          .where('done_at', 'is', null)
          .where(sql<boolean>`duty.key = 'notice:' || request_notice.id`),
      ).as('open'),
    )
    .where('request_id', '=', requestId)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ id, channel, kind, made_at, state, sent_at, last_error, open }) => ({
    id,
    channelLabel: channel === 'sms' ? '短信' : '邮件',
    what: noticeLabel(kind),
    madeAt: made_at,
    stateLabel: STATES[state] ?? state,
    sentAt: sent_at,
    lastError: last_error,
    open: Boolean(open),
  }));
}
