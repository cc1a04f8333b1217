import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';
import { type PageTotals, REASONS, type ReasonCode, type Rect, type Size } from '#commons/redaction/contract.ts';
import { choice } from '../choice.ts';

// What is sent and received about records that go out with a reply. Pure data: the browser imports this file.

export const reason = choice<ReasonCode>(
  '不公开的理由',
  Object.fromEntries(
    Object.entries(REASONS).map(([code, { label, article }]) => [code, `${label}（${article}）`]),
  ) as Record<ReasonCode, string>,
);
const page = Type.Integer({ title: '页', minimum: 1, maximum: 500 });
const length = (title: string, minimum: number) => Type.Number({ title, minimum, maximum: 15_000 });
const form = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const word = (title: string) => Type.String({ title, minLength: 2, maxLength: 200 });
/** As the person saw it: two people do not cover one record over each other. */
const version = Type.Integer({ title: '版本', minimum: 0 });

/** How a cover came about: drawn by hand, or taken from what was proposed. */
export const BOX_ORIGINS = {
  drawn: '手工',
  searched: '查找',
  personal: '提示',
  rule: '规则',
  'taken-over': '沿用',
} as const;
export type BoxOrigin = keyof typeof BOX_ORIGINS;

const place = { page, x: length('左', 0), y: length('上', 0), w: length('宽', 1), h: length('高', 1) };

/** Rectangles drawn, changed and taken away, all at once. */
export const changeBoxesBody = form({
  version,
  add: Type.Array(form({ ...place, reason, origin: choice<BoxOrigin>('由来', BOX_ORIGINS) }), {
    maxItems: 2_000,
  }),
  change: Type.Array(form({ id: Type.String({ format: 'uuid' }), ...place, reason }), { maxItems: 500 }),
  remove: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 2_000 }),
});
export type ChangeBoxes = Static<typeof changeBoxesBody>;

/** What becomes of a whole page. `unrelated` is no ground of withholding and takes no article; `consult` waits and lets no copy be made. */
export const PAGE_FLAGS = {
  open: '公开（遮盖的部分除外）',
  withheld: '整页不予公开',
  unrelated: '与申请内容无关，不提供',
  consult: '待征求第三方意见',
} as const;
export type PageFlag = keyof typeof PAGE_FLAGS;

/** Whole pages: shown again, withheld for a reason, left out, or waiting. */
export const flagPagesBody = form({
  version,
  from: Type.Integer({ title: '从第几页', minimum: 1, maximum: 500 }),
  to: Type.Integer({ title: '到第几页', minimum: 1, maximum: 500 }),
  flag: choice<PageFlag>('处理', PAGE_FLAGS),
  /** Of withheld pages alone. */
  reason: Type.Optional(reason),
});
export type FlagPages = Static<typeof flagPagesBody>;

/** Every place where a word stands is covered, and the word may be nowhere in the copy. */
export const coverWordBody = form({ version, word: word('要遮盖的词'), reason });
/** Where a word stands, before it is covered. In the body: an address is kept by proxies and browsers, and the word is what must not be known. */
export const findWordBody = form({ word: word('要查找的词') });

export type CoverWord = Static<typeof coverWordBody>;

/** A word that is covered in one place may stand in another, for a reason that is kept. */
export const mayStandBody = form({
  version,
  word: word('可以保留的词'),
  because: Type.String({ title: '可以公开的理由', minLength: 4, maxLength: 500, 'x-widget': 'textarea' }),
});
export type MayStand = Static<typeof mayStandBody>;

export const versionBody = form({ version });
export const examineBody = form({
  opinion: Type.String({ title: '核对意见', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
});
export const removeBody = form({
  because: Type.String({ title: '移除的理由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
});

export const RECORD_KINDS = { pdf: 'PDF', picture: '图片', docx: 'Word', xlsx: 'Excel' } as const;
export type RecordKind = keyof typeof RECORD_KINDS;
export const RECORD_STATES = { received: '正在处理', ready: '可以遮盖', failed: '不能处理' } as const;
export const COPY_STATES = { making: '正在生成和核验', refused: '核验没有通过', passed: '核验通过' } as const;

export interface RecordLine {
  readonly id: string;
  readonly name: string;
  readonly kind: RecordKind;
  readonly state: keyof typeof RECORD_STATES;
  /** For people: why it could not be opened. */
  readonly failure: string | null;
  readonly size: number;
  readonly pages: number;
  readonly boxes: number;
  /** As its pages stand now. */
  readonly now: PagesNow;
  readonly version: number;
  readonly addedBy: string;
  readonly addedAt: Instant;
  /** The newest copy. */
  readonly copy: CopyLine | null;
}

/** Pages as they are flagged and covered now; `waiting` ones are neither given nor withheld yet. */
export interface PagesNow extends PageTotals {
  readonly waiting: number;
  /** Pages withheld whole, by reason. */
  readonly byReason: readonly { readonly reason: ReasonCode; readonly pages: number }[];
}

/** How many pages and what becomes of them, in one phrase: 共5页，其中全部公开3页、不予公开2页. */
export function pagesSaid({ open, partial, withheld, unrelated, ...rest }: PageTotals & Partial<PagesNow>): string {
  const waiting = rest.waiting ?? 0;
  const articles = [...Map.groupBy(rest.byReason ?? [], ({ reason }) => REASONS[reason].article)].map(
    ([article, some]) => `${article}${some.reduce((sum, { pages }) => sum + pages, 0)}页`,
  );
  const parts = [
    ...(open > 0 ? [`全部公开${open}页`] : []),
    ...(partial > 0 ? [`部分公开${partial}页`] : []),
    ...(withheld > 0 ? [`不予公开${withheld}页${articles.length > 0 ? `（${articles.join('，')}）` : ''}`] : []),
    ...(unrelated > 0 ? [`与申请内容无关${unrelated}页（不在提供范围）`] : []),
    ...(waiting > 0 ? [`待征求意见${waiting}页`] : []),
  ];
  return `共${open + partial + withheld + unrelated + waiting}页${parts.length > 0 ? `，其中${parts.join('、')}` : ''}`;
}

export interface CopyLine {
  readonly id: string;
  readonly state: keyof typeof COPY_STATES;
  /** Nothing was covered or uncovered since. */
  readonly current: boolean;
  readonly openPages: number;
  readonly partialPages: number;
  readonly withheldPages: number;
  readonly unrelatedPages: number;
  /** Covered pages that the gate did not read by recognition. */
  readonly unreadPages: number;
  readonly lines: readonly string[];
  readonly findings: readonly {
    readonly kind: string;
    readonly sentence: string;
    readonly page?: number;
    readonly word?: string;
  }[];
  readonly size: number | null;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly examinedBy: string | null;
  readonly examinedAt: Instant | null;
  readonly opinion: string | null;
  readonly releasedAt: Instant | null;
}

export interface Records {
  readonly rows: readonly RecordLine[];
  /** Why I may not attach, cover or make copies now; undefined: I never do. */
  readonly handling?: readonly string[];
  /** Of all records together. */
  readonly totals: PagesNow;
}

/** How far the reading of a page's pictures is: `none` has words nowhere but in its text layer, or was drawn before pages were read. */
export type PageReading = 'none' | 'waiting' | 'read' | 'failed';

export interface RecordPage extends Size {
  readonly page: number;
  readonly legible: boolean;
  readonly reading: PageReading;
  /** Pieces of text that stand where no paper is. */
  readonly outside: number;
  readonly flag: PageFlag;
  readonly reason: ReasonCode | null;
}

export interface Box extends Rect {
  readonly id: string;
  readonly page: number;
  readonly reason: ReasonCode;
  readonly origin: BoxOrigin;
  readonly drawnBy: string;
}

export interface RecordWord {
  readonly id: string;
  readonly kind: 'cover' | 'may-stand';
  readonly word: string;
  readonly reason: string;
  readonly saidBy: string;
}

export interface RecordDetail extends RecordLine {
  readonly requestNumber: string;
  readonly hidden: readonly string[];
  readonly pageList: readonly RecordPage[];
  readonly boxList: readonly Box[];
  readonly words: readonly RecordWord[];
  /** Why I may not change anything now; undefined: I never do. */
  readonly handling?: readonly string[];
  /** Why I may not examine the newest copy; undefined: I never do. */
  readonly examining?: readonly string[];
}

/** Where something stands that may have to be covered; a person decides. */
export interface Proposal {
  readonly page: number;
  /** By which the like are taken together. */
  readonly kind: string;
  readonly reason: ReasonCode;
  readonly origin: BoxOrigin;
  readonly text: string;
  readonly sure: boolean;
  readonly rects: readonly Rect[];
  /** Found by recognition, which misreads and overlooks. */
  readonly recognised: boolean;
  /** Every rectangle of it is covered already. */
  readonly covered: boolean;
}

/** The same file, by its hash, on another request the reader may see. */
export interface SameRecord {
  readonly requestId: string;
  readonly requestNumber: string;
  readonly recordId: string;
  /** The newest copy that went out with a reply there; null: none has yet. */
  readonly released: { readonly at: Instant; readonly pages: PageTotals; readonly lines: readonly string[] } | null;
}
