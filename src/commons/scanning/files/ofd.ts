import { addMetadata } from './common-parts.ts';
import type { Package } from './package.ts';
import { addHidden, addText, emptyReading, type Reading } from './piece.ts';
import { readXml } from './xml.ts';

/** OFD (GB/T 33190-2016): the text codes of its pages, annotations, properties, attachments. Pictures in it are not read. */
export function readOfd(pack: Package): Reading {
  const reading = emptyReading();
  const people: string[] = [];
  const others: string[] = [];
  readXml(pack.xml('OFD.xml'), {
    text: (text, path) => {
      const element = path.at(-1) ?? '';
      if (element === 'Author') people.push(`作者：${text}`);
      else if (['Title', 'Subject', 'Abstract', 'Keyword', 'CustomData'].includes(element))
        others.push(`${element === 'Title' ? '标题' : '备注'}：${text}`);
    },
  });
  addMetadata(reading, people, others);
  const pages = pack.names.filter((name) => /\/Pages\/.*Content\.xml$/i.test(name)).sort(byNumber);
  let characters = 0;
  const empty: number[] = [];
  for (const [n, part] of pages.entries()) {
    const lines = textCodes(pack.xml(part));
    characters += lines.join('').length;
    if (lines.length === 0) empty.push(n + 1);
    addText(reading, `第 ${n + 1} 页`, lines, { visible: true });
  }
  addUnread(reading, pages.length, characters, empty);
  for (const part of pack.names.filter((name) =>
    /\/(?:Tpls?|Temps?|Annots?|Annotations?)\/.*\.xml$|Annotation[^/]*\.xml$/i.test(name),
  )) {
    const lines = textCodes(pack.xml(part));
    if (/Annot/i.test(part)) addHidden(reading, 'hidden/comments', '注释', lines, 'likely');
    else addText(reading, '模板页', lines, { place: 'margin' });
  }
  const attached = pack.names.filter(
    (name) => /\/Attachs?\/|\/Attachments?\//i.test(name) && !/Attachments?\.xml$/i.test(name),
  );
  for (const name of attached) reading.inner.push({ name: name.split('/').at(-1) ?? name, bytes: pack.bytes(name) });
  if (attached.length > 0)
    reading.remarks.push({
      rule: 'hidden/embedded',
      where: '附件',
      content: attached.join(' '),
      shown: attached.join('、'),
      confidence: 'certain',
    });
  return reading;
}

function addUnread(reading: Reading, pages: number, characters: number, empty: readonly number[]): void {
  if (characters === 0) {
    const shown = pages === 0 ? 'OFD 文件里没有可以识别的页' : 'OFD 文件没有文字，可能是扫描件';
    reading.remarks.push({ rule: 'unreadable/file', where: '正文', content: shown, shown, confidence: 'certain' });
  } else if (empty.length > 0) {
    const shown = `第 ${empty.join('、')} 页`;
    reading.remarks.push({ rule: 'unreadable/pages', where: shown, content: shown, shown, confidence: 'possible' });
  }
}

/** Each TextObject is a line or a piece of one. */
function textCodes(xml: string): string[] {
  const lines: string[] = [];
  let line = '';
  readXml(xml, {
    text: (text, path) => {
      if (path.at(-1) === 'TextCode') line += text;
    },
    close: (name) => {
      if (name !== 'TextObject' && name !== 'Annot') return;
      if (line.trim() !== '') lines.push(line);
      line = '';
    },
  });
  return line.trim() === '' ? lines : [...lines, line];
}

const byNumber = (a: string, b: string) => numberOf(a) - numberOf(b);
const numberOf = (name: string) => Number(/Page_?(\d+)/i.exec(name)?.[1] ?? 0);
