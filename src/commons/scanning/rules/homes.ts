import type { Hit } from '../finding.ts';
import type { Source } from './source.ts';

const PLACE = '[\\u4e00-\\u9fa5A-Za-z0-9\\-()]';
const DOOR = new RegExp(
  `${PLACE}{2,40}?\\d{1,5}\\s?号?${PLACE}{0,16}?[\\dA-Za-z甲乙丙丁一二三四五六七八九十]{1,4}\\s?(?:栋|幢|座|号楼|单元)${PLACE}{0,8}?\\d{2,4}\\s?(?:室|户|房|号)?`,
);
const VILLAGE = new RegExp(
  `${PLACE}{2,30}?(?:村|屯|寨|社区|居委会)${PLACE}{0,10}?[\\d一二三四五六七八九十]{1,4}\\s?(?:组|号|队|户)`,
);
const STREET = new RegExp(
  `${PLACE}{2,30}?(?:路|街|巷|弄|里|道|园|苑|村|小区|新村)${PLACE}{0,8}?\\d{1,5}\\s?号${PLACE}{0,12}`,
);

const AT_START = [DOOR, STREET, VILLAGE].map(({ source }) => new RegExp(`^(?:${source})`));

/** A home: said to be one, with a number at the door. An enterprise's or office's address is public and is not one. */
export function* homes(source: Source): Generator<Hit> {
  const { text } = source;
  for (const found of text.matchAll(
    /家庭(?:住址|地址)|现住址|居住地址|户籍(?:地址|所在地|地)|家住|现住|住址|居住于|(?<=[,，、。(:])住(?=[\u4e00-\u9fa5]{2,12}[省市县区])/g,
  )) {
    const from = found.index + found[0].length;
    if (/^(?:信息|等|的|变更|证明|登记|不明|区)/.test(text.slice(from, from + 4))) continue;
    const lead = text.slice(Math.max(0, found.index - 16), found.index);
    if (/公司|企业|经营|办公|机构$/.test(lead)) continue;
    const rest = /^[\s:为在是于\u241f|]*/.exec(text.slice(from, from + 8))?.[0].length ?? 0;
    const hit = addressAt(text, from + rest);
    if (hit) yield hit;
  }
  yield* homesInColumns(source);
}

function addressAt(text: string, start: number): Hit | undefined {
  const piece = /^[^。;\n\u241f]{0,70}/.exec(text.slice(start, start + 70))?.[0] ?? '';
  if (/^[^,，]*(?:[*×]{2}|某(?:小区|路|村|号))/.test(piece)) return undefined;
  if (!/[\d一二三四五六七八九十]/.test(piece) || !/[号栋幢座组队户单]/.test(piece)) return undefined;
  for (const pattern of AT_START) {
    const found = pattern.exec(piece)?.[0];
    if (found) return { rule: 'address/home', start, end: start + found.length, value: found, confidence: 'likely' };
  }
  return undefined;
}

/** In a table the head of the column says whose address it is. */
function* homesInColumns({ text, label }: Source): Generator<Hit> {
  for (const cell of text.matchAll(/(?<=\u241f|\n|^)[^\u241f\n]{6,80}/g)) {
    if (!/住址|家庭地址|户籍/.test(label(cell.index))) continue;
    const hit = addressAt(text, cell.index);
    if (hit) yield hit;
  }
}
