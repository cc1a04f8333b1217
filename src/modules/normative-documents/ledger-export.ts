import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { printSheet, type SheetColumn } from '#platform/tables/spreadsheet.ts';
import type { LedgerLine, LedgerQuery } from './contract.ts';
import { LARGEST_LEDGER, ledgerLines } from './queries.ts';

const COLUMNS: readonly SheetColumn<LedgerLine>[] = [
  { header: '标题', width: 48, value: ({ title }) => title },
  { header: '文号', width: 24, value: ({ documentNumber }) => documentNumber ?? '' },
  { header: '统一编号', width: 22, value: ({ unifiedNumber }) => unifiedNumber ?? '' },
  { header: '起草单位', width: 22, value: ({ unitName }) => unitName },
  { header: '成文日期', width: 12, value: ({ formedOn }) => formedOn },
  { header: '公布日期', width: 12, value: ({ releasedOn }) => releasedOn },
  { header: '施行日期', width: 12, value: ({ effectiveOn }) => effectiveOn },
  { header: '有效期至', width: 12, value: ({ validUntil }) => validUntil ?? '' },
  { header: '合法性审核文号', width: 22, value: ({ reviewNumber }) => reviewNumber ?? '' },
  { header: '效力', width: 20, value: ({ standingLabel }) => standingLabel },
  { header: '自何日起', width: 12, value: ({ since }) => since },
  { header: '备案号', width: 22, value: ({ filingNumber }) => filingNumber ?? '' },
  { header: '备案日期', width: 12, value: ({ filedOn }) => filedOn ?? '' },
  { header: '网页', width: 10, value: ({ withdrawn }) => (withdrawn ? '已撤回' : '在线') },
];

/** The ledger as shown, as an Excel file. Recorded: what leaves the system as a file has left it for good. */
export async function exportLedger(act: Act, query: Omit<LedgerQuery, 'page' | 'size'>): Promise<Uint8Array> {
  const lines = await ledgerLines(act.services, act.actor, query);
  await appendJournal(act, {
    chain: 'exports',
    action: 'normative-documents.exported',
    payload: { query, rows: lines.length, complete: lines.length < LARGEST_LEDGER },
  });
  return printSheet('规范性文件台账', COLUMNS, lines);
}
