import { sql } from 'kysely';
import type { DocumentDeliveries } from '#commons/publishing/index.ts';
import type { Services } from '#platform/services.ts';

/** How far a document has got by mail. */
export async function deliveriesOf({ db, config }: Services, documentId: string): Promise<DocumentDeliveries> {
  const [counts, reasons] = await Promise.all([
    sql<Omit<DocumentDeliveries, 'mailConfigured' | 'reasons'>>`
      select count(*) filter (where told)::int as total, count(*) filter (where told and state = 'waiting')::int as waiting,
        count(*) filter (where told and state = 'sent')::int as sent,
        count(*) filter (where told and state = 'failed')::int as failed,
        count(*) filter (where told and state in ('withdrawn', 'ended'))::int as dropped,
        count(*) filter (where not told)::int as "recalls",
        count(*) filter (where not told and state = 'sent')::int as "recallsSent", max(sent_at) as "lastSentAt"
      from (select state, sent_at, event <> 'withdrawn' as told from subscription_delivery where document_id = ${documentId}) d`.execute(
      db,
    ),
    sql<{ reason: string; count: number }>`
      select last_error as reason, count(*)::int as count from subscription_delivery
      where document_id = ${documentId} and state in ('waiting', 'failed') and last_error is not null
      group by 1 order by 2 desc, 1 limit 10`.execute(db),
  ]);
  const none = { total: 0, waiting: 0, sent: 0, failed: 0, dropped: 0, recalls: 0, recallsSent: 0, lastSentAt: null };
  return { mailConfigured: config.mail !== undefined, ...(counts.rows[0] ?? none), reasons: reasons.rows };
}
