import { getDocumentProxy } from 'unpdf';

/** A piece of text as it stands in a PDF; points from the upper left corner of the page, `y` of the baseline. */
export interface Printed {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** What a reader finds in the file. */
export async function readPdf(bytes: Uint8Array) {
  const file = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  try {
    const pieces: Printed[] = [];
    const tags: unknown[] = [];
    const sizes: (readonly number[])[] = [];
    for (let number = 1; number <= file.numPages; number += 1) {
      const page = await file.getPage(number);
      const height = page.view[3] ?? 0;
      sizes.push([page.view[2] ?? 0, height]);
      tags.push(await page.getStructTree());
      for (const item of (await page.getTextContent()).items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
        pieces.push({ page: number, text: item.str, x, right: x + item.width, y: height - y, size });
      }
    }
    const { info, metadata } = await file.getMetadata();
    return { pages: file.numPages, sizes, pieces, tags, info, metadata, outline: await file.getOutline() };
  } finally {
    await file.loadingTask.destroy();
  }
}
