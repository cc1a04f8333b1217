import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';
import { REASONS, type ReasonCode, type Rect, type Size } from '#commons/redaction/contract.ts';
import { choice } from '../choice.ts';

// What is sent and received about records that go out with a reply. Pure data: the browser imports this file.

const reason = choice<ReasonCode>(
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

const place = { page, x: length('左', 0), y: length('上', 0), w: length('宽', 1), h: length('高', 1) };

/** Rectangles drawn, changed and taken away, all at once. */
export const changeBoxesBody = form({
  version,
  add: Type.Array(
    form({ ...place, reason, origin: choice('由来', { drawn: '手工', searched: '查找', personal: '提示' }) }),
    {
      maxItems: 2_000,
    },
  ),
  change: Type.Array(form({ id: Type.String({ format: 'uuid' }), ...place, reason }), { maxItems: 500 }),
  remove: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 2_000 }),
});
export type ChangeBoxes = Static<typeof changeBoxesBody>;

/** Whole pages: shown again, or withheld for a reason. */
export const flagPagesBody = form({
  version,
  from: page,
  to: page,
  flag: choice('处理', { open: '公开（遮盖的部分除外）', withheld: '整页不予公开' }),
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
  readonly withheldPages: number;
  readonly version: number;
  readonly addedBy: string;
  readonly addedAt: Instant;
  /** The newest copy. */
  readonly copy: CopyLine | null;
}

export interface CopyLine {
  readonly id: string;
  readonly state: keyof typeof COPY_STATES;
  /** Nothing was covered or uncovered since. */
  readonly current: boolean;
  readonly openPages: number;
  readonly partialPages: number;
  readonly withheldPages: number;
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
  /** Office files can be converted on this machine. */
  readonly totals: { readonly open: number; readonly partial: number; readonly withheld: number };
}

export interface RecordPage extends Size {
  readonly page: number;
  readonly legible: boolean;
  /** Pieces of text that stand where no paper is. */
  readonly outside: number;
  readonly flag: 'open' | 'withheld';
  readonly reason: ReasonCode | null;
}

export interface Box extends Rect {
  readonly id: string;
  readonly page: number;
  readonly reason: ReasonCode;
  readonly origin: 'drawn' | 'searched' | 'personal';
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

/** Where a word, or personal information, stands. */
export interface Proposal {
  readonly page: number;
  readonly kind: string;
  readonly text: string;
  readonly sure: boolean;
  readonly rects: readonly Rect[];
  /** Every rectangle of it is covered already. */
  readonly covered: boolean;
}
