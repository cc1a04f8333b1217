import { anchorAt, findQuote, type FoundQuote, type QuoteAnchor } from '#kernel/quote-anchor.ts';

interface Places {
  readonly text: string;
  readonly nodes: readonly { readonly node: Text; readonly start: number }[];
}

/** The running text on the screen below an element, with where each piece of it stands. */
function placesIn(root: Element): Places {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: { node: Text; start: number }[] = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  return { text, nodes };
}

/** Where a quote stands on the screen now; undefined where its words are gone. */
export function rangeOf(
  root: Element,
  anchor: QuoteAnchor,
): { readonly range: Range; readonly found: FoundQuote } | undefined {
  const places = placesIn(root);
  const found = findQuote(places.text, anchor);
  if (!found) return undefined;
  const range = document.createRange();
  const [from, to] = [pointAt(places, found.start, false), pointAt(places, found.end, true)];
  if (!from || !to) return undefined;
  range.setStart(...from);
  range.setEnd(...to);
  return { range, found };
}

/** The end of a stretch belongs to the piece it ends in, its beginning to the one it begins in. */
function pointAt({ nodes }: Places, at: number, end: boolean): [Text, number] | undefined {
  const piece = nodes.findLast(({ start }) => (end ? start < at : start <= at));
  return piece && [piece.node, Math.min(at - piece.start, piece.node.length)];
}

/** What is selected within an element, as an anchor; undefined where nothing of it is. */
export function selectedIn(root: Element): QuoteAnchor | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(range.startContainer, range.startOffset);
  const { text } = placesIn(root);
  const start = before.toString().length;
  const end = Math.min(start + range.toString().length, start + LONGEST);
  return text.slice(start, end).trim() ? anchorAt(text, start, end) : undefined;
}

/** As much of a text as may be quoted. */
const LONGEST = 1000;

/** The blocks of a text to choose from without a mouse: each as its first words and its anchor. */
export function blocksIn(root: Element): { readonly label: string; readonly anchor: QuoteAnchor }[] {
  const places = placesIn(root);
  return [...root.children].flatMap((block) => {
    const first = places.nodes.find(({ node }) => block.contains(node));
    const text = block.textContent ?? '';
    if (!first || !text.trim()) return [];
    const end = Math.min(first.start + text.length, first.start + LONGEST);
    return [{ label: text.trim().slice(0, 24), anchor: anchorAt(places.text, first.start, end) }];
  });
}

/** Marks the stretches in the text, where the browser can do so without touching it. */
export function mark(ranges: readonly Range[]): void {
  if (!('highlights' in CSS)) return;
  if (ranges.length > 0) CSS.highlights.set('text-remark', new Highlight(...ranges));
  else CSS.highlights.delete('text-remark');
}
