import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What is sent and received about annual reports. Pure data: the browser imports this file.

const closed = { additionalProperties: false } as const;

/** Cells no module counts yet: typed, each with its source. */
export const ENTERED_CELLS = {
  'proactive.licences.decisions': '行政许可·本年处理决定数量',
  'proactive.penalties.decisions': '行政处罚·本年处理决定数量',
  'proactive.compulsions.decisions': '行政强制·本年处理决定数量',
  'proactive.fees.amountWan': '行政事业性收费·本年收费金额（单位：万元）',
} as const;
export type EnteredCell = keyof typeof ENTERED_CELLS;

const enteredCell = Type.Unsafe<EnteredCell>({
  type: 'string',
  enum: Object.keys(ENTERED_CELLS),
  title: '数据',
  'x-labels': ENTERED_CELLS,
});

export const NewReport = Type.Object(
  { year: Type.Integer({ minimum: 2021, maximum: 2100, title: '报告年度' }) },
  closed,
);
export type NewReport = Static<typeof NewReport>;

export const NewEntry = Type.Object(
  {
    cell: enteredCell,
    value: Type.Number({ minimum: 0, maximum: 1_000_000_000, title: '数值' }),
    source: Type.String({
      minLength: 2,
      maxLength: 200,
      pattern: '\\S',
      title: '数据来源',
      description: '例如：行政处罚案件台账；省政务服务平台，由政策法规处提供',
    }),
    asOf: Type.String({ format: 'date', title: '数据截止日期' }),
  },
  closed,
);
export type NewEntry = Static<typeof NewEntry>;

export const SavedPart = Type.Object(
  {
    part: Type.Unsafe<'overview' | 'problems' | 'other'>({
      type: 'string',
      enum: ['overview', 'problems', 'other'],
      title: '部分',
    }),
    text: Type.String({ maxLength: 50_000, title: '文字', 'x-widget': 'textarea' }),
    /** What was read before it was changed; 0 where nothing was. */
    number: Type.Integer({ minimum: 0, maximum: 1_000_000, title: '版本' }),
  },
  closed,
);
export type SavedPart = Static<typeof SavedPart>;

export const Answer = Type.Object(
  {
    finding: Type.String({ pattern: '^[0-9a-f]{32}$', title: '问题', 'x-widget': 'hidden' }),
    reason: Type.String({ minLength: 2, maxLength: 1000, pattern: '\\S', title: '说明', 'x-widget': 'textarea' }),
  },
  closed,
);
export type Answer = Static<typeof Answer>;

/** A report in the exchange scheme (`shared/data/annual-reports/_schema.json`), template of 2021. */
export interface FiguresFile {
  readonly authority: string;
  readonly year: number;
  readonly format: '2019' | '2021';
  readonly complete: boolean;
  readonly title?: string;
  readonly publishedOn?: LocalDate;
  readonly proactive: Cells;
  readonly applications: Cells;
  readonly review: Cells;
  readonly narrative: Readonly<Record<string, number>>;
  readonly parts: Readonly<Partial<Record<'overview' | 'problems' | 'other', string>>>;
  readonly explanations: Readonly<Record<string, string>>;
}
type Cells = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

interface Named {
  readonly key: string;
  readonly label: string;
}
/** The three tables as they are printed, each row with what it counts. */
export interface TableForm {
  readonly proactive: readonly (Named & {
    readonly block: string;
    readonly about: string;
    readonly cells: readonly Named[];
  })[];
  readonly columns: readonly Named[];
  readonly applications: readonly (Named & {
    /** The heading the row stands under, where that is not itself. */
    readonly family: string | null;
    /** Stands under 三、本年度办理结果. */
    readonly result: boolean;
    readonly about: string;
  })[];
  readonly blocks: readonly Named[];
  readonly outcomes: readonly (Named & { readonly about: string })[];
}

export interface EntryLine {
  readonly cell: EnteredCell;
  readonly value: number;
  readonly source: string;
  readonly asOf: LocalDate;
  readonly by: string;
  readonly at: Instant;
}

export interface FindingLine {
  readonly key: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly sentence: string;
  readonly source: string;
  readonly where: string;
  readonly message: string;
  readonly answerable: boolean;
  readonly answer: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
}

export interface PartLine {
  readonly part: 'overview' | 'problems' | 'other';
  readonly label: string;
  /** What belongs here. */
  readonly about: string;
  readonly text: string;
  readonly number: number;
  readonly by: string | null;
  readonly at: Instant | null;
}

export interface EditionLine {
  readonly number: number;
  readonly countedAt: Instant;
  readonly by: string;
  readonly reason: string | null;
  readonly hash: string;
  readonly documentId: string | null;
  readonly releasedAt: Instant | null;
}

/** GET /api/annual-reports/:id */
export interface ReportDetail {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly authority: string;
  readonly bureauId: string;
  readonly year: number;
  readonly state: string;
  readonly stateLabel: string;
  readonly dueOn: LocalDate | null;
  /** The tables show this edition; null while they are counted live. */
  readonly frozenAs: number | null;
  readonly countedAt: Instant;
  readonly correcting: string | null;
  readonly figures: FiguresFile;
  readonly form: TableForm;
  readonly entries: readonly EntryLine[];
  readonly parts: readonly PartLine[];
  readonly findings: readonly FindingLine[];
  readonly previous: { readonly kind: 'edition' | 'import'; readonly year: number; readonly name: string } | null;
  /** Cells that are counted otherwise today than in the edition shown. */
  readonly movedSince: readonly {
    readonly path: string;
    readonly label: string;
    readonly frozen: number | null;
    readonly now: number | null;
  }[];
  readonly editions: readonly EditionLine[];
  readonly may: {
    readonly enter: boolean;
    readonly write: boolean;
    readonly answer: boolean;
    readonly import: boolean;
    readonly compose: boolean;
    readonly drill: boolean;
  };
}

/** GET /api/annual-reports */
export interface ReportList {
  readonly rows: readonly ReportLine[];
  /** The year that is over: its reports are due, or were last. */
  readonly dueYear: number;
}

/** A line for each report, the newest year first. */
export interface ReportLine {
  readonly id: string;
  readonly authority: string;
  readonly bureauId: string;
  readonly year: number;
  readonly state: string;
  readonly stateLabel: string;
  readonly dueOn: LocalDate | null;
  readonly submittedOn: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  readonly edition: number;
}

/** Who reads what the bureaus below have handed in. */
export const RECEIVERS: readonly string[] = ['openness-officer', 'openness-head', 'issuer', 'supervisor'];

/** A unit of a roll-up. */
export interface RollUpLine {
  readonly bureauId: string;
  readonly name: string;
  readonly reportId: string | null;
  readonly state: string | null;
  readonly stateLabel: string;
  readonly handedIn: boolean;
  readonly submittedOn: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  /** Handed in after the day, or not yet though it is over. */
  readonly late: boolean;
  /** Published after the day, or not yet though it is over. */
  readonly unpublished: boolean;
}

/** GET /api/annual-reports/roll-up */
export interface RollUp {
  readonly bureauId: string;
  readonly year: number;
  readonly dueOn: LocalDate;
  readonly lines: readonly RollUpLine[];
  /** How many reports the totals are the sum of. */
  readonly handedIn: number;
  readonly form: TableForm;
  readonly totals: Pick<FiguresFile, 'proactive' | 'applications' | 'review'>;
}

export const RollUpQuery = Type.Object(
  {
    year: Type.Integer({ minimum: 2021, maximum: 2100, title: '报告年度' }),
    bureau: Type.Optional(Type.String({ format: 'uuid', title: '机构' })),
  },
  closed,
);

/** GET /api/annual-reports/roll-up/export/:format?year&bureau; JSON in the exchange scheme for the reporting system of the province. */
export const ROLL_UP_FORMATS = ['xlsx', 'json'] as const;
export type RollUpFormat = (typeof ROLL_UP_FORMATS)[number];

/** What is said besides to those who are late. */
export const UrgingNote = Type.Object(
  { note: Type.Optional(Type.String({ title: '补充说明', maxLength: 300, 'x-widget': 'textarea' })) },
  closed,
);

/** POST /api/annual-reports/roll-up/urging → Urged. */
export const Urging = Type.Object({ ...RollUpQuery.properties, ...UrgingNote.properties }, closed);
export type UrgingInput = Static<typeof Urging>;

/** Whom it reached: units, and those where nobody holds the openness office. */
export interface Urged {
  readonly told: readonly string[];
  readonly unreachable: readonly string[];
}

export const BehindQuery = Type.Object(
  {
    cell: Type.String({ maxLength: 80, pattern: '^[A-Za-z.]+$', title: '格' }),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页' }),
    size: Type.Integer({ minimum: 1, maximum: 200, default: 20, title: '每页' }),
    sort: Type.Optional(Type.String({ maxLength: 40, title: '排序' })),
  },
  closed,
);

/** A line behind a cell: a request, a normative document or a dispute, in the same five columns. */
export interface BehindLine {
  readonly id: string;
  readonly name: string;
  /** Below /workbench; null where there is no page. */
  readonly path: string | null;
  readonly kind: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly result: string;
  readonly unit: string;
}

/** What was read of last year's report, before and after it is taken. */
export interface ImportedReport {
  readonly id: string;
  readonly reportId: string;
  readonly year: number;
  readonly fileName: string;
  readonly authority: string | null;
  readonly taken: boolean;
  /** What was not understood. */
  readonly notes: readonly string[];
  readonly texts: readonly { readonly label: string; readonly text: string }[];
  readonly cells: readonly { readonly path: string; readonly label: string; readonly value: number }[];
  readonly findings: readonly {
    readonly severity: 'error' | 'warning';
    readonly where: string;
    readonly message: string;
  }[];
}
