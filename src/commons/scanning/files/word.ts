import { readCommonParts } from './common-parts.ts';
import type { Package } from './package.ts';
import { addHidden, addParagraphs, addText, emptyReading, type Reading } from './piece.ts';
import { readXml, type Tag } from './xml.ts';

/** Word: body, page heads and feet, notes, comments, revisions, hidden text, alternative texts, watermarks, and what all packages have. */
export function readWord(pack: Package): Reading {
  const reading = emptyReading();
  const hiddenStyles = hiddenStylesOf(pack.xml('word/styles.xml'));
  const main =
    [...pack.relations('').values()].find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const parts = pack.names.filter((name) => name === main || STORY.test(name));
  for (const part of parts) readStory(pack.xml(part), part === main ? '正文' : storyName(part), reading, hiddenStyles);
  readCommonParts(pack, reading, new Set(parts));
  return reading;
}

const STORY = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|glossary\/document)\.xml$/i;

function storyName(part: string): string {
  if (/header/i.test(part)) return '页眉';
  if (/footer/i.test(part)) return '页脚';
  if (/footnotes/i.test(part)) return '脚注';
  if (/endnotes/i.test(part)) return '尾注';
  if (/comments/i.test(part)) return '批注';
  return /glossary/i.test(part) ? '文档部件库' : '正文';
}

/** What becomes of the runs of a story; deleted, inserted and hidden pieces are kept apart. */
interface Story {
  readonly paragraphs: string[];
  readonly deleted: string[];
  readonly inserted: string[];
  readonly hidden: string[];
  readonly alternative: string[];
  readonly fields: string[];
  readonly watermarks: string[];
}

function readStory(xml: string, name: string, reading: Reading, hiddenStyles: ReadonlySet<string>): void {
  const story = storyOf(xml, hiddenStyles);
  if (name === '批注') addHidden(reading, 'hidden/comments', name, story.paragraphs);
  else {
    const place = name === '页眉' || name === '页脚' ? 'margin' : 'body';
    addParagraphs(reading, name, story.paragraphs, { place, visible: true });
  }
  addHidden(reading, 'hidden/text', `${name}隐藏文字`, story.hidden);
  addHidden(reading, 'hidden/revisions', `${name}修订（已删除的内容）`, story.deleted);
  addRevisions(reading, `${name}修订（插入的内容）`, story.inserted);
  addText(reading, `${name}替代文字`, story.alternative);
  addText(reading, `${name}域代码`, story.fields);
  addText(reading, '水印', story.watermarks, { place: 'margin' });
}

/** What was inserted is part of the text and scanned there; that it still shows as inserted is a finding. */
function addRevisions(reading: Reading, where: string, inserted: readonly string[]): void {
  const content = inserted.join('\n').trim();
  if (content === '') return;
  const shown = `共 ${inserted.length} 处，如：${inserted[0] ?? ''}`;
  reading.remarks.push({ rule: 'hidden/revisions', where, content, shown, confidence: 'certain' });
}

const WHITE = /^(?:fff[0-9a-f]{3}|f[d-f]f[d-f]f[d-f])$/i;

function storyOf(xml: string, hiddenStyles: ReadonlySet<string>): Story {
  const story: Story = {
    paragraphs: [],
    deleted: [],
    inserted: [],
    hidden: [],
    alternative: [],
    fields: [],
    watermarks: [],
  };
  const lines: string[] = [];
  let hiddenRun = false;
  let hiddenParagraph = false;
  const open = (tag: Tag, path: readonly string[]) => {
    const { name, attribute } = tag;
    if (name === 'p') {
      lines.push('');
      hiddenParagraph = false;
    } else if (name === 'r') hiddenRun = hiddenParagraph;
    else if (name === 'pStyle') hiddenParagraph = hiddenStyles.has(attribute('val') ?? '');
    else if (path.at(-1) === 'rPr' && path.at(-2) === 'r') hiddenRun ||= hides(tag, hiddenStyles);
    else if (name === 'docPr' || name === 'cNvPr')
      story.alternative.push(attribute('descr') ?? '', attribute('title') ?? '');
    else if (name === 'textpath') story.watermarks.push(attribute('string') ?? '');
    else if (name === 'shape' && attribute('alt')) story.alternative.push(attribute('alt') ?? '');
    else if (name === 'tab' && path.at(-1) === 'r') append(lines, '\t');
    else if ((name === 'br' || name === 'cr') && path.at(-1) === 'r') append(lines, '\n');
    else if (name === 'noBreakHyphen') append(lines, '-');
  };
  const text = (value: string, path: readonly string[]) => {
    const element = path.at(-1);
    if (element === 'instrText' || element === 'delInstrText') story.fields.push(value);
    if (element !== 't' && element !== 'delText') return;
    if (element === 'delText' || path.includes('del') || path.includes('moveFrom')) story.deleted.push(value);
    else if (hiddenRun) story.hidden.push(value);
    else {
      append(lines, value);
      if (path.includes('ins') || path.includes('moveTo')) story.inserted.push(value);
    }
  };
  const close = (name: string) => {
    if (name === 'p') story.paragraphs.push(lines.pop() ?? '');
    if (name === 'r') hiddenRun = false;
  };
  readXml(xml, { open, text, close });
  return story;
}

function append(lines: string[], text: string): void {
  lines.push(`${lines.pop() ?? ''}${text}`);
}

const on = (value: string | undefined) => value === undefined || !/^(?:0|false|off|none)$/i.test(value);

/** Hidden by order, white, or too small to be seen (up to two points). */
function hides({ name, attribute }: Tag, hiddenStyles: ReadonlySet<string>): boolean {
  const value = attribute('val');
  if (name === 'vanish' || name === 'specVanish' || name === 'webHidden') return on(value);
  if (name === 'color') return WHITE.test(value ?? '');
  if (name === 'sz') return Number(value) > 0 && Number(value) <= 4;
  return name === 'rStyle' && hiddenStyles.has(value ?? '');
}

function hiddenStylesOf(xml: string): Set<string> {
  const hidden = new Set<string>();
  let style = '';
  readXml(xml, {
    open: ({ name, attribute }, path) => {
      if (name === 'style') style = attribute('styleId') ?? '';
      if (name === 'vanish' && path.at(-1) === 'rPr' && path.at(-2) === 'style' && on(attribute('val')))
        hidden.add(style);
    },
  });
  return hidden;
}
