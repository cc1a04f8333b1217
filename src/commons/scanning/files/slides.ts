import { readCommonParts } from './common-parts.ts';
import type { Package } from './package.ts';
import { addHidden, addText, emptyReading, type Reading } from './piece.ts';
import { readXml } from './xml.ts';

/** PowerPoint: slides in order, hidden ones, notes, comments, alternative texts. */
export function readSlides(pack: Package): Reading {
  const reading = emptyReading();
  const read = new Set(['ppt/presentation.xml']);
  for (const [n, part] of slideParts(pack).entries()) {
    read.add(part);
    const { lines, alternative, hidden } = slideOf(pack.xml(part));
    const where = `第 ${n + 1} 张幻灯片`;
    if (hidden) addHidden(reading, 'hidden/slide', `${where}（隐藏）`, [lines.join('，') || '没有文字']);
    else addText(reading, where, lines, { visible: true });
    addText(reading, `${where}替代文字`, alternative);
    for (const { target, type } of pack.relations(part).values()) {
      if (type !== 'notesSlide' && type !== 'comments') continue;
      read.add(target);
      const { lines: said } = slideOf(pack.xml(target));
      if (type === 'notesSlide') addHidden(reading, 'hidden/notes', `${where}备注`, said, 'likely');
      else addHidden(reading, 'hidden/comments', `${where}批注`, said);
    }
  }
  readCommonParts(pack, reading, read);
  return reading;
}

function slideParts(pack: Package): string[] {
  const relations = pack.relations('ppt/presentation.xml');
  const parts: string[] = [];
  readXml(pack.xml('ppt/presentation.xml'), {
    open: ({ name, attribute }, path) => {
      // Of the two attributes named id, the one of the relation begins with letters.
      if (name !== 'sldId' || path.at(-1) !== 'sldIdLst') return;
      const target = relations.get(attribute('r:id') ?? '')?.target;
      if (target) parts.push(target);
    },
  });
  const rest = pack.names.filter((name) => /^ppt\/slides\/[^/]+\.xml$/i.test(name) && !parts.includes(name));
  return [...parts, ...rest];
}

function slideOf(xml: string): { lines: string[]; alternative: string[]; hidden: boolean } {
  const lines: string[] = [];
  const alternative: string[] = [];
  let hidden = false;
  let line = '';
  readXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 'sld') hidden = /^(?:0|false)$/.test(attribute('show') ?? '');
      if (name === 'cNvPr') alternative.push(attribute('descr') ?? '', attribute('title') ?? '');
    },
    text: (text, path) => {
      // Fields are page numbers and dates.
      if ((path.at(-1) === 't' && !path.includes('fld')) || path.at(-1) === 'text') line += text;
    },
    close: (name) => {
      if (name !== 'p' && name !== 'cm') return;
      if (line.trim() !== '') lines.push(line);
      line = '';
    },
  });
  return { lines, alternative, hidden };
}
