import { AppError } from '#kernel/errors.ts';

/** A price that counts for every piece from one number to another, the first included and the last too; without a last, for all above. */
export interface Band {
  readonly from: number;
  readonly to?: number;
  /** Yuan for each item or page within the band. */
  readonly price: number;
}

/** By item: what one applicant has asked for within one calendar month, whatever the decisions were (办法 arts 3, 4). */
export const ITEM_BANDS: readonly Band[] = [
  { from: 1, to: 10, price: 0 },
  { from: 11, to: 30, price: 100 },
];
/** Above these, every ten items are a band of their own, each dearer by so much than the one before. */
export const STEP = { items: 10, price: 100 } as const;

/** By volume: the A4 pages of one request supplied on paper, by mail or as copied files (办法 arts 3, 5). */
export const PAGE_BANDS: readonly Band[] = [
  { from: 1, to: 30, price: 0 },
  { from: 31, to: 100, price: 10 },
  { from: 101, to: 200, price: 20 },
  { from: 201, price: 40 },
];

/** One of the two, never both for one request (办法 art. 3). */
export type Measure = { readonly items: number } | { readonly pages: number };

export interface QuoteLine extends Required<Band> {
  /** How many items or pages fall into the band. */
  readonly count: number;
  /** Yuan. */
  readonly amount: number;
}

export interface Quote {
  readonly method: 'items' | 'pages';
  readonly count: number;
  readonly lines: readonly QuoteLine[];
  /** Yuan. */
  readonly total: number;
  readonly basis: string;
}

/** Far beyond what anybody asks for; a slip of the finger should not become a bill. */
const MOST = { items: 10_000, pages: 1_000_000 } as const;
const LABELS = { items: '件数', pages: '页数' } as const;
const ARTICLES = { items: '第三条、第四条', pages: '第三条、第五条' } as const;

/**
 * The information-processing fee (政府信息公开信息处理费管理办法, 国办函〔2020〕109号, in force 2021-01-01 [K]): progressive, each band's
 * price for the pieces within it. Whether to charge at all is the office's decision; this only reckons. `items` is the running number of the
 * applicant's items in the month, the quote that for all of them together. Refuses what is no whole number from 0 to ten thousand items or a million pages.
 */
export function quote(measure: Measure): Quote {
  const method = 'items' in measure ? 'items' : 'pages';
  const count = 'items' in measure ? measure.items : measure.pages;
  if (!Number.isInteger(count) || count < 0 || count > MOST[method])
    throw new AppError('usage', 400, [`${LABELS[method]}应为 0 至 ${MOST[method]} 的整数`]);
  const lines = bandsUpTo(count, method).map(({ from, to = count, price }) => {
    const within = Math.min(to, count) - from + 1;
    return { from, to: Math.min(to, count), price, count: within, amount: within * price };
  });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const basis = `《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）${ARTICLES[method]}`;
  return { method, count, lines, total, basis };
}

function bandsUpTo(count: number, method: Quote['method']): Band[] {
  if (method === 'pages') return PAGE_BANDS.filter(({ from }) => from <= count);
  const bands = [...ITEM_BANDS];
  for (let last = bands.at(-1); last?.to !== undefined && last.to < count; last = bands.at(-1))
    bands.push({ from: last.to + 1, to: last.to + STEP.items, price: last.price + STEP.price });
  return bands.filter(({ from }) => from <= count);
}

/** What may be decided where somebody asks to pay less. The rules read name no cases; a reason and one who decides are ours [D]. */
export const RELIEFS = { none: '不减免', reduced: '减收', waived: '免收' } as const;
export type Relief = keyof typeof RELIEFS;
