import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { printSheet, type SheetColumn } from '#platform/tables/spreadsheet.ts';
import type { ItemLine, ItemsFilter } from './contract.ts';
import { itemsOf } from './queries.ts';

const COLUMNS: readonly SheetColumn<ItemLine>[] = [
  { header: '序号', width: 8, value: (line) => line.itemNumber },
  { header: '部分', width: 30, value: (line) => line.section },
  { header: '任务', width: 40, value: (line) => line.title },
  { header: '任务编号', width: 20, value: (line) => line.number },
  { header: '牵头单位', width: 24, value: (line) => line.leads.join('、') },
  { header: '分别负责单位', width: 24, value: (line) => line.joint.join('、') },
  { header: '配合单位', width: 30, value: (line) => line.cooperating.join('、') },
  { header: '汇总单位', width: 20, value: (line) => line.leadUnit.name },
  { header: '完成期限', width: 12, value: (line) => line.dueOn ?? '' },
  { header: '期限情况', width: 18, value: (line) => line.light.words },
  { header: '状态', width: 12, value: (line) => line.stateLabel },
  { header: '完成比例', width: 10, value: (line) => `${line.percent}%` },
  { header: '最近报告', width: 12, value: (line) => line.lastReportOn ?? '' },
  { header: '未报告完成的参与单位数', width: 14, value: (line) => String(line.openParts) },
  { header: '未答复督办', width: 12, value: (line) => String(line.openNotices) },
  { header: '等待办理', width: 24, value: (line) => line.waitsFor ?? '' },
  { header: '完成日期', width: 12, value: (line) => line.closedOn ?? '' },
];

/** The items as shown, as an Excel file. Recorded: what leaves the system as a file has left it for good. */
export async function exportItems(act: Act, planId: string, filter: ItemsFilter): Promise<Uint8Array> {
  const { rows } = await itemsOf(act.services, act.actor, planId, filter, true);
  await appendJournal(act, {
    chain: 'exports',
    action: 'work-plans.items-exported',
    payload: { planId, filter, rows: rows.length },
  });
  return printSheet('任务台账', COLUMNS, rows);
}
