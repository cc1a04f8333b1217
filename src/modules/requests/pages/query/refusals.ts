import { readQueryCode } from '#kernel/query-code.ts';
import { readReceipt } from '../../tracking/tracking.ts';

/** Why nothing is found, at the field it is about; for two that may well be right the same words whether the number is not there or the code is another's. */
export function pairErrors({
  receipt,
  code,
}: {
  readonly receipt: string;
  readonly code: string;
}): Record<string, string> {
  const errors = {
    ...(receiptError(receipt) && { receipt: receiptError(receipt) ?? '' }),
    ...(codeError(code) && { code: codeError(code) ?? '' }),
  };
  return Object.keys(errors).length > 0 ? errors : NOT_THERE;
}

function receiptError(receipt: string): string | undefined {
  if (receipt === '') return '请填写回执编号';
  return readReceipt(receipt) ? undefined : '回执编号写得不对：应像 20261122-7K3M9QXD 这样，请对照回执核对';
}

/** Its last sign is the sum of the others, so that a slip is told from a code that is another's (`kernel/query-code.ts`). */
function codeError(code: string): string | undefined {
  if (code === '') return '请填写查询码';
  if (readQueryCode(code)) return undefined;
  return '查询码抄错或者少了字：一共20位，没有字母 I、L、O 和数字 0、1，请对照回执逐个核对';
}

const NOT_THERE = { receipt: '没有找到编号和查询码都相符的申请，请对照回执，把这两项再核对一遍' };
export const NO_FILE = { receipt: '没有找到这份材料，请重新查询后下载' };
export const EXPIRED = { code: '页面打开的时间较长，为了安全请重新填写编号和查询码' };
