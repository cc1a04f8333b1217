import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

/** Up to 2999: a day later must still be a date. */
const day = (title: string) => Type.Optional(Type.String({ title, format: 'date', pattern: '^(?![03-9])' }));

/** GET /api/journal: the newest entries first. `chain` and `action` match from their beginning. */
export const JournalQuery = Type.Object(
  {
    chain: Type.Optional(Type.String({ title: '链', maxLength: 100 })),
    action: Type.Optional(Type.String({ title: '操作', maxLength: 100 })),
    actor: Type.Optional(Type.String({ title: '何人', format: 'uuid' })),
    from: day('从'),
    to: day('到'),
    page: Type.Integer({ title: '页', minimum: 1, maximum: 10_000, default: 1 }),
    size: Type.Integer({ title: '每页条数', minimum: 1, maximum: 100, default: 20 }),
  },
  { additionalProperties: false },
);
export type JournalQuery = Static<typeof JournalQuery>;

/** GET /api/journal/export: the civil days in China from the first to the last, both included. */
export const ExportQuery = Type.Object({ from: day('从'), to: day('到') }, { additionalProperties: false });

interface Who {
  readonly id: string;
  readonly name: string;
}

export interface JournalLine {
  readonly seq: number;
  readonly chain: string;
  readonly action: string;
  readonly actionLabel?: string;
  readonly actor: Who | null;
  readonly onBehalfOf: Who | null;
  readonly legalDate: LocalDate;
  readonly at: Instant;
  readonly round: number;
  readonly payload: unknown;
  /** Hexadecimal. */
  readonly hash: string;
}

/** Something in the journal that is not as it was written. */
export interface Finding {
  readonly kind: 'entry' | 'chain' | 'seal';
  /** For a seal, `日封 <day>`. */
  readonly chain: string;
  /** 0 where it is about the chain or the seal as a whole. */
  readonly seq: number;
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly chains: number;
  readonly seals: number;
  /** The first of them; `found` counts all. */
  readonly findings: readonly Finding[];
  readonly found: number;
  /** Civil days that are over and not sealed yet. */
  readonly unsealed: readonly LocalDate[];
}

export interface SealLine {
  readonly day: LocalDate;
  readonly root: string;
  readonly previousRoot: string;
  readonly entries: number;
  readonly algorithm: string;
  readonly sealedAt: Instant;
}
