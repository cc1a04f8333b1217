import { LARGEST_EXPORT } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { printSheet, type SheetColumn } from '#platform/tables/spreadsheet.ts';
import type { RequestLine, RequestQuery } from './contract.ts';
import { requestLines } from './ledger.ts';

const COLUMNS: readonly SheetColumn<RequestLine>[] = [
  { header: '编号', width: 22, value: ({ number }) => number },
  { header: '摘要', width: 40, value: ({ title }) => title },
  { header: '到达日期', width: 12, value: ({ arrivedOn }) => arrivedOn },
  { header: '收到申请之日', width: 14, value: ({ receivedOn }) => receivedOn ?? '' },
  { header: '渠道', width: 20, value: ({ channelLabel }) => channelLabel },
  { header: '申请人类别', width: 14, value: ({ classLabel }) => classLabel },
  { header: '承办单位', width: 24, value: ({ leadUnit }) => leadUnit.name },
  { header: '状态', width: 14, value: ({ stateLabel }) => stateLabel },
  { header: '答复期限', width: 12, value: ({ dueOn }) => dueOn ?? '' },
  { header: '期限情况', width: 20, value: ({ light }) => light.words },
  { header: '答复类型', width: 30, value: ({ replyLabel }) => replyLabel ?? '' },
  { header: '答复日期', width: 12, value: ({ repliedOn }) => repliedOn ?? '' },
];

/** The ledger as shown, as an Excel file, without who asked. Recorded: what leaves the system as a file has left it for good. */
export async function exportRequests(act: Act, filter: Omit<RequestQuery, 'page' | 'size'>): Promise<Uint8Array> {
  const lines = await requestLines(act.services, act.actor, filter);
  await appendJournal(act, {
    chain: 'exports',
    action: 'requests.ledger-exported',
    payload: { filter, rows: lines.length, complete: lines.length < LARGEST_EXPORT },
  });
  return printSheet('依申请公开台账', COLUMNS, lines);
}
