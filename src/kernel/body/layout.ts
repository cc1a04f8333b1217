import { chartOf, chartWords, type Chart, isChart } from './charts.ts';
import { type BodyElement, type BodyNode, elementsIn, textIn } from './html.ts';
import { attachmentHash, mediaHash } from './vocabulary.ts';

/** Where what a body names can be had, on the page it is laid out for. Undefined: not there. */
export interface BodyPlaces {
  readonly media: (hash: string) => string | undefined;
  /** With what is said of the file behind the link: （PDF，1.2 MB）. */
  readonly attachment: (hash: string) => { readonly href: string; readonly words: string } | undefined;
  /** A published document by its number. */
  readonly document?: (number: string) => string | undefined;
  readonly chart?: (chart: Chart) => (Drawn & { readonly narrow?: Drawn }) | undefined;
}

interface Drawn {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The cleaned body of a document as a page shows it, for the portal and for the workbench alike: footnotes numbered with their
 * texts at the end and ways there and back, charts with the table they are drawn from, videos with captions and transcript,
 * citations and attachments as links, tables in a frame the keyboard can scroll.
 */
export function laidOut(nodes: readonly BodyNode[], places: BodyPlaces): BodyNode[] {
  const notes: BodyNode[][] = [];
  const lay = (node: BodyNode): BodyNode[] => {
    if (typeof node === 'string') return [node];
    const { tag, attributes } = node;
    if (isChart(node)) return [chartFigure(node, places)];
    if (tag === 'figure') return [figure(node, lay, places)];
    if (tag === 'img') return picture(node, places);
    if (tag === 'video' || tag === 'track' || tag === 'section') return [];
    if (tag === 'span') return footnote(node, notes);
    if (tag === 'cite') return [citation(node, node.children.flatMap(lay), places)];
    if (attributes['data-kind'] === 'attachment') return attachmentLink(node, node.children.flatMap(lay), places);
    const laid = element(tag, attributes, node.children.flatMap(lay));
    return [tag === 'table' ? scrolling(laid) : laid];
  };
  const body = nodes.flatMap(lay);
  return notes.length > 0 ? [...body, endNotes(notes)] : body;
}

const element = (
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly BodyNode[] = [],
): BodyElement => ({ tag, attributes, children });

type Lay = (node: BodyNode) => BodyNode[];

function scrolling(table: BodyElement): BodyElement {
  const [caption] = elementsIn(table.children, ({ tag }) => tag === 'caption');
  const label = caption ? `表格：${textIn(caption)}，可横向滚动` : '表格，可横向滚动';
  return element('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' }, [table]);
}

function picture({ attributes }: BodyElement, places: BodyPlaces): BodyNode[] {
  const { src = '', alt = '', width, height } = attributes;
  const hash = mediaHash(src);
  const place = hash && places.media(hash);
  const size = width && height ? { width, height } : {};
  return place ? [element('img', { src: place, alt, ...size })] : [];
}

function figure(node: BodyElement, lay: Lay, places: BodyPlaces): BodyElement {
  if (node.attributes['data-kind'] === 'video') return videoFigure(node, lay, places);
  return element('figure', { class: 'picture' }, node.children.flatMap(lay));
}

function videoFigure(node: BodyElement, lay: Lay, places: BodyPlaces): BodyElement {
  const one = (name: string) => elementsIn(node.children, ({ tag }) => tag === name)[0];
  const [video, track, caption, transcript] = [one('video'), one('track'), one('figcaption'), one('section')];
  const placeOf = (found: BodyElement | undefined) => {
    const hash = mediaHash(found?.attributes.src ?? '');
    return hash && places.media(hash);
  };
  const film = placeOf(video);
  const captions = placeOf(track);
  const { width, height } = video?.attributes ?? {};
  const children: BodyNode[] = caption ? [element('figcaption', {}, caption.children.flatMap(lay))] : [];
  if (film)
    children.push(
      element(
        'video',
        { controls: '', preload: 'metadata', src: film, ...(width && height ? { width, height } : {}) },
        captions
          ? [element('track', { kind: 'captions', src: captions, srclang: 'zh-CN', label: '中文字幕', default: '' })]
          : [],
      ),
    );
  if (transcript)
    children.push(
      element('details', { class: 'transcript' }, [
        element('summary', {}, ['视频文字稿']),
        ...transcript.children.flatMap(lay),
      ]),
    );
  return element('figure', { class: 'video' }, children);
}

function chartFigure(node: BodyElement, places: BodyPlaces): BodyElement {
  const chart = chartOf(node);
  const tables = elementsIn(node.children, ({ tag }) => tag === 'table').map(scrolling);
  const drawn = chart && places.chart?.(chart);
  if (!chart || !drawn) return element('figure', { class: 'chart' }, tables);
  return element('figure', { class: 'chart' }, [
    element('figcaption', {}, [chart.unit ? `${chart.title}（单位：${chart.unit}）` : chart.title]),
    element('picture', {}, [
      ...(drawn.narrow
        ? [element('source', { media: '(max-width: 559px)', srcset: drawn.narrow.src, ...sizeOf(drawn.narrow) })]
        : []),
      element('img', { src: drawn.src, ...sizeOf(drawn), alt: chartWords(chart) }),
    ]),
    element('details', {}, [element('summary', {}, ['用表格查看']), ...tables]),
  ]);
}

const sizeOf = ({ width, height }: Drawn) => ({ width: String(width), height: String(height) });

function footnote(node: BodyElement, notes: BodyNode[][]): BodyNode[] {
  if (textIn(node).trim() === '') return [];
  const n = notes.push([...node.children]);
  const link = element('a', { id: `note-ref-${n}`, href: `#note-${n}`, 'aria-label': `注释 ${n}` }, [`[${n}]`]);
  return [element('sup', { class: 'note-ref' }, [link])];
}

function endNotes(notes: readonly BodyNode[][]): BodyElement {
  const items = notes.map((children, at) =>
    element('li', { id: `note-${at + 1}` }, [
      ...children,
      element('a', { class: 'note-back', href: `#note-ref-${at + 1}`, 'aria-label': `回到正文中的注释 ${at + 1}` }, [
        '↑ 回到正文',
      ]),
    ]),
  );
  return element('section', { class: 'notes', 'aria-labelledby': 'notes' }, [
    element('h2', { id: 'notes' }, ['注释']),
    element('ol', {}, items),
  ]);
}

function citation(node: BodyElement, children: BodyNode[], places: BodyPlaces): BodyElement {
  const cite = element('cite', { class: `cite-${node.attributes['data-kind'] ?? 'law'}` }, children);
  const href = node.attributes['data-kind'] === 'document' ? places.document?.(textIn(node).trim()) : undefined;
  return href ? element('a', { href }, [cite]) : cite;
}

function attachmentLink(node: BodyElement, children: BodyNode[], places: BodyPlaces): BodyNode[] {
  const hash = attachmentHash(node.attributes.href ?? '');
  const place = hash && places.attachment(hash);
  return place ? [element('a', { href: place.href }, children), place.words] : children;
}
