/**
 * JSON with exactly one spelling, so that a hash made today can be checked in twenty years by someone else's program:
 * no white space, object keys sorted by UTF-16 code units, numbers and strings as ECMAScript writes them (RFC 8785).
 * Refuses with a TypeError, naming the place, whatever JSON would drop or change silently: undefined, functions, symbols, bigints,
 * NaN, infinities, dates, maps and other class instances, holes in arrays, half surrogate pairs, and nesting deeper than 64.
 */
export function canonicalJson(value: unknown): string {
  return spell(value, '$', 0);
}

const DEEPEST = 64;

function spell(value: unknown, place: string, depth: number): string {
  if (depth > DEEPEST) throw new TypeError(`${place}：嵌套超过 ${DEEPEST} 层`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string') return spellText(value, place);
  if (Array.isArray(value))
    return `[${Array.from(value, (item, i) => spell(item, `${place}[${i}]`, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) return spellObject(value, place, depth);
  throw new TypeError(`${place}：不能写成规范 JSON 的值（${typeof value}）`);
}

function spellObject(value: Readonly<Record<string, unknown>>, place: string, depth: number): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${spellText(key, place)}:${spell(value[key], `${place}.${key}`, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function spellText(text: string, place: string): string {
  if (!text.isWellFormed()) throw new TypeError(`${place}：文字中有不完整的代理对`);
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0;
}
