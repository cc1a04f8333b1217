/** Small PDFs written by hand, each with something its reader is not meant to see: what the copy and the gate are tried on. */

const SECRET = '张晓明';
export { SECRET };

type Objects = readonly string[];

/** A file of these objects; the first is the catalogue. */
export function rawPdf(objects: Objects, trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const starts = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const rows = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(
    `${text}trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
}

const stream = (content: string, dictionary = ''): string =>
  `<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream`;
const wide = (text: string): string =>
  [...text].map((sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('');
/** A text string as PDF has it in dictionaries. */
const said = (text: string): string => `<feff${wide(text)}>`;
export const words = (text: string, x: number, y: number, before = ''): string =>
  `BT ${before} /F 20 Tf ${x} ${y} Td <${wide(text)}> Tj ET\n`;

/** Three objects, of which the first has this number. */
const fontAt = (first: number): Objects => [
  `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[${first + 1} 0 R]>>`,
  `<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor ${first + 2} 0 R>>`,
  '<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>',
];

interface Parts {
  readonly content?: string;
  readonly catalog?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly more?: Objects;
  readonly trailer?: string;
}

/** One page of 400 by 300 with the line 公开的内容, and what is added; further objects begin with number 8. */
export function onePage({
  content = '',
  catalog = '',
  page = '',
  resources = '',
  more = [],
  trailer = '',
}: Parts): Buffer {
  return rawPdf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>${resources}>>${page}>>`,
      stream(words('公开的内容', 40, 220) + content),
      ...fontAt(5),
      ...more,
    ],
    trailer,
  );
}

const secretLine = (before = '') => words(SECRET, 40, 120, before);
const picture = stream(
  '\xff'.repeat(3),
  '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB',
);

/** A page of 400 by 300 for each line. */
export function pages(...lines: readonly string[]): Buffer {
  const kids = lines.map((_line, i) => `${6 + i * 2} 0 R`).join(' ');
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${lines.length}>>`,
    ...fontAt(3),
    ...lines.flatMap((line, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents ${7 + i * 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      stream(words(line, 40, 220, '60 Tz')),
    ]),
  ]);
}

/** Each hides the secret in its own way. `seen`: it stands on the paper and must be covered by a person. */
export const HOSTILE: Readonly<Record<string, { readonly file: () => Buffer; readonly seen?: true }>> = {
  'white text': { file: () => onePage({ content: `1 1 1 rg ${secretLine()}` }) },
  'text that is not drawn (the layer under a scan)': { file: () => onePage({ content: secretLine('3 Tr') }) },
  'text under a picture': {
    file: () =>
      onePage({
        content: `${secretLine()} q 200 0 0 60 30 110 cm /I Do Q`,
        resources: '/XObject<</I 8 0 R>>',
        more: [picture],
      }),
  },
  'text under a black bar': { file: () => onePage({ content: `${secretLine()} 30 110 200 60 re f` }) },
  'text outside the crop box': { file: () => onePage({ content: secretLine(), page: '/CropBox[0 200 400 300]' }) },
  'a note': {
    file: () =>
      onePage({
        page: '/Annots[8 0 R]',
        more: [`<</Type/Annot/Subtype/Text/Rect[300 20 320 40]/Contents ${said(SECRET)}/T ${said(SECRET)}>>`],
      }),
  },
  'a field that is hidden': {
    file: () =>
      onePage({
        catalog: '/AcroForm<</Fields[8 0 R]>>',
        page: '/Annots[8 0 R]',
        more: [`<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V ${said(SECRET)}/Rect[40 20 200 40]/F 2>>`],
      }),
  },
  'a layer that is off': {
    file: () =>
      onePage({
        content: `/OC /L BDC ${secretLine()} EMC`,
        resources: '/Properties<</L 8 0 R>>',
        catalog: '/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]/Order[8 0 R]>>>>',
        more: ['<</Type/OCG/Name(hidden)>>'],
      }),
  },
  'an attached file': {
    file: () =>
      onePage({
        catalog: '/Names<</EmbeddedFiles<</Names[(a.txt) 8 0 R]>>>>',
        more: [
          '<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 9 0 R>>>>',
          stream(Buffer.from(SECRET).toString('latin1'), '/Type/EmbeddedFile'),
        ],
      }),
  },
  'a script': { file: () => onePage({ catalog: `/OpenAction<</S/JavaScript/JS ${said(`app.alert("${SECRET}")`)}>>` }) },
  properties: {
    file: () => onePage({ trailer: '/Info 8 0 R', more: [`<</Title ${said(SECRET)}/Author ${said(SECRET)}>>`] }),
  },
  'an earlier state of the file': {
    file: () => {
      const before = onePage({ content: secretLine() });
      const at = before.length;
      const now = words('公开的内容', 40, 220);
      const again = `4 0 obj\n${stream(now)}\nendobj\n`;
      const xref = at + again.length;
      const last = /startxref\n(\d+)/.exec(before.toString('latin1'))?.[1] ?? '0';
      return Buffer.concat([
        before,
        Buffer.from(
          `${again}xref\n4 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer<</Size 8/Root 1 0 R/Prev ${last}>>\nstartxref\n${xref}\n%%EOF\n`,
          'latin1',
        ),
      ]);
    },
  },
};
