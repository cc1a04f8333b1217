import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageOrder } from '../contract.ts';
import { dotsOf, drawCover, ordered } from './covering.ts';
import { COPY, dotsFor, sheet, type Source } from './source.ts';

/** All that a page of a released copy does: put one picture on the paper. */
const ALLOWED: ReadonlySet<number> = new Set(
  [
    OPS.save,
    OPS.restore,
    OPS.transform,
    OPS.dependency,
    OPS.paintImageXObject,
    OPS.setGState,
    OPS.beginMarkedContent,
    OPS.endMarkedContent,
  ].filter((op): op is number => op !== undefined),
);

/** What stands in a copy besides pictures of pages: each in words for people, none when it is what it should be. */
export async function formDefects(document: PDFDocumentProxy): Promise<string[]> {
  const found: string[] = [];
  const { info, metadata } = await document.getMetadata();
  const said = Object.entries(info as Record<string, unknown>).filter(([key, value]) => PROPERTIES.has(key) && value);
  if (said.length > 0 || metadata) found.push(`文件属性没有清除（${said.map(([key]) => key).join('、') || '元数据'}）`);
  if (await document.getAttachments()) found.push('文件带有附件');
  if ((await document.getJSActions()) || (await document.getOpenAction())) found.push('文件带有脚本或者打开时的动作');
  if (await document.getFieldObjects()) found.push('文件带有表单');
  if ((await document.getOutline())?.length) found.push('文件带有书签');
  const layers = await document.getOptionalContentConfig();
  if ([...(layers as unknown as Iterable<unknown>)].length > 0) found.push('文件带有图层');
  for (let number = 1; number <= document.numPages; number += 1) found.push(...(await pageDefects(document, number)));
  return found;
}

const PROPERTIES = new Set([
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
  'Custom',
]);

async function pageDefects(document: PDFDocumentProxy, number: number): Promise<string[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  const { fnArray } = await page.getOperatorList();
  const pictures = fnArray.filter((op) => op === OPS.paintImageXObject).length;
  const found = [
    ...(items.some((item) => 'str' in item && item.str.trim() !== '') ? ['还能读出文字'] : []),
    ...((await page.getAnnotations()).length > 0 ? ['带有批注或者表单'] : []),
    ...(fnArray.some((op) => !ALLOWED.has(op)) ? ['除图片外还有其他内容'] : []),
    ...(pictures === 1 ? [] : [`应当只有一幅图，实际有${pictures}幅`]),
  ];
  page.cleanup();
  return found.map((what) => `第${number}页${what}`);
}

/** How far a dot may be from what was drawn: none in a lossless picture but its sixteen shades; compressing blurs it, most at the rim. */
const TOLERANCE = 56;
const RIM = 9;

/** Whether every cover of a page is what was drawn and nothing else, and a withheld page is its stand-in. */
export async function coverDefects(copy: Source, number: number, order: PageOrder): Promise<string[]> {
  const dots = dotsFor(order, COPY);
  const { context, width, height } = await copy.draw(number, dots);
  if (Math.abs(width - order.width * dots) > 2 || Math.abs(height - order.height * dots) > 2)
    return [`第${number}页的尺寸与原件不一致`];
  if (order.whole !== undefined) {
    const expected = await ordered(undefined, order, dots);
    const same = alike(
      expected.context.getImageData(0, 0, width, height).data,
      context.getImageData(0, 0, width, height).data,
    );
    return same ? [] : [`第${number}页应当整页不公开，公开件里却有内容`];
  }
  const blank = sheet(width, height);
  for (const cover of order.covers) drawCover(blank.context, cover, dots);
  return order.covers.flatMap((cover, i) => {
    const at = dotsOf(cover, dots);
    const rim = Math.min(RIM, Math.floor(Math.min(at.width, at.height) / 4));
    const [left, top] = [Math.max(0, at.left + rim), Math.max(0, at.top + rim)];
    const [right, bottom] = [Math.min(width, at.left + at.width - rim), Math.min(height, at.top + at.height - rim)];
    if (right <= left || bottom <= top) return [`第${number}页第${i + 1}处遮盖太小，核对不了，请画大一些`];
    const region = [left, top, right - left, bottom - top] as const;
    const same = alike(blank.context.getImageData(...region).data, context.getImageData(...region).data);
    return same ? [] : [`第${number}页第${i + 1}处没有盖严`];
  });
}

function alike(expected: Uint8ClampedArray, found: Uint8ClampedArray): boolean {
  if (expected.length !== found.length) return false;
  for (let i = 0; i < expected.length; i += 1)
    if (Math.abs((expected[i] ?? 0) - (found[i] ?? 0)) > TOLERANCE) return false;
  return true;
}
