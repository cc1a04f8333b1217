import { publicDocuments } from './public-documents.ts';
import { closeDuty, type MatterRow, openDuty, type StepEffect } from '#commons/casework/index.ts';
import type { PublicationListener } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { lastDayOf } from './last-day.ts';
import { reportById } from './rows.ts';

// 条例第四十九条: a report is published, not only handed in. One that was accepted and is not public yet stays a duty.

const KEY = 'publication';

/** Accepted: what is not public yet is owed until 31 January. */
export async function owePublication(act: Act, matter: MatterRow): Promise<StepEffect | undefined> {
  const report = await reportById(act.tx, matter.id);
  if (await isPublished(act, matter.id, report.edition)) return undefined;
  await openDuty(act, matter.id, {
    key: KEY,
    role: 'openness-officer',
    task: `公布${report.year}年年度报告：由起草人起草公布稿，经审核后发布`,
    dueOn: lastDayOf(report.year),
    afterClosing: true,
  });
  return undefined;
}

/** Another edition is made: the one before is not owed to the public any more. */
export const oweNothing = (act: Act, matterId: string): Promise<void> => closeDuty(act, matterId, KEY);

async function isPublished({ tx }: Act, reportId: string, edition: number): Promise<boolean> {
  const row = await publicDocuments(tx, reportId).where('e.number', '=', edition).executeTakeFirst();
  return row !== undefined;
}

/** The release of the edition handed in ends the duty. */
export const annualReportListener: PublicationListener = async (act, { kind, documentId }) => {
  if (kind !== 'released') return;
  const row = await act.tx
    .selectFrom('annual_report_document as l')
    .innerJoin('annual_report_edition as e', 'e.id', 'l.edition_id')
    .innerJoin('annual_report as r', (join) =>
      join.onRef('r.id', '=', 'e.report_id').onRef('r.edition', '=', 'e.number'),
    )
    .select('r.id')
    .where('l.document_id', '=', documentId)
    .executeTakeFirst();
  if (row) await oweNothing(act, row.id);
};
