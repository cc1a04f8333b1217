import { type Static, Type } from 'typebox';
import type { UnitRef } from '#commons/casework/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { DeadlineKind, PartyRole, ReadingProblem } from './reading/reading.ts';
import type { TextSegment } from '#kernel/text-difference.ts';
import type { Rhythm } from './rhythm.ts';
import { closed, uuid, day } from './field-contract.ts';

// Bringing in a plan: what is sent, and what the workbench shows of it before it is confirmed.

export { type PartyRole, partyRoles } from './reading/reading.ts';

/** POST /api/work-plans/imports, when not a file in multipart. */
export const PastedPlan = Type.Object(
  {
    text: Type.Optional(Type.String({ title: '文本', maxLength: 600_000 })),
    html: Type.Optional(Type.String({ title: '网页内容', maxLength: 900_000 })),
    name: Type.Optional(Type.String({ title: '名称', maxLength: 200 })),
  },
  closed,
);
export type PastedPlan = Static<typeof PastedPlan>;

/** Who is meant by a printed name: units, or for an open class the person who will say so later. */
const Meaning = {
  unitIds: Type.Array(uuid('单位'), { title: '单位', maxItems: 100, uniqueItems: true }),
  openTo: Type.Optional(uuid('由谁明确')),
};

export const PartyInput = Type.Object(
  {
    role: Type.Union(
      [Type.Literal('leads'), Type.Literal('joint'), Type.Literal('cooperating'), Type.Literal('guides')],
      { title: '职责' },
    ),
    text: Type.String({ title: '名称', minLength: 1, maxLength: 80 }),
    ...Meaning,
  },
  closed,
);
export type PartyInput = Static<typeof PartyInput>;

export const ItemCorrection = Type.Object(
  {
    title: Type.Optional(Type.String({ title: '任务标题', minLength: 2, maxLength: 200 })),
    text: Type.Optional(Type.String({ title: '任务内容', maxLength: 20_000 })),
    /** null: no date (a standing item then needs a rhythm). */
    dueOn: Type.Optional(Type.Union([day('期限'), Type.Null()], { title: '期限' })),
    rhythm: Type.Optional(
      Type.Union([Type.Literal('monthly'), Type.Literal('quarterly'), Type.Null()], { title: '报告周期' }),
    ),
    /** All parties of the item, in place of those read. */
    parties: Type.Optional(Type.Array(PartyInput, { title: '责任单位', maxItems: 100 })),
  },
  closed,
);
export type ItemCorrection = Static<typeof ItemCorrection>;

/** PATCH /api/work-plans/imports/:id. What is given replaces what was corrected before; the rest stays. */
export const CorrectionBody = Type.Object(
  {
    version: Type.Integer({ title: '版本', minimum: 1 }),
    title: Type.Optional(Type.String({ title: '标题', minLength: 2, maxLength: 200 })),
    documentNumber: Type.Optional(
      Type.Union([Type.String({ title: '文号', maxLength: 60 }), Type.Null()], { title: '文号' }),
    ),
    issuedOn: Type.Optional(day('成文日期')),
    source: Type.Optional(Type.String({ title: '信息来源', maxLength: 80 })),
    year: Type.Optional(Type.Integer({ title: '计划年度', minimum: 1949, maximum: 2999 })),
    /** By the place of the item, `section.item` from 0. null takes the corrections back. */
    items: Type.Optional(
      Type.Record(Type.String({ pattern: '^\\d{1,3}\\.\\d{1,3}$' }), Type.Union([ItemCorrection, Type.Null()]), {
        title: '任务',
        maxProperties: 500,
      }),
    ),
    /** What a printed name means wherever it stands. null takes it back. */
    names: Type.Optional(
      Type.Record(
        Type.String({ minLength: 1, maxLength: 80 }),
        Type.Union([Type.Object(Meaning, closed), Type.Null()]),
        { title: '名称', maxProperties: 300 },
      ),
    ),
  },
  closed,
);
export type CorrectionInput = Static<typeof CorrectionBody>;

export interface Corrections {
  readonly title?: string;
  readonly documentNumber?: string | null;
  readonly issuedOn?: string;
  readonly source?: string;
  readonly year?: number;
  readonly items?: Readonly<Record<string, ItemCorrection>>;
  readonly names?: Readonly<Record<string, { readonly unitIds: readonly string[]; readonly openTo?: string }>>;
}

/** POST /api/work-plans/imports/:id/confirm */
export const ConfirmBody = Type.Object(
  {
    version: Type.Integer({ title: '版本', minimum: 1 }),
    /** The plan this is a new edition of, after its differences were shown. */
    newEditionOf: Type.Optional(uuid('原要点')),
  },
  closed,
);
export type ConfirmInput = Static<typeof ConfirmBody>;

export type PartyState = 'settled' | 'open' | 'left-open' | 'ambiguous' | 'unknown';
export const partyStates = {
  settled: '已对应',
  open: '需明确单位',
  'left-open': '留待明确',
  ambiguous: '有几个同名单位',
  unknown: '名录中没有',
} as const satisfies Record<PartyState, string>;

/** A printed name with who is taken to be meant. */
export interface PreviewParty {
  readonly role: PartyRole;
  readonly text: string;
  readonly state: PartyState;
  readonly units: readonly UnitRef[];
  /** A collective word of the register. */
  readonly collective: boolean;
  readonly candidates: readonly UnitRef[];
  readonly openTo: string | null;
}

export type DueBasis = 'printed' | 'set' | 'year-end' | 'standing';
export const dueBases = {
  printed: '要点载明',
  set: '导入时确定',
  'year-end': '要点未写期限，按计划年度末',
  standing: '持续推进，没有完成期限',
} as const satisfies Record<DueBasis, string>;

export interface PreviewItem {
  /** `section.item`, from 0. */
  readonly key: string;
  /** 第二部分第10条 */
  readonly where: string;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  /** The annotations as printed. */
  readonly verbatim: readonly string[];
  readonly parties: readonly PreviewParty[];
  /** The annotation names others it does not list (等). */
  readonly unlisted: boolean;
  readonly deadlines: readonly {
    readonly verbatim: string;
    readonly dueOn: LocalDate | null;
    readonly kind: DeadlineKind;
  }[];
  readonly dueOn: LocalDate | null;
  readonly dueBasis: DueBasis;
  readonly rhythm: Rhythm | null;
  /** The unit on the spine of the matter, and why where it is not simply the one that leads. */
  readonly lead: UnitRef | null;
  readonly leadNote: string | null;
  readonly corrected: boolean;
  readonly problems: readonly ReadingProblem[];
  /** What must be settled before the plan can be confirmed. */
  readonly blockers: readonly string[];
}

export interface Preview {
  readonly title: string;
  readonly documentNumber: string | null;
  readonly issuedOn: LocalDate | null;
  readonly source: string | null;
  readonly year: number | null;
  readonly preamble: string;
  readonly sections: readonly {
    readonly number: string;
    readonly title: string;
    readonly items: readonly PreviewItem[];
  }[];
  /** Those of the whole, which belong to no single item. */
  readonly problems: readonly ReadingProblem[];
  readonly blockers: readonly string[];
  /** Printed names that a person must settle, each with the number of items it stands in. */
  readonly names: readonly {
    readonly text: string;
    readonly state: PartyState;
    readonly items: number;
    readonly candidates: readonly UnitRef[];
  }[];
}

export interface ShownDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly number: string;
  readonly title: string;
  readonly section: string;
  readonly text: readonly TextSegment[];
  readonly units: boolean;
  readonly deadlines: boolean;
  readonly moved: boolean;
}

/** GET /api/work-plans/imports/:id */
export interface ImportDetail {
  readonly id: string;
  readonly fileName: string;
  readonly state: 'draft' | 'confirmed' | 'discarded';
  readonly version: number;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly planId: string | null;
  readonly unit: UnitRef;
  readonly preview: Preview;
  /** The same document, imported before. */
  readonly same: { readonly planId: string; readonly title: string; readonly on: LocalDate } | null;
  /** An earlier edition of it, with what would change. */
  readonly edition: {
    readonly planId: string;
    readonly title: string;
    readonly edition: number;
    readonly unchanged: number;
    readonly differences: readonly ShownDifference[];
  } | null;
  /** What will follow when it is confirmed, in a sentence. */
  readonly consequence: string;
}

export interface ImportLine {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
}
