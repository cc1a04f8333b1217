import { AppError } from '#kernel/errors.ts';
import type { ByteRange } from './folder-storage.ts';

/**
 * The part of a file that a request asks for (RFC 9110, one range of bytes): undefined for the whole, also when the range is
 * none we understand or `If-Range` names another state of the file. Refuses with 416 what lies behind its end.
 */
export function askedRange(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | string[] | undefined },
  size: number,
  etag: string,
): ByteRange | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '');
  const ifRange = headers['if-range'];
  if (!found || (found[1] === '' && found[2] === '') || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const [, first = '', last = ''] = found;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new AppError('range', 416, ['请求的范围超出了文件的长度，请重新打开']);
  return { start, end };
}

/** What an answer says of its length: of a part with its place in the whole, else of the whole. */
export const rangeHeaders = (range: ByteRange | undefined, size: number): Record<string, string | number> => ({
  'accept-ranges': 'bytes',
  'content-length': range ? range.end - range.start + 1 : size,
  ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
});
