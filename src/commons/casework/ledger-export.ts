import type { Act } from '#platform/services.ts';
import { printSheet, type SheetColumn } from '#platform/tables/spreadsheet.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { LedgerFilter, MatterLine } from './contract.ts';
import { LARGEST_EXPORT, ledgerRows } from './ledger.ts';

const COLUMNS: readonly SheetColumn<MatterLine>[] = [
  { header: '编号', width: 22, value: (line) => line.number },
  { header: '种类', width: 14, value: (line) => line.kindLabel },
  { header: '标题', width: 48, value: (line) => line.title },
  { header: '状态', width: 12, value: (line) => line.stateLabel },
  { header: '牵头单位', width: 24, value: (line) => line.leadUnit.name },
  { header: '承办人', width: 10, value: (line) => line.assignee?.name ?? '' },
  { header: '等待办理', width: 26, value: (line) => line.waitsFor ?? '' },
  { header: '起算日期', width: 12, value: (line) => line.receivedOn },
  { header: '截止日', width: 12, value: (line) => line.dueOn ?? '' },
  { header: '截止日是否暂定', width: 14, value: (line) => (line.dueOn ? (line.dueProvisional ? '暂定' : '确定') : '') },
  { header: '期限情况', width: 20, value: (line) => line.light.words },
  { header: '办结日期', width: 12, value: (line) => line.closedOn ?? '' },
];

/** The ledger as shown, as an Excel file. Recorded: what leaves the system as a file has left it for good. */
export async function exportLedger(act: Act, filter: LedgerFilter): Promise<Uint8Array> {
  const lines = await ledgerRows(act.services, act.actor, filter);
  await appendJournal(act, {
    chain: 'exports',
    action: 'casework.ledger-exported',
    payload: { filter, rows: lines.length, complete: lines.length < LARGEST_EXPORT },
  });
  return printSheet('事项台账', COLUMNS, lines);
}
