import { Node } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { CHART_KINDS, type ChartCells, type ChartKind, chartCells } from '#kernel/body/charts.ts';
import type { BodyElement } from '#kernel/body/html.ts';
import { mediaHash } from '#kernel/body/vocabulary.ts';
import { cleanHtml } from './safe-html.ts';

// What a body holds beside text: pictures, charts, videos, footnotes. Each is one piece with a dialog of its own; what is
// written is exactly what the server keeps.

export interface PictureFacts {
  readonly src: string;
  readonly alt: string;
  readonly decorative: boolean;
  readonly caption: string;
  readonly width: string | null;
  readonly height: string | null;
}
export interface ChartFacts {
  readonly kind: ChartKind;
  readonly title: string;
  readonly unit: string;
  readonly cells: ChartCells;
}
export interface VideoFacts {
  readonly src: string;
  /** Address of the captions; '' while there are none. */
  readonly captions: string;
  readonly title: string;
  /** A line for each paragraph. */
  readonly transcript: string;
  readonly width: string | null;
  readonly height: string | null;
}
export interface NoteFacts {
  readonly text: string;
}

/** Where a file of the body can be had while it is written; undefined: not among the files of this document. */
export type Show = (hash: string) => string | undefined;

const attribute = (name: string, read: (element: HTMLElement) => unknown, fallback: unknown = '') => ({
  [name]: { default: fallback, rendered: false, parseHTML: read },
});
const inside = (element: HTMLElement, selector: string): Element | null =>
  element.matches(selector) ? element : element.querySelector(selector);
const textOf = (element: HTMLElement, selector: string): string =>
  element.querySelector(selector)?.textContent?.trim() ?? '';
const valueAt = (element: HTMLElement, selector: string, name: string): string | null =>
  inside(element, selector)?.getAttribute(name) ?? null;
const digits = (element: HTMLElement, selector: string, name: string): string | null => {
  const value = valueAt(element, selector, name);
  return value && /^\d{1,5}$/.test(value) ? value : null;
};
const sized = ({ width, height }: Pick<PictureFacts, 'width' | 'height'>) => (width && height ? { width, height } : {});
const holdsOwn = (element: HTMLElement, selector: string) =>
  mediaHash(valueAt(element, selector, 'src') ?? '') === undefined ? false : null;

const picture = (show: Show) =>
  Node.create({
    name: 'picture',
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({
      ...attribute('src', (element) => valueAt(element, 'img', 'src') ?? ''),
      ...attribute('alt', (element) => valueAt(element, 'img', 'alt') ?? ''),
      ...attribute('decorative', (element) => valueAt(element, 'img', 'data-decorative') === 'yes', false),
      ...attribute('caption', (element) => textOf(element, 'figcaption')),
      ...attribute('width', (element) => digits(element, 'img', 'width'), null),
      ...attribute('height', (element) => digits(element, 'img', 'height'), null),
    }),
    parseHTML: () => [
      // After charts and videos, which are figures too.
      { tag: 'figure', priority: 40, getAttrs: (element) => holdsOwn(element, 'img') },
      { tag: 'img', priority: 40, getAttrs: (element) => holdsOwn(element, 'img') },
    ],
    renderHTML: ({ node }) => {
      const { src, alt, decorative, caption, ...rest } = node.attrs as PictureFacts;
      // An editor that is closing draws its text once more in this way: lazily, or the browser would ask for what only the public may have.
      const img = [
        'img',
        {
          loading: 'lazy',
          src,
          alt: decorative ? '' : alt,
          ...sized(rest),
          ...(decorative && { 'data-decorative': 'yes' }),
        },
      ];
      return ['figure', { 'data-kind': 'picture' }, img, ...(caption ? [['figcaption', caption]] : [])];
    },
    addNodeView: () =>
      viewOf((node, dom) => {
        const { src, alt, decorative, caption } = node.attrs as PictureFacts;
        const address = show(mediaHash(src) ?? '');
        dom.append(
          address
            ? made('img', { src: address, alt })
            : made('p', { class: 'piece-missing' }, '图片不在这份文件的文件里，公众看不到，请删去后重新插入'),
          ...(caption ? [made('figcaption', {}, caption)] : []),
          made(
            'p',
            { class: decorative || alt ? 'piece-words' : 'piece-wrong' },
            decorative ? '装饰图片，不读出' : alt ? `替代文字：${alt}` : '缺少替代文字',
          ),
        );
      }),
  });

const chart = Node.create({
  name: 'chart',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    ...attribute('kind', (element) => element.getAttribute('data-chart') ?? 'bar', 'bar'),
    ...attribute('title', (element) => textOf(element, 'caption')),
    ...attribute('unit', (element) => element.getAttribute('data-unit') ?? ''),
    ...attribute('cells', (element) => cellsIn(element), []),
  }),
  parseHTML: () => [{ tag: 'figure[data-kind="chart"]', priority: 60 }],
  renderHTML: ({ node }) => {
    const { kind, title, unit, cells } = node.attrs as ChartFacts;
    const [head = [], ...rows] = cells;
    return [
      'figure',
      { 'data-kind': 'chart', 'data-chart': kind, ...(unit && { 'data-unit': unit }) },
      [
        'table',
        ['caption', title],
        ['thead', ['tr', ...head.map((cell) => ['th', { scope: 'col' }, cell])]],
        [
          'tbody',
          ...rows.map(([name = '', ...values]) => [
            'tr',
            ['th', { scope: 'row' }, name],
            ...values.map((cell) => ['td', cell]),
          ]),
        ],
      ],
    ];
  },
  addNodeView: () =>
    viewOf((node, dom) => {
      const { kind, title, unit, cells } = node.attrs as ChartFacts;
      const rows = cells.map((row, at) => {
        const line = made('tr');
        line.append(...row.map((cell, n) => made(at === 0 || n === 0 ? 'th' : 'td', {}, cell)));
        return line;
      });
      const table = made('table');
      table.append(...rows);
      dom.append(made('figcaption', {}, `${CHART_KINDS[kind]}：${title}${unit ? `（单位：${unit}）` : ''}`), table);
    }),
});

const cellsIn = (element: HTMLElement): string[][] => {
  const [figure] = cleanHtml(element.outerHTML).filter((node): node is BodyElement => typeof node === 'object');
  return figure ? chartCells(figure) : [];
};

const video = (show: Show) =>
  Node.create({
    name: 'video',
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({
      ...attribute('src', (element) => valueAt(element, 'video', 'src') ?? ''),
      ...attribute('captions', (element) => valueAt(element, 'track', 'src') ?? ''),
      ...attribute('title', (element) => textOf(element, 'figcaption')),
      ...attribute('transcript', (element) => paragraphsOf(element.querySelector('section'))),
      ...attribute('width', (element) => digits(element, 'video', 'width'), null),
      ...attribute('height', (element) => digits(element, 'video', 'height'), null),
    }),
    parseHTML: () => [
      { tag: 'figure[data-kind="video"]', priority: 60, getAttrs: (element) => holdsOwn(element, 'video') },
      { tag: 'video', priority: 40, getAttrs: (element) => holdsOwn(element, 'video') },
    ],
    renderHTML: ({ node }) => {
      const { src, captions, title, transcript, ...rest } = node.attrs as VideoFacts;
      const track = ['track', { kind: 'captions', src: captions, srclang: 'zh-CN', label: '中文字幕' }];
      const lines = linesOf(transcript);
      return [
        'figure',
        { 'data-kind': 'video' },
        ['video', { src, ...sized(rest) }, ...(captions ? [track] : [])],
        ...(title ? [['figcaption', title]] : []),
        ...(lines.length > 0 ? [['section', { 'data-kind': 'transcript' }, ...lines.map((line) => ['p', line])]] : []),
      ];
    },
    addNodeView: () =>
      viewOf((node, dom) => {
        const { src, captions, title, transcript } = node.attrs as VideoFacts;
        const address = show(mediaHash(src) ?? '');
        const owed = [!captions && '字幕', linesOf(transcript).length === 0 && '文字稿'].filter(Boolean).join('和');
        dom.append(
          address
            ? made('video', { src: address, controls: '', preload: 'metadata' })
            : made('p', { class: 'piece-missing' }, '视频不在这份文件的文件里，公众看不到，请删去后重新插入'),
          ...(title ? [made('figcaption', {}, title)] : []),
          made(
            'p',
            { class: owed ? 'piece-wrong' : 'piece-words' },
            owed ? `缺少${owed}，补齐后才能发布` : '有字幕和文字稿',
          ),
        );
      }),
  });

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function paragraphsOf(section: Element | null): string {
  if (!section) return '';
  const blocks = [...section.querySelectorAll('p, li, h2, h3, h4')];
  return (blocks.length > 0 ? blocks : [section]).map((block) => block.textContent?.trim() ?? '').join('\n');
}

const footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ ...attribute('text', (element) => element.textContent?.trim() ?? '') }),
  parseHTML: () => [{ tag: 'span[data-kind="footnote"]' }],
  renderHTML: ({ node }) => ['span', { 'data-kind': 'footnote' }, String(node.attrs.text)],
  renderText: ({ node }) => `〔注：${String(node.attrs.text)}〕`,
  addNodeView:
    () =>
    ({ node }) => {
      const text = String(node.attrs.text);
      return { dom: made('sup', { class: 'piece-note', title: text, 'aria-label': `注释：${text}` }) };
    },
});

/** How a piece looks in the editor: made anew when what it holds changes. */
function viewOf(fill: (node: DocumentNode, dom: HTMLElement) => void) {
  return ({ node }: { readonly node: DocumentNode }) => {
    const dom = made('figure', { class: `piece piece-${node.type.name}`, contenteditable: 'false' });
    let shown = node;
    fill(node, dom);
    return {
      dom,
      update(next: DocumentNode) {
        if (next.type !== shown.type) return false;
        if (next.attrs === shown.attrs) return true;
        shown = next;
        dom.replaceChildren();
        fill(next, dom);
        return true;
      },
      // Playing a film is no change of the text.
      ignoreMutation: () => true,
      stopEvent: (event: Event) => event.target instanceof HTMLVideoElement && event.type.startsWith('mouse'),
    };
  };
}

function made(tag: string, attributes: Readonly<Record<string, string>> = {}, text?: string): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

export const pieceNodes = (show: Show) => [picture(show), chart, video(show), footnote];
