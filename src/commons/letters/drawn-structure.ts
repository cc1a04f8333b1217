import type PDFDocument from 'pdfkit';
import type { Outline, StructureElement } from 'pdfkit';
import type { Drawing, Element } from './drawing.ts';

/** Tags what is drawn: text belongs to its element, in the order of reading; lines and page numbers are artifacts. */
export class DrawnStructure {
  readonly #pdf: PDFDocument;
  readonly #root: StructureElement;
  readonly #nodes = new Map<Element, StructureElement>();
  readonly #headings: { level: number; outline: Outline }[] = [];
  /** What is open on the page: an element, or an artifact. */
  #open: Element | 'artifact' | undefined;

  constructor(pdf: PDFDocument) {
    this.#pdf = pdf;
    this.#root = pdf.struct('Document');
    pdf.addStructure(this.#root);
  }

  /** To be called before each drawing. */
  enter(drawing: Drawing): void {
    const wanted = (drawing.kind === 'text' && drawing.element) || 'artifact';
    if (wanted === this.#open) return;
    this.leave();
    if (wanted === 'artifact') this.#pdf.markContent('Artifact', { type: 'Layout' });
    else this.#nodeOf(wanted).add(this.#pdf.markStructureContent(wanted.tag));
    this.#open = wanted;
  }

  /** To be called at the end of each page. */
  leave(): void {
    if (this.#open) this.#pdf.endMarkedContent();
    this.#open = undefined;
  }

  end(): void {
    this.#root.end();
  }

  #nodeOf(element: Element): StructureElement {
    const known = this.#nodes.get(element);
    if (known) return known;
    const node = this.#pdf.struct(element.tag, element.tag === 'TH' ? { scope: 'Column' } : {});
    (element.parent ? this.#nodeOf(element.parent) : this.#root).add(node);
    this.#nodes.set(element, node);
    if (element.bookmark !== undefined) this.#bookmark(element.bookmark, Number(element.tag.slice(1)));
    return node;
  }

  /** Headings hang below the last one of a higher rank. */
  #bookmark(title: string, level: number): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop();
    const outline = (this.#headings.at(-1)?.outline ?? this.#pdf.outline).addItem(title, { expanded: true });
    this.#headings.push({ level, outline });
  }
}
