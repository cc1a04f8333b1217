import { TYPEFACES } from './docx-typefaces.ts';
import { halfPoints, twips } from './docx-units.ts';
import type { Face } from './fonts.ts';
import { CELL, PITCH, SIZE, SMALL_PITCH, TABLE_PITCH, TITLE_PITCH } from './page-form.ts';

/** The names of the styles, for the paragraphs that use them. `Title` and `Heading1` to `4` are Word's own, so that its outline shows them. */
export type StyleName =
  | 'Title'
  | `Heading${1 | 2 | 3 | 4}`
  | 'LetterText'
  | 'OffGrid'
  | 'TableHead'
  | 'TableText'
  | 'Foot';

interface Style {
  readonly id: StyleName;
  readonly name: string;
  readonly face: Face;
  readonly size: number;
  readonly pitch: number;
  readonly indented?: boolean;
  /** Whether its lines stand on the lines of the page. LibreOffice rounds even exact heights to the grid unless told. */
  readonly onGrid?: boolean;
  readonly align: 'both' | 'center' | 'left' | 'right';
  readonly outline?: number;
}

const BODY = { size: SIZE.body, pitch: PITCH, indented: true, onGrid: true, align: 'both' } as const;

const STYLES: readonly Style[] = [
  { id: 'Title', name: 'Title', face: 'title', size: SIZE.title, pitch: TITLE_PITCH, align: 'center' },
  { id: 'Heading1', name: 'heading 1', face: 'heading', ...BODY, outline: 0 },
  { id: 'Heading2', name: 'heading 2', face: 'subheading', ...BODY, outline: 1 },
  { id: 'Heading3', name: 'heading 3', face: 'body', ...BODY, outline: 2 },
  { id: 'Heading4', name: 'heading 4', face: 'body', ...BODY, outline: 3 },
  { id: 'LetterText', name: '公文正文', face: 'body', ...BODY },
  { id: 'OffGrid', name: '公文版头', face: 'body', size: SIZE.body, pitch: SIZE.body * 1.25, align: 'right' },
  { id: 'TableHead', name: '公文表头', face: 'heading', size: SIZE.table, pitch: TABLE_PITCH, align: 'left' },
  { id: 'TableText', name: '公文表格', face: 'body', size: SIZE.table, pitch: TABLE_PITCH, align: 'left' },
  { id: 'Foot', name: '公文版记', face: 'body', size: SIZE.small, pitch: SMALL_PITCH, align: 'both' },
];

/** `word/styles.xml`. Normal is 3号仿宋, 28 characters in a line, without the extra space that Word puts between Chinese and digits. */
export function stylesPart(): string {
  const normal = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>${height(PITCH)}<w:jc w:val="both"/></w:pPr><w:rPr>${type('body', SIZE.body)}</w:rPr></w:style>`;
  const table = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${type('body', SIZE.body)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${normal}${table}${STYLES.map(stylePart).join('')}</w:styles>`;
}

/** The children of w:pPr stand in the order of the schema (ECMA-376 part 1, 17.3.1.26). */
function stylePart({ id, name, face, size, pitch, indented, onGrid, align, outline }: Style): string {
  const paragraph = [
    outline === undefined ? '' : '<w:keepNext/>',
    onGrid ? '' : '<w:snapToGrid w:val="0"/>',
    height(pitch),
    indented ? `<w:ind w:firstLineChars="200" w:firstLine="${twips(2 * CELL)}"/>` : '',
    `<w:jc w:val="${align}"/>`,
    outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`,
  ].join('');
  const run = `${type(face, size)}`;
  return `<w:style w:type="paragraph" w:customStyle="${/^(?:Title|Heading)/.test(id) ? 0 : 1}" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

/** A line of exactly that height. */
const height = (pitch: number): string =>
  `<w:spacing w:before="0" w:after="0" w:line="${twips(pitch)}" w:lineRule="exact"/>`;

/** Body text is set a little closer, so that 28 characters fill the line. */
const CLOSER = -Math.ceil((SIZE.body - CELL) * 20);

/** Latin letters and digits in Times New Roman, as offices do. */
const type = (face: Face, size: number): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${TYPEFACES[face].name}"/><w:spacing w:val="${size === SIZE.body ? CLOSER : 0}"/><w:sz w:val="${halfPoints(size)}"/><w:szCs w:val="${halfPoints(size)}"/>`;
