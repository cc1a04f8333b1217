import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import {
  AnnotationMode,
  getDocument,
  PasswordResponses,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Size } from '../contract.ts';
import { sizeInHeader } from './picture-size.ts';

/** A file as sheets of paper. */
export interface Source {
  readonly sizes: readonly Size[];
  /** Undefined for a picture. */
  readonly document?: PDFDocumentProxy;
  /** Draws a page as it is seen, on white. `dots` to a point of the page. */
  draw(page: number, dots: number): Promise<Drawn>;
  page(number: number): Promise<PDFPageProxy | undefined>;
}

export interface Drawn {
  readonly context: SKRSContext2D;
  readonly width: number;
  readonly height: number;
}

/** Said to people; everything else that goes wrong is a defect of the file or of ours. */
export class Unreadable extends Error {}

/** Dots for each point of a page: 150 to the inch on the screen, 200 on the copy; a sheet larger than A2 gets fewer, and never below what it was made for. */
export const SCREEN = 150 / 72;
export const COPY = 200 / 72;
const MOST_DOTS = 24_000_000;

export const dotsFor = ({ width, height }: Size, wanted: number, most = MOST_DOTS): number =>
  Math.min(wanted, Math.sqrt(most / (width * height)));

const LARGEST_SIDE = 14_400;
const MOST_PICTURE_DOTS = 120_000_000;

export async function openSource(bytes: Uint8Array, picture: boolean, mostPages: number): Promise<Source> {
  return picture ? pictureSource(await readPicture(bytes)) : pdfSource(await readPdf(bytes), mostPages);
}

async function readPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const from = (name: string) => `${path.join(folder, name)}/`;
  const loading = getDocument({
    data: bytes,
    verbosity: 0,
    cMapUrl: from('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: from('standard_fonts'),
    wasmUrl: from('wasm'),
    iccUrl: from('iccs'),
    // Nothing is fetched, nothing of the file is run, no form of its own is drawn.
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: MOST_PICTURE_DOTS,
    stopAtErrors: false,
  });
  loading.onPassword = (_next: unknown, reason: number) => {
    throw new Unreadable(
      reason === PasswordResponses.NEED_PASSWORD ? '这个 PDF 设有密码，请取消密码后再上传' : '这个 PDF 的密码不对',
    );
  };
  try {
    return await loading.promise;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    if (error instanceof Error && error.name === 'PasswordException')
      throw new Unreadable('这个 PDF 设有密码，请取消密码后再上传');
    throw new Unreadable('这个 PDF 已损坏，打不开，请重新导出后再上传');
  }
}

async function pdfSource(document: PDFDocumentProxy, mostPages: number): Promise<Source> {
  if (document.numPages > mostPages)
    throw new Unreadable(`这份文件有 ${document.numPages} 页，超过 ${mostPages} 页，请拆分后分别上传`);
  const sizes: Size[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
    if (!(width > 0 && height > 0 && width <= LARGEST_SIDE && height <= LARGEST_SIDE))
      throw new Unreadable(`第 ${number} 页的尺寸不正常，打不开，请重新导出后再上传`);
    sizes.push({ width, height });
  }
  return {
    sizes,
    document,
    page: (number) => document.getPage(number),
    async draw(number, dots) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: dots });
      const drawn = sheet(Math.round(viewport.width), Math.round(viewport.height));
      await page.render({
        canvas: drawn.context.canvas as never,
        canvasContext: drawn.context as never,
        viewport,
        // Stamps, and what was filled into a form, are seen on paper.
        annotationMode: AnnotationMode.ENABLE,
      }).promise;
      page.cleanup();
      return drawn;
    },
  };
}

const DAMAGED = '这张图片已损坏，打不开，请重新保存后再上传';

/** Its size is looked at before it is decoded. */
async function readPicture(bytes: Uint8Array): Promise<Image> {
  const size = sizeInHeader(bytes);
  if (!size) throw new Unreadable(DAMAGED);
  demandSize(size);
  try {
    return await loadImage(Buffer.from(bytes));
  } catch {
    throw new Unreadable(DAMAGED);
  }
}

function demandSize({ width, height }: Size): void {
  if (width * height > MOST_PICTURE_DOTS || width < 1 || height < 1)
    throw new Unreadable('这张图片的尺寸过大，请缩小后再上传');
}

/** A picture is taken as scanned at 150 dots to the inch, and made smaller where it would not fit on a large sheet. */
function pictureSource(image: Image): Source {
  demandSize(image);
  const smaller = Math.min(1, 1_700 / Math.max(image.width / SCREEN, image.height / SCREEN));
  const size = { width: (image.width / SCREEN) * smaller, height: (image.height / SCREEN) * smaller };
  return {
    sizes: [size],
    page: async () => undefined,
    async draw(_number, dots) {
      const drawn = sheet(Math.round(size.width * dots), Math.round(size.height * dots));
      drawn.context.drawImage(image, 0, 0, drawn.width, drawn.height);
      return drawn;
    },
  };
}

/** White paper. */
export function sheet(width: number, height: number): Drawn {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return { context, width, height };
}
