import { addHidden, addText, type Reading } from './piece.ts';
import { picturePlace } from './picture.ts';
import type { Package } from './package.ts';
import { anyText, readXml } from './xml.ts';

/** What all three office formats have: properties, embedded files, pictures, links to elsewhere, data of add-ins, macros. */
export function readCommonParts(pack: Package, reading: Reading, read: ReadonlySet<string>): void {
  readProperties(pack, reading);
  const rest = pack.names.filter((name) => !read.has(name));
  readEmbedded(pack, reading, rest);
  readPictures(pack, reading, rest);
  readLinks(pack, reading);
  const data = rest
    .filter((name) => /^customXml\/item\d*\.xml$/i.test(name))
    .flatMap((name) => anyText(pack.xml(name)));
  addHidden(reading, 'hidden/data', '附带数据（customXml）', data, 'possible');
  const macros = pack.names.filter((name) => /vbaProject\.bin$|macrosheets\//i.test(name));
  if (macros.length > 0)
    reading.remarks.push({
      rule: 'hidden/macros',
      where: '宏',
      content: macros.join(' '),
      shown: macros.join('、'),
      confidence: 'certain',
    });
  readTheRest(pack, reading, rest);
}

/** Names programs write when nobody told them a name. */
const NOBODY =
  /^(?:administrator|admin|user|users|owner|un-?named|unknown|windows 用户|windows user|microsoft(?: office)?(?: user| 用户)?|微软用户|微软中国|用户|作者|系统管理员|管理员|python-docx|openpyxl|apache poi|docx|hucre|wps(?:[ _\d]+)?|wps office|libreoffice|pc|lenovo|dell|hp|thinkpad|sc|\d+)?$/i;
const LABELS: Readonly<Record<string, string>> = {
  creator: '作者',
  lastModifiedBy: '最后修改人',
  Manager: '经理',
  Company: '单位',
  title: '标题',
  subject: '主题',
  description: '备注',
  keywords: '标记',
  category: '类别',
  contentStatus: '状态',
  HyperlinkBase: '超链接基础',
};
const PEOPLE = new Set(['creator', 'lastModifiedBy', 'Manager']);

function readProperties(pack: Package, reading: Reading): void {
  const people: string[] = [];
  const others: string[] = [];
  for (const part of ['docProps/core.xml', 'docProps/app.xml']) {
    readXml(pack.xml(part), {
      text: (text, path) => {
        const label = LABELS[path.at(-1) ?? ''];
        if (!label || text.trim() === '') return;
        if (PEOPLE.has(path.at(-1) ?? '')) {
          if (!NOBODY.test(text.trim())) people.push(`${label}：${text.trim()}`);
        } else others.push(`${label}：${text.trim()}`);
      },
    });
  }
  addMetadata(reading, people, others);
  addHidden(reading, 'metadata/properties', '文件属性（自定义）', customProperties(pack), 'possible');
}

/** Names of people are a finding; titles and companies are only looked through, for they are mostly what is on the page. */
export function addMetadata(reading: Reading, people: readonly string[], others: readonly string[]): void {
  const named = people.filter((one) => !NOBODY.test(one.replace(/^[^：]*：/, '').trim()));
  addHidden(reading, 'metadata/author', '文件属性', named.length > 0 ? [named.join('，')] : [], 'likely');
  const companies = others.filter(
    (one) => /^(?:单位|备注|标记|超链接基础)：/.test(one) && !NOBODY.test(one.replace(/^[^：]*：/, '')),
  );
  addHidden(reading, 'metadata/properties', '文件属性', companies.length > 0 ? [companies.join('，')] : [], 'possible');
  addText(
    reading,
    '文件属性',
    others.map((one) => one.replace(/^[^：]*：/, '')),
    { place: 'margin' },
  );
}

function customProperties(pack: Package): string[] {
  const values: string[] = [];
  let name = '';
  readXml(pack.xml('docProps/custom.xml'), {
    open: (tag) => {
      if (tag.name === 'property') name = tag.attribute('name') ?? '';
    },
    text: (text) => {
      if (
        text.trim() !== '' &&
        !/^(?:KSOProductBuildVer|ICV|KSOTemplate|KSOSaveFontToCloudKey|KSORubyTemplateID)/.test(name)
      )
        values.push(`${name}：${text.trim()}`);
    },
  });
  return values;
}

function readEmbedded(pack: Package, reading: Reading, rest: readonly string[]): void {
  const embedded = rest.filter((name) =>
    /\/embeddings\/|\/activeX\/.*\.bin$|\/(?:ole|oleObject)[^/]*\.bin$/i.test(name),
  );
  if (embedded.length === 0) return;
  const names = embedded.map((name) => name.split('/').at(-1) ?? name);
  reading.remarks.push({
    rule: 'hidden/embedded',
    where: '嵌入的文件',
    content: names.join(' '),
    shown: names.join('、'),
    confidence: 'certain',
  });
  for (const [n, name] of embedded.entries()) reading.inner.push({ name: names[n] ?? name, bytes: pack.bytes(name) });
}

function readPictures(pack: Package, reading: Reading, rest: readonly string[]): void {
  const pictures = rest.filter((name) => /\/media\/|thumbnail\.(?:jpe?g|png|[ew]mf)$/i.test(name));
  if (pictures.length === 0) return;
  const shown = `共 ${pictures.length} 张`;
  reading.remarks.push({
    rule: 'unreadable/pictures',
    where: '文中图片',
    content: pictures.join(' '),
    shown,
    confidence: 'possible',
  });
  for (const name of pictures) {
    const { place, texts } = picturePlace(pack.bytes(name));
    const where = `文中图片 ${name.split('/').at(-1)}`;
    if (place)
      reading.remarks.push({ rule: 'metadata/place', where, content: place, shown: place, confidence: 'certain' });
    addHidden(reading, 'metadata/author', where, texts, 'likely');
  }
}

/** Where links lead: addresses of e-mail are scanned, paths of this machine or the inner network are findings. */
function readLinks(pack: Package, reading: Reading): void {
  const paths = new Set<string>();
  const links: string[] = [];
  for (const name of pack.names.filter((one) => /\.rels$/i.test(one))) {
    readXml(pack.xml(name), {
      open: (tag) => {
        const target = tag.attribute('Target') ?? '';
        if (tag.name !== 'Relationship' || tag.attribute('TargetMode') !== 'External') return;
        if (/^(?:file:|[a-z]:[\\/]|\\\\)|^https?:\/\/(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/i.test(target))
          paths.add(target);
        else links.push(target.replace(/^mailto:/i, ''));
      },
    });
  }
  addHidden(reading, 'metadata/path', '链接', [...paths], 'likely');
  addText(reading, '链接', links);
}

/** Parts nobody asked about (charts, diagrams, glossaries, add-ins): their text is looked through all the same. */
function readTheRest(pack: Package, reading: Reading, rest: readonly string[]): void {
  const known =
    /^(?:\[Content_Types\]|docProps\/|customXml\/)|\.rels$|\/(?:styles|theme\d*|fontTable|settings|webSettings|numbering|stylesWithEffects|presProps|viewProps|tableStyles|calcChain|metadata)\.xml$|\/theme\//i;
  for (const name of rest) {
    // Foreign chunks that Word shows as part of the text.
    if (/\.(?:x?html?|mht|txt|rtf|docx|pdf)$/i.test(name) && !name.includes('/embeddings/'))
      reading.inner.push({ name: name.split('/').at(-1) ?? name, bytes: pack.bytes(name) });
    if (!/\.xml$/i.test(name) || known.test(name)) continue;
    addText(reading, `内部部件 ${name.split('/').at(-1)}`, anyText(pack.xml(name)));
  }
}
