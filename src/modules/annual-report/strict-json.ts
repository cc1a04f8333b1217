/** Limits are arbitrary; a report of a whole province with all its text stays far below them. */
export const LONGEST = 4_000_000;
const DEEPEST = 20;

export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/**
 * JSON as it stands in a file, UTF-8 with or without byte order mark. Beyond `JSON.parse` it refuses, in a sentence, what would be
 * read silently in one way or another: a key written twice, a number too large to hold, a nesting without end.
 */
export function readStrictJson(bytes: Uint8Array): JsonReading {
  if (bytes.length > LONGEST) return { problem: `文件超过 ${LONGEST} 字节的上限，不是年度报告的数据` };
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: '文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再试' };
  }
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: '文件不是完整的 JSON，请检查括号、引号和逗号' };
  }
  const problem = structureProblem(text);
  return problem ? { problem } : { value };
}

/** A text of a file, made fit to be said back: one line, no control or direction characters, not long. */
export function shown(text: string, longest = 40): string {
  const plain = [...text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim()];
  return plain.length <= longest ? plain.join('') : `${plain.slice(0, longest).join('')}…`;
}

/** What `JSON.parse` passes over. The text is known to be JSON, so that strings, numbers and marks are all there is to look at. */
function structureProblem(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let word = '';
  let name = '';
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]|-?\d[\d.eE+-]*/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) word = token;
    else if (token === ':') {
      name = String(JSON.parse(word));
      const names = open.at(-1);
      if (names?.has(name)) return `「${shown(name)}」在同一处写了两次，无法判断以哪一个为准，请删去一个`;
      names?.add(name);
    } else if (!Number.isFinite(Number(token))) return `「${shown(name)}」的数字太大，读不进来，请核对`; // 1e999 is correct JSON
    if (open.length > DEEPEST) return `文件的嵌套超过 ${DEEPEST} 层，不是年度报告的数据`;
  }
  return undefined;
}
