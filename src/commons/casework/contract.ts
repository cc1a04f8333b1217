import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What the workbench sends and receives about matters. Pure data: the browser imports this file.

export interface UnitRef {
  readonly id: string;
  readonly name: string;
}
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** `paused` is shown grey; `none` means that no day counts (no due date, or the clock has stopped). */
export type LightColour = 'green' | 'yellow' | 'red' | 'paused' | 'none';

export interface Light {
  readonly colour: LightColour;
  /** 剩余 5 个工作日, 今日到期, 已超期 2 个工作日. Never shown by colour alone. */
  readonly words: string;
  /** Working days left; negative when overdue; null where none are counted. */
  readonly workdays: number | null;
}

/** How long the office means a matter to stay in its present state, and how near the end of that is: 目标 2 个工作日，还剩 1 个工作日. */
export interface StepTarget {
  readonly on: LocalDate;
  readonly days: number;
  readonly light: Light;
}

/** A matter as a line of a list. */
export interface MatterLine {
  readonly id: string;
  /** Where it is worked on, below /workbench: the screen of its kind, or the page every matter has. */
  readonly path: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly stateLabel: string;
  /** What is to be done, in the words of the workflow; null when nothing is awaited. */
  readonly task: string | null;
  readonly leadUnit: UnitRef;
  readonly assignee: PersonRef | null;
  /** Whom it waits for: 药品注册管理处 · 经办人, or a person's name; null when nobody. */
  readonly waitsFor: string | null;
  readonly waitingSince: LocalDate | null;
  /** The goal of the state it is in; null where none is set. */
  readonly target: StepTarget | null;
  readonly receivedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly closedOn: LocalDate | null;
  readonly light: Light;
  /** Somebody else has done something since the reader last opened it. */
  readonly news?: true;
}

/** What somebody does at the page of a matter. */
export const Doing = Type.Union([Type.Literal('reading'), Type.Literal('writing')], { title: '正在做什么' });
export type Doing = Static<typeof Doing>;

/** PUT /api/matters/:id/presence: others who are at the page of the matter. */
export interface PresentLine {
  readonly personId: string;
  readonly name: string;
  readonly unitName: string | null;
  readonly since: Instant;
  readonly doing: Doing;
  /** 正在查看, or what writing is called of this kind. */
  readonly doingLabel: string;
}

/** How long one counts as being there after the last sign of it, and how often a window gives one. */
export const PRESENCE_SECONDS = 60;
export const HEARTBEAT_SECONDS = 20;

/** `role`: a role of mine is awaited; `person`: I am; `countersign`: my unit's opinion is asked; `part`: my unit's own part is open; `duty`: something beside the matter's state is asked of my role; `mention`: a remark asks me to look. */
export type ToDoReason = 'role' | 'person' | 'countersign' | 'part' | 'duty' | 'mention';

/** Something that waits for me. `task`, `dueOn` and `light` are those of what is asked of me, which for a countersign or a part differ from the matter's own. */
export interface ToDoItem extends MatterLine {
  readonly why: ToDoReason;
  readonly whyLabel: string;
  /** The unit for which I would act: the one whose role, countersign or part it is. */
  readonly forUnit: UnitRef | null;
  readonly countersignId: string | null;
}

/** What came back to me, with what was said of it as far as that may stand in a list. */
export interface ReturnedLine extends MatterLine {
  readonly returnedFor: string | null;
}

/** GET /api/todo. Each list is sorted by due date and ends after 200 lines; `counts` are complete. */
export interface ToDo {
  readonly waiting: readonly ToDoItem[];
  readonly startedByMe: readonly MatterLine[];
  readonly dueSoon: readonly MatterLine[];
  readonly returned: readonly ReturnedLine[];
  readonly watched: readonly MatterLine[];
  readonly counts: {
    readonly waiting: number;
    readonly overdue: number;
    readonly startedByMe: number;
    readonly dueSoon: number;
    readonly returned: number;
    readonly watched: number;
    readonly unreadNotices: number;
  };
}

export const ledgerSorts = ['due', '-due', 'received', '-received', 'number', '-number', 'title'] as const;
export type LedgerSort = (typeof ledgerSorts)[number];
const _PAGE_SIZES = [20, 50, 100] as const;

/** The ledger's filters, as they stand in the address. */
export const LedgerQuery = Type.Object(
  {
    kind: Type.Optional(Type.String({ title: '事项种类', maxLength: 60 })),
    state: Type.Optional(Type.String({ title: '状态', maxLength: 60 })),
    /** The lead unit, or any unit that has a part. */
    unit: Type.Optional(Type.String({ title: '单位', format: 'uuid' })),
    lead: Type.Optional(Type.String({ title: '牵头单位', format: 'uuid' })),
    light: Type.Optional(
      Type.Union(
        [
          Type.Literal('green'),
          Type.Literal('yellow'),
          Type.Literal('red'),
          Type.Literal('paused'),
          Type.Literal('none'),
        ],
        { title: '亮灯' },
      ),
    ),
    open: Type.Optional(Type.Boolean({ title: '只看未办结' })),
    /** Started by me. */
    mine: Type.Optional(Type.Boolean({ title: '只看我发起的' })),
    watched: Type.Optional(Type.Boolean({ title: '只看我关注的' })),
    parent: Type.Optional(Type.String({ title: '上级事项', format: 'uuid' })),
    q: Type.Optional(Type.String({ title: '编号或标题', maxLength: 100 })),
    page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 10_000 })),
    size: Type.Optional(Type.Integer({ title: '每页条数', minimum: 1, maximum: 100 })),
    sort: Type.Optional(
      Type.Union(
        ledgerSorts.map((sort) => Type.Literal(sort)),
        { title: '排序' },
      ),
    ),
  },
  { additionalProperties: false },
);
export interface LedgerFilter {
  readonly kind?: string;
  readonly state?: string;
  readonly unit?: string;
  readonly lead?: string;
  readonly light?: LightColour;
  readonly open?: boolean;
  readonly mine?: boolean;
  readonly watched?: boolean;
  readonly parent?: string;
  readonly q?: string;
  readonly page?: number;
  readonly size?: number;
  readonly sort?: LedgerSort;
}

/** GET /api/matters */
export interface Ledger {
  readonly rows: readonly MatterLine[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

/** GET /api/matters/filters: what the ledger may be filtered by, among the matters the person may see. */
export interface LedgerFilters {
  readonly kinds: readonly {
    readonly key: string;
    readonly label: string;
    readonly states: readonly { readonly key: string; readonly label: string }[];
  }[];
  readonly units: readonly UnitRef[];
}

/** Something asked of a role beside the state a matter is in: a period of somebody else that is over, an arrival to be written down. */
export interface OwedLine {
  readonly key: string;
  readonly task: string;
  /** Whose it is, in words: 稽查处 · 经办人. */
  readonly waitsFor: string;
  readonly dueOn: LocalDate | null;
  readonly light: Light;
}

export type PartKind = 'lead' | 'joint' | 'cooperating' | 'guiding';
/** The words plans print: A、B负责 and 分别负责 stand side by side, which does not make them answer for one another (共同负责). */
export const partLabels = {
  lead: '牵头',
  joint: '负责',
  cooperating: '配合',
  guiding: '指导',
} as const satisfies Record<PartKind, string>;

export interface MatterPart {
  readonly unit: UnitRef;
  readonly part: PartKind;
  readonly partLabel: string;
  readonly task: string | null;
  readonly dueOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
  readonly light: Light;
  /** May I report this part done, and if not, why. Absent where it is not mine to report. */
  readonly report?: ActOffer;
  /** May I release this unit from its part. Absent where it is not mine to do. */
  readonly release?: ActOffer;
}

/** One line of a clock's explanation, a sentence ready to show. */
export interface ExplanationLine {
  readonly kind: string;
  readonly text: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly days?: number;
}
/** One day of the calendar strip: `n` is its number among the days counted. */
export interface StripDay {
  readonly on: LocalDate;
  readonly kind: string;
  readonly n?: number;
}

export interface MatterClock {
  readonly state: string;
  readonly dueOn: LocalDate | null;
  /** For periods counted in hours. */
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  /** Empty where the date was set by a decision or a document and no period runs. */
  readonly explanation: readonly ExplanationLine[];
  readonly strip: readonly StripDay[];
}

export interface TimelineField {
  readonly label: string;
  readonly value: string;
}
/** One act, from the journal. */
export interface TimelineEntry {
  readonly seq: number;
  readonly action: string;
  readonly label: string;
  readonly actor: PersonRef | null;
  readonly onBehalfOf: PersonRef | null;
  /** The unit of the actor at that time, by the posts then held. */
  readonly unit: string | null;
  readonly legalDate: LocalDate;
  readonly at: Instant;
  readonly round: number;
  readonly fields: readonly TimelineField[];
}

/** Something I may do: a button, its form and where the form is sent. Disabled while `refusals` has sentences. */
export interface ActOffer {
  readonly key: string;
  readonly label: string;
  readonly consequence?: string;
  /** Takes away what stands. */
  readonly grave?: true;
  readonly refusals: readonly string[];
  /** JSON schema of the form, from which it is generated. */
  readonly fields: JsonSchema;
  /** POST here. A step takes `{version, fields}`; every other act takes the fields themselves. */
  readonly path: string;
  /** For an act other than a step that is refused when somebody was faster: sent among its fields. */
  readonly version?: number;
}
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

export interface CountersignLine {
  readonly id: string;
  readonly unit: UnitRef;
  readonly question: string;
  readonly askedBy: PersonRef;
  readonly askedAt: Instant;
  readonly dueOn: LocalDate;
  readonly agrees: boolean | null;
  readonly opinion: string | null;
  readonly answeredBy: PersonRef | null;
  readonly answeredAt: Instant | null;
  /** For one still open: how near its day is. */
  readonly light: Light;
  /** Present when it is for me to answer. */
  readonly answer?: ActOffer;
}

export interface RemarkLine {
  readonly seq: number;
  readonly author: PersonRef | null;
  readonly at: Instant;
  readonly text: string;
  /** Whom it asks to look, by name: 章某、李某. */
  readonly to: string | null;
}

/** GET /api/matters/:id */
export interface MatterDetail {
  readonly matter: MatterLine & {
    readonly version: number;
    readonly round: number;
    readonly targetOn: LocalDate | null;
  };
  /** The feature's own screen about this matter, where its kind has one. */
  readonly detailPath: string | null;
  /** What it is about, where its kind says more than the title. */
  readonly about: readonly TimelineField[];
  readonly units: readonly MatterPart[];
  readonly startedBy: PersonRef | null;
  /** The people it is restricted to (限定知悉范围), beside whom its kind shows what is restricted; null where it is not. */
  readonly restrictedTo: readonly PersonRef[] | null;
  readonly clock: MatterClock;
  readonly timeline: readonly TimelineEntry[];
  readonly steps: readonly ActOffer[];
  readonly acts: readonly ActOffer[];
  readonly countersigns: readonly CountersignLine[];
  readonly remarks: readonly RemarkLine[];
  /** What is owed beside its state, the most urgent first. */
  readonly owed: readonly OwedLine[];
  readonly parent: MatterLine | null;
  readonly children: readonly MatterLine[];
  /** The last entry of the timeline the reader had seen when they opened it before; null: it is the first time. */
  readonly seenSeq: number | null;
  /** Does the reader watch it (PUT or DELETE /api/matters/:id/watch). */
  readonly watched: boolean;
}

const closed = { additionalProperties: false } as const;
const longText = (title: string, minLength = 1) =>
  Type.String({ title, minLength, maxLength: 2_000, 'x-widget': 'textarea' });
const unitId = (title: string) => Type.String({ title, format: 'uuid', 'x-widget': 'unit' });

/** POST /api/matters/:id/steps/:step; with `/check` at its end nothing is done, and refused what the step would refuse. `fields` is checked against what the step asks for. */
export const StepBody = Type.Object(
  {
    version: Type.Integer({ title: '版本', minimum: 1 }),
    fields: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '填写的内容', maxProperties: 60 }),
  },
  closed,
);

/** POST /api/matters/:id/remarks */
export const RemarkBody = Type.Object(
  {
    text: longText('批注'),
    to: Type.Optional(
      Type.Array(Type.String({ title: '人员', format: 'uuid' }), {
        title: '请谁看（@）',
        description: '从可以查看这一事项的人员中选择；所选的人会收到通知，打开本事项之前列在其待办里',
        maxItems: 10,
        uniqueItems: true,
        'x-widget': 'colleagues',
      }),
    ),
  },
  closed,
);

/** POST /api/matters/:id/countersigns */
export const CountersignBody = Type.Object(
  {
    unitIds: Type.Array(unitId('会签单位'), {
      title: '会签单位',
      minItems: 1,
      maxItems: 30,
      uniqueItems: true,
      'x-widget': 'units',
    }),
    question: longText('请会签单位答复的问题', 5),
    limitDays: Type.Integer({ title: '答复期限（工作日）', minimum: 1, maximum: 30, default: 5 }),
  },
  closed,
);

/** POST /api/countersigns/:id/answer */
export const CountersignAnswerBody = Type.Object(
  {
    agrees: Type.Boolean({ title: '会签结论', 'x-labels': { true: '同意', false: '不同意' } }),
    opinion: longText('会签意见'),
  },
  closed,
);

/** What is asked for an assignment. Who may be chosen: GET /api/matters/:id/assignees → PersonRef[]. */
export const AssignmentFields = Type.Object(
  {
    personId: Type.String({ title: '承办人', format: 'uuid', 'x-widget': 'assignee' }),
    note: Type.Optional(Type.String({ title: '交办说明', maxLength: 500, 'x-widget': 'textarea' })),
  },
  closed,
);
/** POST /api/matters/:id/assignment, refused when the matter is no longer at `version`. */
export const AssignmentBody = Type.Object(
  { ...AssignmentFields.properties, version: Type.Integer({ title: '版本', minimum: 1 }) },
  closed,
);

/** POST /api/matters/:id/reminders */
export const ReminderBody = Type.Object(
  { reason: Type.String({ title: '催办事由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }) },
  closed,
);

/** POST /api/matters/:id/parts: the office adds a unit with a part. */
export const AddPartBody = Type.Object(
  {
    unitId: unitId('单位'),
    part: Type.Union(
      [
        Type.Literal('joint', { title: partLabels.joint }),
        Type.Literal('cooperating', { title: partLabels.cooperating }),
        Type.Literal('guiding', { title: partLabels.guiding }),
      ],
      { title: '承担的职责' },
    ),
    task: Type.String({ title: '任务', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
    dueOn: Type.Optional(Type.String({ title: '完成日期', format: 'date', pattern: '^(?![03-9])' })),
    reason: Type.String({ title: '增加的理由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
  },
  closed,
);

/** POST /api/matters/:id/help: the lead unit asks another to cooperate. */
export const AskHelpBody = Type.Object(
  {
    unitId: unitId('请求协助的单位'),
    task: Type.String({ title: '需要协助的事', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
    dueOn: Type.Optional(Type.String({ title: '希望完成日期', format: 'date', pattern: '^(?![03-9])' })),
  },
  closed,
);

/** POST /api/matters/:id/parts/:unitId/release */
export const ReleasePartBody = Type.Object(
  { reason: Type.String({ title: '解除的理由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }) },
  closed,
);

/** POST /api/matters/:id/parts/:unitId/done */
export const PartDoneBody = Type.Object({ report: longText('完成情况', 5) }, closed);

export type CountersignInput = Static<typeof CountersignBody>;
export type CountersignAnswer = Static<typeof CountersignAnswerBody>;
export type AssignmentInput = Static<typeof AssignmentBody>;
export type ReminderInput = Static<typeof ReminderBody>;
export type AddPartInput = Static<typeof AddPartBody>;
export type AskHelpInput = Static<typeof AskHelpBody>;
export type ReleasePartInput = Static<typeof ReleasePartBody>;
export type PartDoneInput = Static<typeof PartDoneBody>;
