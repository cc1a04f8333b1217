import iconv from 'iconv-lite';

export type Decoded = { readonly text: string; readonly encoding: string } | { readonly refusal: string };

const notText = { refusal: '文件不是可以读取的文字' } as const;
const unknownEncoding = {
  refusal: '文件的文字编码无法识别，读出来是乱码，请另存为 UTF-8 编码后再上传',
} as const;

/**
 * Text from bytes: UTF-8 with or without BOM, UTF-16 either way round, GB18030 (GB/T 18030, which contains GBK and
 * GB 2312). Never guesses: what does not read as Chinese office prose is refused rather than shown garbled.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return accept(strict(bytes, 'utf-16le'), 'UTF-16LE');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return accept(strict(bytes, 'utf-16be'), 'UTF-16BE');
  if (bytes.includes(0)) return withoutMark(bytes);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== undefined) return accept(utf8, 'UTF-8');
  const text = iconv.decode(Buffer.from(bytes), 'gb18030');
  if (hasControls(text)) return notText;
  return readsAsChinese(bytes, text) ? { text, encoding: 'GB18030' } : unknownEncoding;
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 that lost its mark still has zero bytes in its digits and line ends; anything else with zeros is not text. */
function withoutMark(bytes: Uint8Array): Decoded {
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const text = strict(bytes, encoding);
    if (text === undefined || hasControls(text)) continue;
    const usual = text.match(/[\t\n\r -~\u3000-\u303f\u4e00-\u9fa5\uff00-\uffef\u2010-\u2026]/g)?.length ?? 0;
    if (usual > text.length * 0.95) return { text, encoding: encoding.toUpperCase() };
  }
  return notText;
}

function accept(text: string | undefined, encoding: string): Decoded {
  if (text === undefined || hasControls(text)) return notText;
  // The two scars of text that was already ruined before it was saved.
  if (/锟斤拷|烫烫烫|\ufffd/.test(text)) return unknownEncoding;
  return { text, encoding };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hasControls = (text: string) => /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text);

const common =
  /[的一是在不了有和人中大为上国会以要地作出对工公开信息政务管理部门行处办法市省局进加强推进责任单位年月日]/g;

/**
 * Almost any byte string is *some* GB18030, so being decodable proves nothing. Chinese prose keeps to the 3,755
 * characters of level one (lead bytes B0–D7) and to symbols; Big5, Shift JIS, Latin and broken UTF-8 read as GB do
 * not. Korean and Japanese may, but then lack the most common Chinese characters.
 */
function readsAsChinese(bytes: Uint8Array, text: string): boolean {
  if (text.includes('\ufffd')) return false;
  let pairs = 0;
  let usual = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) usual += 1;
  }
  if (usual < pairs * 0.85) return false;
  const hanzi = text.match(/[\u4e00-\u9fa5]/g)?.length ?? 0;
  return hanzi < 30 || (text.match(common)?.length ?? 0) > hanzi * 0.05;
}
