import { zip } from '#platform/testing/zip.ts';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const paragraph = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;

export const relations = (...targets: readonly (readonly [type: string, target: string, external?: boolean])[]) =>
  `<Relationships ${RELATIONS}>${targets
    .map(
      ([type, target, external], n) =>
        `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

/** A Word document of raw parts: `body` within `w:body`, others by their names. */
export const wordOf = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  });

export const storyOf = (root: string, inside: string) => `<?xml version="1.0"?><w:${root} ${W}>${inside}</w:${root}>`;

export interface SheetParts {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Within `worksheet`. */
  readonly xml: string;
  readonly relations?: string;
}

/** Rows of texts as `sheetData`, every cell an inline string. */
export const rowsOf = (...rows: readonly (readonly string[])[]) =>
  `<sheetData>${rows.map((row, r) => rowOf(r + 1, row)).join('')}</sheetData>`;

export const rowOf = (number: number, cells: readonly string[], attributes = '') =>
  `<row r="${number}" ${attributes}>${cells
    .map((text, c) => `<c r="${'ABCDEFGH'.charAt(c)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')}</row>`;

export function workbookOf(
  sheets: readonly SheetParts[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
  names = '',
): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets>${sheets
      .map(
        ({ name, state }, n) =>
          `<sheet name="${name}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="rId${n + 1}"/>`,
      )
      .join('')}</sheets>${names}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
    ),
  };
  for (const [n, sheet] of sheets.entries()) {
    parts[`xl/worksheets/sheet${n + 1}.xml`] = `<worksheet>${sheet.xml}</worksheet>`;
    if (sheet.relations) parts[`xl/worksheets/_rels/sheet${n + 1}.xml.rels`] = sheet.relations;
  }
  return zip({ ...parts, ...more });
}

const A =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const slideText = (text: string) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1" name="t"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;

/** Slides of one line each. */
export function slidesOf(
  slides: readonly { readonly text: string; readonly hidden?: boolean; readonly relations?: string }[],
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'ppt/presentation.xml': `<p:presentation ${A} xmlns:r="${OFFICE}"><p:sldIdLst>${slides
      .map((_, n) => `<p:sldId id="${256 + n}" r:id="rId${n + 1}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      ...slides.map((_, n) => ['slide', `slides/slide${n + 1}.xml`] as const),
    ),
  };
  for (const [n, { text, hidden, relations: own }] of slides.entries()) {
    parts[`ppt/slides/slide${n + 1}.xml`] =
      `<p:sld ${A}${hidden ? ' show="0"' : ''}><p:cSld>${slideText(text)}</p:cSld></p:sld>`;
    if (own) parts[`ppt/slides/_rels/slide${n + 1}.xml.rels`] = own;
  }
  return zip({ ...parts, ...more });
}

export const noteOf = (text: string) => `<p:notes ${A}>${slideText(text)}</p:notes>`;
export const commentOf = (text: string) => `<p:cmLst ${A}><p:cm><p:text>${text}</p:text></p:cm></p:cmLst>`;

/** An OFD of one page. */
export const ofdOf = (
  lines: readonly string[],
  author = '',
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array =>
  zip({
    'OFD.xml': `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:Author>${author}</ofd:Author></ofd:DocInfo></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Layer>${lines
      .map((line) => `<ofd:TextObject><ofd:TextCode>${line}</ofd:TextCode></ofd:TextObject>`)
      .join('')}</ofd:Layer></ofd:Page>`,
    ...more,
  });
