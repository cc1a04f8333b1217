import { askEach } from './load.ts';
import type { Bench, Raw } from './raw-server.ts';
import type { UncachedFigure } from './results.ts';

/** Pages that nobody has asked for since the last release, and pages just after a release; each is really rendered, by the product's own count. */
export async function uncachedFigures(bench: Bench, raw: Raw): Promise<UncachedFigure[]> {
  const base = bench.product.base;
  const { numbers } = bench;
  // The compiler of the runtime needs to have seen the code; the process of a real site has.
  await askEach([...numbers.slice(-150).map((n) => `${base}/documents/${n}`), ...lists(bench, 'w', 150)], 2);
  const afterRelease = async () => {
    await bench.newEdition();
    // The notice has reached the product when this returns, but not yet its event loop.
    await new Promise((resolve) => setTimeout(resolve, 25));
  };
  const figures: UncachedFigure[] = [];
  const figure = async (
    page: string,
    how: string,
    connections: number,
    urls: readonly string[],
    before?: () => Promise<void>,
  ) => {
    console.error(`· 未缓存的${page}：${how}，${connections} 个连接`);
    await afterRelease();
    const rendered = await pagesRendered(base);
    const product = await askEach(urls, connections, before);
    const fresh = (await pagesRendered(base)) - rendered;
    // Now and then the word of a release comes after the question; a few cached answers do not move the slowest hundredth.
    if (fresh < urls.length * 0.95) throw new Error(`only ${fresh} of ${urls.length} ${page} were rendered`);
    const like = raw.pages.find((one) => one.page === page)?.path ?? '/';
    figures.push({
      page,
      how,
      connections,
      product,
      raw: await askEach(
        urls.map(() => raw.base + like),
        connections,
      ),
    });
  };
  const articles = numbers.map((n) => `${base}/documents/${n}`);
  const step = Math.floor((articles.length - 150) / 3);
  const share = Math.min(600, step);
  for (const [turn, connections] of [1, 4, 10].entries()) {
    await figure('列表（栏目页）', '发布后第一次被访问的地址', connections, lists(bench, `c${connections}`, share));
    await figure('文章', '发布后第一次被访问的地址', connections, articles.slice(turn * step, turn * step + share));
  }
  for (const { page, path: at } of raw.pages)
    await figure(
      page,
      '每次访问前都有一次新的发布',
      1,
      Array.from({ length: 200 }, () => base + at),
      afterRelease,
    );
  return figures;
}

/** Pages of column lists, each under an address of its own: the page does not read `openness`, the cache's key does. */
function lists({ product, columns, numbers }: Bench, mark: string, count: number): string[] {
  const pages = Math.max(1, Math.floor(numbers.length / columns.length / 20));
  return Array.from({ length: count }, (_, i) => {
    const page = 1 + (Math.floor(i / columns.length) % pages);
    return `${product.base}/columns/${columns[i % columns.length]}?page=${page}&openness=${mark}-${i}`;
  });
}

async function pagesRendered(base: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(/^sunlit_portal_pages_total\{from="render"\} (\d+)/m.exec(text)?.[1] ?? 0);
}
