import { chartCells, chartDefects, type ChartKind, isChart } from './charts.ts';
import { type BodyElement, type BodyNode, elementsIn, readBody, textIn } from './html.ts';
import { mediaHash } from './vocabulary.ts';

// What is looked at while a text is written, in the browser and at the gate alike: can everybody read it, and read it easily.

export const WRITING_CHECKS = {
  'heading-order': '标题层级',
  'heading-empty': '空标题',
  'heading-lost': '像标题的段落',
  'table-header': '表头',
  'table-caption': '表题',
  'picture-words': '替代文字',
  video: '字幕和文字稿',
  chart: '图表数据',
  'link-words': '链接文字',
  'sentence-long': '长句',
  'paragraph-long': '长段',
  'paragraph-empty': '空段落',
  'list-by-hand': '手工编号',
  'attachment-link': '附件链接',
  'required-part': '必备内容',
} as const;
export type WritingCheck = keyof typeof WRITING_CHECKS;

/** Where a finding stands: the block of the text by its place among all blocks, from 0. */
export interface WritingPlace {
  readonly block: number;
  /** As people find it: 第 3 段. */
  readonly words: string;
}

export interface WritingFinding {
  readonly check: WritingCheck;
  /** `block`: may not go out so; `advice`: for whoever writes. */
  readonly severity: 'block' | 'advice';
  readonly sentence: string;
  readonly where: WritingPlace;
  /** As little of the text as shows what is meant. */
  readonly excerpt: string;
  readonly suggestion?: string;
}

/** Beside the body itself, what it is judged by. */
export interface WritingContext {
  /** Words of headings a document of this type may not be without. */
  readonly requiredParts?: readonly string[];
  /** Hashes of the attachments the content has. */
  readonly attachments?: readonly string[];
  /** The files of the body: a picture without words is told by the name of its file. */
  readonly media?: readonly { readonly hash: string; readonly name: string }[];
}

/** The lengths are ours: sentences of more than 80 characters are read twice, paragraphs of more than 400 are not read. */
const LONG_SENTENCE = 80;
const LONG_PARAGRAPH = 400;
const EXCERPT = 24;

/** Everything found in a cleaned body, in reading order. Calls nothing, changes nothing. */
export function writingFindings(html: string, context: WritingContext = {}): WritingFinding[] {
  const blocks = readBody(html).filter((node): node is BodyElement => typeof node !== 'string');
  const found: WritingFinding[] = [];
  const say: Say = (block, check, severity, sentence, excerpt, suggestion) =>
    found.push({
      check,
      severity,
      sentence,
      where: { block, words: blocks.length === 0 ? '正文' : `正文第 ${block + 1} 段` },
      excerpt: shortened(excerpt),
      ...(suggestion !== undefined && { suggestion }),
    });
  headingFindings(blocks, say);
  blocks.forEach((element, block) => {
    const told: Tell = (...rest) => say(block, ...rest);
    for (const table of elementsIn([element], ({ tag }) => tag === 'table')) tableFindings(table, element, told);
    for (const image of elementsIn([element], ({ tag }) => tag === 'img')) pictureFindings(image, told, context);
    for (const film of elementsIn([element], ({ tag }) => tag === 'video')) videoFindings(film, element, told);
    if (isChart(element)) chartFindings(element, told);
    for (const link of elementsIn([element], ({ tag }) => tag === 'a')) linkFindings(link, told, context);
    // Behind a picture at the end the editor keeps a line to go on writing.
    const last = block === blocks.length - 1 && isEmpty(element);
    if (!isFigure(element) && !last) paragraphFindings(element, told);
  });
  handNumbered(blocks, say);
  const headings = blocks.filter(isHeading).map(textIn);
  for (const part of context.requiredParts ?? [])
    if (!headings.some((heading) => heading.includes(part)))
      say(0, 'required-part', 'block', `应有「${part}」一部分`, part, `写上标题里带有「${part}」的一节`);
  return found;
}

type Tell = (
  check: WritingCheck,
  severity: WritingFinding['severity'],
  sentence: string,
  excerpt: string,
  suggestion?: string,
) => void;
type Say = (block: number, ...rest: Parameters<Tell>) => void;

const isHeading = ({ tag }: BodyElement): boolean => /^h[2-4]$/.test(tag);
const isFigure = ({ tag }: BodyElement): boolean => tag === 'figure' || tag === 'img' || tag === 'video';

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
}

function headingFindings(blocks: readonly BodyElement[], say: Say): void {
  let above = 1;
  blocks.forEach((element, block) => {
    if (!isHeading(element)) return;
    const words = textIn(element).trim();
    const level = Number(element.tag.slice(1));
    if (words === '') say(block, 'heading-empty', 'advice', '标题是空的', '', '写上标题，或删去这一行');
    else if (level > above + 1)
      say(
        block,
        'heading-order',
        'advice',
        `标题跳级：前面还没有${LEVELS[above] ?? '三级标题'}，就用了${LEVELS[level - 1] ?? '三级标题'}`,
        words,
        `改为${LEVELS[above] ?? '三级标题'}`,
      );
    if (words !== '') above = level;
  });
}

/** By the level of what stands above, from 1 for the title of the page. */
const LEVELS: Readonly<Record<number, string>> = { 1: '一级标题', 2: '二级标题', 3: '三级标题' };

function tableFindings(table: BodyElement, holder: BodyElement, tell: Tell): void {
  const first = textIn(elementsIn(table.children, ({ tag }) => tag === 'th' || tag === 'td')[0] ?? '');
  const [caption] = elementsIn(table.children, ({ tag }) => tag === 'caption');
  const name = caption ? textIn(caption).trim() : '';
  const rows = elementsIn(table.children, ({ tag }) => tag === 'tr').length;
  if (rows > 1 && elementsIn(table.children, ({ tag }) => tag === 'th').length === 0)
    tell('table-header', 'advice', '表格没有表头，读屏软件读不出各列是什么', name || first, '把首行或首列设为表头');
  if (name === '' && !isChart(holder))
    tell('table-caption', 'advice', '表格没有表题', first, '用“表题”写一句表里是什么');
}

function pictureFindings({ attributes }: BodyElement, tell: Tell, { media }: WritingContext): void {
  const alt = (attributes.alt ?? '').trim();
  const hash = mediaHash(attributes.src ?? '') ?? '';
  const name = media?.find((file) => file.hash === hash)?.name ?? `图片 ${hash.slice(0, 8)}`;
  if (alt === '' && attributes['data-decorative'] !== 'yes')
    tell(
      'picture-words',
      'block',
      '图片没有替代文字，看不见图片的人不知道图上是什么',
      name,
      '写替代文字；只起装饰作用的，选“装饰图片”',
    );
  else if (/^(?:图片?|照片|image|img|picture|截图|[\w-]+\.(?:png|jpe?g|gif|webp))\s*\d*$/i.test(alt))
    tell('picture-words', 'block', `替代文字「${alt}」没有说明图上有什么`, alt, '写出图上有什么、说明什么');
}

function videoFindings(film: BodyElement, holder: BodyElement, tell: Tell): void {
  const [caption] = elementsIn([holder], ({ tag }) => tag === 'figcaption');
  const name = caption ? textIn(caption) : '视频';
  const captions = film.children.some(
    (node) => typeof node !== 'string' && node.tag === 'track' && node.attributes.src,
  );
  const [transcript] = elementsIn([holder], ({ tag }) => tag === 'section');
  if (!captions) tell('video', 'block', '视频没有字幕，听不见的人看不懂', name, '上传 WebVTT 字幕');
  if (!transcript || textIn(transcript).trim() === '') tell('video', 'block', '视频没有文字稿', name, '补上文字稿');
}

function chartFindings(figure: BodyElement, tell: Tell): void {
  const cells = chartCells(figure);
  const defects = chartDefects((figure.attributes['data-chart'] ?? 'bar') as ChartKind, cells);
  const [caption] = elementsIn(figure.children, ({ tag }) => tag === 'caption');
  if (defects.length > 0)
    tell('chart', 'block', `图表画不出来：${defects[0] ?? ''}`, caption ? textIn(caption) : '图表');
  if (!caption || textIn(caption).trim() === '') tell('chart', 'block', '图表没有标题', cells[0]?.join('、') ?? '');
}

/** Words that say nothing of where a link leads, as they are read out one after the other. */
const EMPTY_LINK =
  /^(?:请?(?:点击|点|单击)?(?:这里|此处|这儿|链接|查看|详情|更多|下载|进入|打开|阅读)+(?:查看|下载|详情|更多|>>|»)*|here|click here|link|more)$/i;

function linkFindings({ attributes, children }: BodyElement, tell: Tell, { attachments }: WritingContext): void {
  const words = children.map(textIn).join('').trim();
  if (words === '') tell('link-words', 'advice', '链接没有文字', attributes.href ?? '', '写上链接指向什么');
  else if (EMPTY_LINK.test(words.replaceAll(/\s/g, '')))
    tell('link-words', 'advice', `链接文字「${words}」没有说明去哪里`, words, '改为所指页面或文件的名称');
  else if (/^(?:https?:\/\/|www\.)/i.test(words))
    tell('link-words', 'advice', '链接文字是一串网址，读屏时逐字读出', words, '改为所指页面的名称');
  const hash = attributes['data-kind'] === 'attachment' ? attributes.href?.replace('#attachment-', '') : undefined;
  if (hash && attachments && !attachments.includes(hash))
    tell('attachment-link', 'block', '链接所指的附件不在附件列表里', words, '重新上传附件，或删去链接');
}

/** Sentences end where Chinese prose ends them; semicolons part the items of an enumeration. */
const SENTENCE_END = /(?<=[。！？；!?;])/;

const sentencesOf = (text: string): string[] => text.split(SENTENCE_END).filter((sentence) => sentence.trim() !== '');
const lengthOf = (text: string): number => Array.from(text.replaceAll(/\s/g, '')).length;

function paragraphFindings(element: BodyElement, tell: Tell): void {
  if (element.tag === 'p' && isEmpty(element)) {
    tell('paragraph-empty', 'advice', '空段落。段与段之间的空白由版式决定', '', '删去空段落');
    return;
  }
  for (const text of textsOf(element)) {
    if (lengthOf(text) > LONG_PARAGRAPH)
      tell('paragraph-long', 'advice', `这一段有 ${lengthOf(text)} 字`, text, '分成几段，一段说一件事');
    for (const sentence of sentencesOf(text))
      if (lengthOf(sentence) > LONG_SENTENCE)
        tell('sentence-long', 'advice', `这一句有 ${lengthOf(sentence)} 字`, sentence, '分成几句，或改用列表');
  }
  if (
    element.tag === 'p' &&
    isBold(element) &&
    lengthOf(textIn(element)) <= 30 &&
    !/[。；，：]$/.test(textIn(element).trim())
  )
    tell('heading-lost', 'advice', '整段加粗，像是标题', textIn(element), '改用标题格式，便于跳读和生成目录');
}

const isEmpty = (element: BodyElement): boolean =>
  textIn(element).trim() === '' && elementsIn(element.children, ({ tag }) => tag === 'img').length === 0;

const isBold = ({ children }: BodyElement): boolean => {
  const written = children.filter((node) => textIn(node).trim() !== '');
  return written.length > 0 && written.every((node) => typeof node !== 'string' && node.tag === 'strong');
};

/** The running texts of a block: of a list or a quotation each item by itself; what stands in tables is not prose. */
function textsOf(element: BodyElement): string[] {
  if (element.tag === 'table' || isHeading(element)) return [];
  const inner = elementsIn(element.children, ({ tag }) => tag === 'p');
  return (inner.length > 0 ? inner : [element]).map(textIn).filter((text) => text.trim() !== '');
}

/** 1. 2. 3. or （1）（2） typed at the head of paragraphs that follow one another. 一、 and （一） are the order of official documents. */
const BY_HAND = /^\s*(?:(?:\d{1,2}[.．、)）](?!\d))|[(（]\d{1,2}[)）]|[①-⑳]|[•·●▪-]\s)/;

function handNumbered(blocks: readonly BodyElement[], say: Say): void {
  blocks.forEach((element, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    const first = isByHand(element) && !(before && isByHand(before));
    if (first && after && isByHand(after))
      say(
        at,
        'list-by-hand',
        'advice',
        '编号是手工打的，不是列表',
        textIn(element),
        '选中这几段，改用编号列表或项目列表',
      );
  });
}

const isByHand = (element: BodyElement): boolean => element.tag === 'p' && BY_HAND.test(textIn(element));

export interface Readability {
  readonly characters: number;
  readonly sentences: number;
  /** Characters of a sentence, on average. */
  readonly average: number;
  /** Share of sentences that are too long, 0 to 1. */
  readonly long: number;
  readonly verdict: '易读' | '稍长' | '难读';
}

/** How hard the running text is to read, by its sentences. Lists and tables with figures are left out. */
export function readability(html: string): Readability {
  const blocks = readBody(html).filter((node: BodyNode): node is BodyElement => typeof node !== 'string');
  const sentences = blocks
    .filter((element) => !isFigure(element))
    .flatMap(textsOf)
    .flatMap(sentencesOf);
  const characters = sentences.reduce((sum, sentence) => sum + lengthOf(sentence), 0);
  const average = sentences.length === 0 ? 0 : Math.round(characters / sentences.length);
  const long =
    sentences.length === 0 ? 0 : sentences.filter((one) => lengthOf(one) > LONG_SENTENCE).length / sentences.length;
  const verdict = average > 60 || long > 0.3 ? '难读' : average > 40 || long > 0.1 ? '稍长' : '易读';
  return { characters, sentences: sentences.length, average, long, verdict };
}
