import type { ExtractionLimits } from '#platform/extraction/blocks.ts';
import { readCommonParts } from './common-parts.ts';
import type { Package } from './package.ts';
import { addHidden, addText, emptyReading, type Reading } from './piece.ts';
import { hiddenFormats, readSheet, type Sheet, sharedStrings } from './sheet.ts';
import { addGrid } from './grid.ts';
import { readXml, textsOf } from './xml.ts';

interface SheetEntry {
  readonly name: string;
  readonly state: string;
  readonly part: string;
}

/** Excel: every sheet with what is hidden in it, comments, names, links to other files, source data of pivot tables. */
export function readSpreadsheet(pack: Package, limits: ExtractionLimits): Reading {
  const reading = emptyReading();
  const workbook = pack.xml('xl/workbook.xml');
  const strings = sharedStrings(pack.xml('xl/sharedStrings.xml'));
  const formats = hiddenFormats(pack.xml('xl/styles.xml'));
  const context = { strings, formats, used: new Set<number>(), mostCells: limits.cells };
  const read = new Set(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml']);
  for (const entry of sheetsOf(workbook, pack)) {
    read.add(entry.part);
    addSheet(reading, entry, readSheet(pack.xml(entry.part), context));
    addSheetComments(pack, reading, entry, read);
  }
  // Texts of cells that were deleted may stay in the file.
  addHidden(
    reading,
    'hidden/data',
    '残留文字',
    strings.filter((_, n) => !context.used.has(n)),
    'possible',
  );
  addNames(reading, workbook);
  addLinksAndSources(pack, reading, read);
  readCommonParts(pack, reading, read);
  return reading;
}

function sheetsOf(workbook: string, pack: Package): SheetEntry[] {
  const relations = pack.relations('xl/workbook.xml');
  const sheets: SheetEntry[] = [];
  readXml(workbook, {
    open: ({ name, attribute }) => {
      if (name !== 'sheet') return;
      const part = relations.get(attribute('id') ?? '')?.target ?? '';
      sheets.push({ name: attribute('name') ?? '', state: attribute('state') ?? 'visible', part });
    },
  });
  return sheets;
}

function addSheet(reading: Reading, { name, state }: SheetEntry, sheet: Sheet): void {
  const hidden = state !== 'visible';
  const where = `${hidden ? '隐藏' : ''}工作表「${name}」`;
  if (hidden) {
    const content = sheet.cells.map(({ text }) => text).join('\n');
    const how = state === 'veryHidden' ? '深度隐藏，Excel 菜单中看不到' : '隐藏';
    const shown = `「${name}」${how}，${sheet.cells.length} 个单元格有内容`;
    reading.remarks.push({ rule: 'hidden/sheet', where, content, shown, confidence: 'certain' });
  }
  const unseen = sheet.cells.filter((cell) => cell.hidden);
  if (!hidden && unseen.length > 0) {
    const content = unseen.map(({ ref, text }) => `${ref} ${text}`).join('\n');
    const shown = `${unseen.length} 个单元格有内容，如 ${unseen[0]?.ref}：${unseen[0]?.text}`;
    reading.remarks.push({ rule: 'hidden/cells', where: `${where}隐藏的行列`, content, shown, confidence: 'certain' });
  }
  addGrid(reading, where, sheet.cells, !hidden);
  addText(reading, `${where}页眉页脚`, sheet.margins, { place: 'margin' });
  addText(reading, `${where}数据验证和公式`, sheet.formulas);
}

function addSheetComments(pack: Package, reading: Reading, { name, part }: SheetEntry, read: Set<string>): void {
  for (const { target, type } of pack.relations(part).values()) {
    if (type !== 'comments' && type !== 'threadedComment') continue;
    read.add(target);
    addHidden(
      reading,
      'hidden/comments',
      `工作表「${name}」批注`,
      textsOf(pack.xml(target), ['t', 'text'], type === 'comments' ? 'comment' : 'threadedComment'),
    );
  }
}

/** Names people gave to ranges are harmless; hidden ones and those that hold a value are not seen by anyone. */
function addNames(reading: Reading, workbook: string): void {
  const hidden: string[] = [];
  const values: string[] = [];
  let current: { name: string; hidden: boolean } | undefined;
  readXml(workbook, {
    open: ({ name, attribute }) => {
      if (name === 'definedName')
        current = { name: attribute('name') ?? '', hidden: /^(?:1|true)$/.test(attribute('hidden') ?? '') };
    },
    text: (text, path) => {
      if (path.at(-1) !== 'definedName' || !current || /^_xlnm|^_xlchart/.test(current.name)) return;
      if (current.hidden) hidden.push(`${current.name}：${text}`);
      else values.push(`${current.name}：${text}`);
    },
  });
  addHidden(reading, 'hidden/names', '定义名称', hidden, 'likely');
  addText(reading, '定义名称', values);
}

function addLinksAndSources(pack: Package, reading: Reading, read: Set<string>): void {
  const external = pack.names.filter((name) => /^xl\/externalLinks\/[^/]+\.xml$/i.test(name));
  const linked = external.flatMap((part) => {
    read.add(part);
    const targets = [...pack.relations(part).values()].map(({ target }) => target);
    return [...targets, ...textsOf(pack.xml(part), ['v'], 'cell')];
  });
  addHidden(reading, 'hidden/external', '外部链接', linked, 'likely');
  const caches = pack.names.filter((name) => /^xl\/pivotCache\/[^/]+\.xml$/i.test(name));
  addHidden(
    reading,
    'hidden/source-data',
    '数据透视表',
    caches.flatMap((part) => {
      read.add(part);
      return cachedValues(pack.xml(part));
    }),
    'likely',
  );
  const connections = pack.names.filter((name) => /^xl\/connections\.xml$/i.test(name));
  addHidden(
    reading,
    'hidden/external',
    '数据连接',
    connections.flatMap((part) => {
      read.add(part);
      return connectionsOf(pack.xml(part));
    }),
    'likely',
  );
}

function cachedValues(xml: string): string[] {
  const values: string[] = [];
  readXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 's' || name === 'n') values.push(plainNumber(attribute('v') ?? ''));
    },
  });
  return values;
}

function connectionsOf(xml: string): string[] {
  const found: string[] = [];
  readXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 'dbPr') found.push(attribute('connection') ?? '');
      if (name === 'connection') found.push(attribute('odcFile') ?? attribute('sourceFile') ?? '');
      if (name === 'webPr') found.push(attribute('url') ?? '');
    },
  });
  return found;
}

const plainNumber = (value: string) => (/^[1-9](?:\.\d+)?E\+?\d+$/i.test(value) ? Number(value).toFixed(0) : value);
