/** What we use of pdfkit 0.20, which comes without types. Coordinates in points from the upper left corner. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  /** A node of the structure tree (PDF 32000-1, 14.7). */
  interface StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): void;
  }

  /** A marked piece of a page that belongs to a node. */
  interface StructureContent {
    readonly refs: readonly unknown[];
  }

  interface Outline {
    addItem(title: string, options?: { expanded?: boolean; top?: number; left?: number }): Outline;
  }

  interface DocumentOptions {
    readonly size: readonly [number, number];
    readonly margin: number;
    readonly pdfVersion: '1.7';
    readonly tagged: boolean;
    readonly lang: string;
    readonly displayTitle: boolean;
    readonly autoFirstPage: boolean;
    /** `null`: no standard font is put in. */
    readonly font: null;
    readonly info: Record<string, unknown>;
  }

  /** Of the fontkit font what we use of it. */
  export interface OpenedFont {
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** The glyphs that were drawn, by their number in the font. Private to fontkit. */
    _glyphs: Record<number, unknown>;
  }

  export default class PDFDocument extends Readable {
    constructor(options: DocumentOptions | Pick<DocumentOptions, 'autoFirstPage' | 'font'>);
    /** What the information dictionary will hold; read when the document ends. */
    readonly info: Record<string, unknown>;
    readonly outline: Outline;
    /** Writes the XMP packet. Private to pdfkit. */
    endMetadata: () => void;
    registerFont(name: string, source: Uint8Array | OpenedFont): this;
    font(name: string): this;
    fontSize(points: number): this;
    /** The font in use, with the fontkit font inside. Private to pdfkit. */
    readonly _font: { readonly font: OpenedFont };
    widthOfString(text: string, options: { features: readonly string[] }): number;
    text(
      text: string,
      x: number,
      y: number,
      options: { lineBreak: false; baseline: 'alphabetic'; characterSpacing: number },
    ): this;
    fillColor(colour: string): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(points: number): this;
    stroke(colour: string): this;
    addPage(options?: { readonly size: readonly [number, number]; readonly margin: number }): this;
    image(source: Uint8Array, x: number, y: number, options: { width: number; height: number }): this;
    struct(type: string, options?: { scope?: 'Column' }): StructureElement;
    addStructure(element: StructureElement): this;
    markStructureContent(tag: string): StructureContent;
    markContent(tag: 'Artifact', options: { type: 'Layout' | 'Pagination' }): this;
    endMarkedContent(): this;
    end(): void;
  }
}
