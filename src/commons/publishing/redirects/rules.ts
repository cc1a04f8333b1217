/** A line as it was typed, read: an old address and a new one. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Where staff work, what machines ask for and the way in: never moved. */
const FIXED = /^\/(workbench|api|open|media|healthz|readyz|metrics|expert)(\/|$)/;
const ADDRESS = /^\/[\w.~!$&'()*+,;=:@%/?-]{0,299}$/;

/** Reads lines of `old,new`; what is none is told with its number, so that the lines can be mended where they stand. */
export function readMoves(text: string): { readonly moves: readonly Move[]; readonly defects: readonly string[] } {
  const moves: Move[] = [];
  const defects: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [from = '', to = '', more] = line.trim().split(/[\s,，]+/);
    const odd =
      more !== undefined || to === ''
        ? '应是旧地址和新地址两项，中间用空格或者逗号隔开'
        : (oddAddress(from) ?? oddAddress(to));
    if (odd) defects.push(`第 ${at + 1} 行「${line.trim().slice(0, 60)}」：${odd}`);
    else if (FIXED.test(from) || from === '/')
      defects.push(`第 ${at + 1} 行：${from} 是系统自己的地址，不能改指，请删去这一行`);
    else moves.push({ from: plain(from), to: plain(to) });
  }
  return { moves, defects };
}

function oddAddress(path: string): string | undefined {
  if (!path.startsWith('/') || path.startsWith('//')) return `${path.slice(0, 40)} 不是本站地址，地址以一个 / 开头`;
  return ADDRESS.test(path) ? undefined : `${path.slice(0, 40)} 里有地址不能有的字符，请从浏览器地址栏复制`;
}

/** One spelling: no slash at the end. */
export const plain = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path);

/**
 * New moves beside those in force, each led to where its way ends, so that nobody is sent on twice. Refuses an address that
 * is moved twice and a way that comes back to where it began.
 */
export function settled(
  added: readonly Move[],
  inForce: ReadonlyMap<string, string>,
): { readonly moves: readonly Move[]; readonly defects: readonly string[] } {
  const all = new Map(inForce);
  const defects: string[] = [];
  for (const { from, to } of added) {
    if (all.has(from)) defects.push(`${from} 已经改指 ${all.get(from)}，不能再指别处；请先停用原来的`);
    else all.set(from, to);
  }
  if (defects.length > 0) return { moves: [], defects };
  const moves = added.map(({ from }) => ({ from, to: endOf(from, all) }));
  for (const { from, to } of moves) if (to === undefined) defects.push(`${from} 转来转去又回到自己，形成循环`);
  return { moves: moves.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }])), defects };
}

/** Where a way ends; undefined when it goes round. */
export function endOf(from: string, all: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set([from]);
  let at = all.get(from);
  while (at !== undefined) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    const next = all.get(at);
    if (next === undefined) return at;
    at = next;
  }
  return undefined;
}
