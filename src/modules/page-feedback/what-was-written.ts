import { sql } from 'kysely';
import { chineseDate, civilDate } from '#kernel/dates.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import { matterChain } from '#commons/journal/index.ts';
import { feedbackKindLabel } from '#commons/publishing/index.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The report as the reader sent it, for whoever handles it: page, kind, words, receipt and day. */
export async function whatWasWritten(db: Db | Tx, matter: MatterRow) {
  const sent = await db
    .selectFrom('intake.page_feedback as f')
    .innerJoin('journal_entry as j', (join) => join.on(sql<boolean>`j.payload ->> 'feedbackId' = f.id::text`))
    .select(['f.page', 'f.kind', 'f.text', 'f.receipt', 'f.sent_at'])
    .where('j.chain', '=', matterChain(matter.id))
    .where('j.action', '=', 'page-feedback.open')
    .executeTakeFirst();
  if (!sent) return [];
  return [
    { label: '页面', value: sent.page },
    { label: '问题类型', value: feedbackKindLabel(sent.kind) },
    { label: '说明', value: sent.text },
    { label: '回执号', value: sent.receipt },
    { label: '提交日期', value: chineseDate(civilDate(sent.sent_at)) },
  ];
}
