import { answerAsked } from '#platform/confined.ts';
import type { PageOrder } from '../contract.ts';
import { coverDefects, formDefects } from './checking.ts';
import { LIST, listSheet, loadMarks, ordered } from './covering.ts';
import { piecesOf, showsPictures } from './pieces.ts';
import { pngOf } from './png.ts';
import type { CallName, Calls, Picture } from './protocol.ts';
import { MOST_READ_DOTS, READ, recognised } from './recognition.ts';
import { COPY, type Drawn, dotsFor, openSource, SCREEN, type Source, Unreadable } from './source.ts';

// A process of its own: opens what strangers sent, draws it, and ends. It may read the packages it needs and nothing else of the machine
// (`engine.ts` starts it so); what it is told comes over the channel it was born with.

let source: Source | undefined;
loadMarks();

const opened = (): Source => {
  if (!source) throw new Error('no file is open');
  return source;
};

const sizeOf = (page: number) => {
  const size = opened().sizes[page - 1];
  if (!size) throw new Error(`there is no page ${page}`);
  return size;
};

const answers: { readonly [C in CallName]: (ask: Calls[C]['ask']) => Promise<Calls[C]['answer']> } = {
  async open({ bytes, picture, pages }) {
    source = await openSource(bytes, picture, pages);
    return source.sizes;
  },
  async show({ page }) {
    const drawn = await opened().draw(page, dotsFor(sizeOf(page), SCREEN));
    const jpeg = drawn.context.canvas.toBuffer('image/jpeg', 82);
    const pdfPage = await opened().page(page);
    if (!pdfPage) return { jpeg, pieces: [], outside: 0, pictured: true };
    const text = await piecesOf(pdfPage);
    return { jpeg, ...text, pictured: text.pieces.length === 0 || (await showsPictures(pdfPage)) };
  },
  async read({ page }) {
    const dots = dotsFor(sizeOf(page), READ, MOST_READ_DOTS);
    return recognised(await opened().draw(page, dots), dots);
  },
  async redact({ page, order }: { page: number; order: PageOrder }) {
    const dots = dotsFor(sizeOf(page), COPY);
    return encoded(await ordered(order.whole === undefined ? opened().draw(page, dots) : undefined, order, dots));
  },
  async list({ title, lines }) {
    return { ...encoded(listSheet(title, lines, COPY)), width: LIST.width, height: LIST.height };
  },
  async form() {
    const { document } = opened();
    return document ? formDefects(document) : ['这不是 PDF'];
  },
  compare: ({ page, order }) => coverDefects(opened(), page, order),
};

/** Exact where that is small, which text is; compressed where it is not, which photographs are. */
function encoded({ context, width, height }: Drawn): Picture {
  const png = pngOf(context.getImageData(0, 0, width, height).data, width, height, 1_200_000);
  return png ? { bytes: png, type: 'png' } : { bytes: context.canvas.toBuffer('image/jpeg', 88), type: 'jpeg' };
}

answerAsked<Calls>(answers, (error) => (error instanceof Unreadable ? error.message : undefined));
