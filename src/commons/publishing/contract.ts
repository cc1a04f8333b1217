import { type Static, Type } from 'typebox';
import type { Light } from '#commons/casework/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, TOPICS } from './statutory.ts';
import { WITHDRAWAL_CAUSES, type WithdrawalCause } from './withdrawal-causes.ts';

export {
  DISCLOSURES,
  NON_DISCLOSURE_BASES,
  OPENNESS_CLASSES,
  OUTSIDE_ARTICLE_20,
  STATUTORY_CLASSES,
  statutoryLabel,
  TOPICS,
} from './statutory.ts';
export { WITHDRAWAL_CAUSES } from './withdrawal-causes.ts';

/** A choice with the words people know it by: what forms show, what validation accepts. */
function choice<const K extends string>(title: string, options: Readonly<Record<K, string>>) {
  const literals = Object.entries<string>(options).map(([value, label]) => Type.Literal(value, { title: label }));
  return Type.Unsafe<K>(Type.Union(literals, { title }));
}

export const AttachmentRef = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 0 }),
    mediaType: Type.String({ maxLength: 120 }),
  },
  { additionalProperties: false },
);
export type AttachmentRef = Static<typeof AttachmentRef>;

export const RELATIONS = {
  interprets: '解读',
  'interpreted-by': '被解读',
  reports: '报告进展',
  basis: '依据',
  follows: '接续',
  supersedes: '替代',
  amends: '修改',
  repeals: '废止',
  collects: '收录',
} as const;

/** A picture, a video or its captions within the body, which names it by `/media/<hash>`. */
const Media = Type.Array(AttachmentRef, { maxItems: 60, title: '正文图片和视频' });

export const Relation = Type.Object(
  {
    kind: choice('关系', RELATIONS),
    documentId: Type.String({ format: 'uuid', title: '相关文件' }),
  },
  { additionalProperties: false },
);

/** Everything a revision holds. All of it is in the content hash that signatures bind to. */
export const Content = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 200, title: '标题' }),
    documentNumber: Type.Optional(Type.String({ maxLength: 60, title: '文号' })),
    issuingUnitId: Type.String({ format: 'uuid', title: '发布机构', 'x-widget': 'unit' }),
    formedOn: Type.String({ format: 'date', title: '成文日期' }),
    source: Type.Optional(Type.String({ maxLength: 80, title: '信息来源' })),
    columnKey: Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60, title: '栏目', 'x-widget': 'column' }),
    disclosure: choice('公开属性', DISCLOSURES),
    disclosureReason: Type.Optional(Type.String({ maxLength: 500, title: '不主动公开的理由' })),
    disclosureBasis: Type.Optional(choice('不主动公开的依据', NON_DISCLOSURE_BASES)),
    opennessClass: choice('五公开类别', OPENNESS_CLASSES),
    /** `OUTSIDE_ARTICLE_20`, or one of the fifteen; owed where the type and the disclosure ask for it. */
    statutoryClass: Type.Optional(Type.Integer({ minimum: 0, maximum: 15, title: '法定主动公开内容（条例第二十条）' })),
    topic: Type.Optional(choice('主题', TOPICS)),
    /** The item of the catalogue (主动公开基本目录) it fills. */
    catalogueItem: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60, title: '目录事项' })),
    summary: Type.Optional(Type.String({ maxLength: 500, title: '内容概述' })),
    keywords: Type.Optional(Type.String({ maxLength: 120, title: '关键词' })),
    bodyHtml: Type.String({ minLength: 1, maxLength: 600_000, title: '正文' }),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { title: '结构化内容' })),
    attachments: Type.Optional(Type.Array(AttachmentRef, { maxItems: 30, title: '附件' })),
    media: Type.Optional(Media),
    relations: Type.Optional(Type.Array(Relation, { maxItems: 50, title: '相关文件' })),
  },
  { additionalProperties: false },
);
export type Content = Static<typeof Content>;

export const NewDocument = Type.Object(
  {
    type: Type.String({ maxLength: 60, title: '信息类别' }),
    leadUnitId: Type.String({ format: 'uuid', title: '拟稿单位', 'x-widget': 'unit' }),
    content: Content,
  },
  { additionalProperties: false },
);
export type NewDocument = Static<typeof NewDocument>;

const opinion = Type.String({ minLength: 1, maxLength: 1000, title: '意见', 'x-widget': 'textarea' });
const reason = (title: string) => Type.String({ minLength: 2, maxLength: 1000, title, 'x-widget': 'textarea' });

/**
 * What a secrecy reviewer attests, item by item (保守国家秘密法实施条例第四十二条：先审查、后公开，逐项；条例第十四至十七条).
 * The law asks for the review, not for these words: the list is ours.
 */
export const SECRECY_CHECKLIST = {
  'no-state-secret': '不含国家秘密，也没有标密或应当标密的内容',
  'not-prohibited': '不含法律、行政法规禁止公开的内容',
  'no-work-secret': '不含工作秘密；内部事务、过程性信息和执法案卷信息已确认可以公开',
  'no-trade-secret': '不含商业秘密，或权利人同意公开，或不公开会对公共利益造成重大影响',
  'no-privacy': '不含身份证号、电话、住址等个人信息，或已作去标识处理，或公开有法律依据',
  'no-safety-risk': '公开后不会危及国家安全、公共安全、经济安全、社会稳定',
  'attachments-read': '附件（含隐藏内容）已逐一查看',
} as const;

/** The signatures a publication may need, in the order of the chain. */
export const SIGNATURE_LABELS = {
  'department-review': '处室审核',
  'secrecy-review': '保密审查',
  'legality-review': '合法性审核',
  issue: '签发',
} as const;

/** The reason is written down in any case; whether the public is told it follows from its kind. */
const withdrawal = Type.Object(
  {
    cause: choice('原因类别', WITHDRAWAL_CAUSES),
    reason: Type.String({
      minLength: 2,
      maxLength: 1000,
      title: '撤回原因',
      description: '内容错误、其他原因将向社会公开；涉密、涉隐私、涉商业秘密的，公众只看到内容已撤回',
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);

/** Why something must go out before all have reviewed it. Nothing else is an emergency. */
export const URGENCIES = {
  warning: '突发事件预警或应对信息',
  'drug-safety': '药品、医疗器械、化妆品安全警示或召回',
  rumour: '澄清虚假或者不完整信息（条例第六条）',
  'state-order': '上级机关要求限时公开',
} as const;
export type Urgency = keyof typeof URGENCIES;

/** What the secrecy reviewer takes responsibility for: a finding of the gate, by its key, and why it may stand. */
export const Confirmation = Type.Object(
  {
    finding: Type.String({ pattern: '^[0-9a-f]{16}$', title: '问题' }),
    reason: Type.String({ minLength: 2, maxLength: 300, title: '理由' }),
  },
  { additionalProperties: false },
);
export type Confirmation = Static<typeof Confirmation>;

const nothing = Type.Object({}, { additionalProperties: false });

/** Given after an emergency release, in place of the review that was passed over. */
const lateReview = Type.Object(
  {
    verdict: choice('补审结论', { agrees: '同意，公开无误', objects: '不同意，应当更正或撤回' }),
    opinion,
  },
  { additionalProperties: false },
);

/** What each step of a publication asks for. */
export const publicationFields = {
  revise: Type.Object({ content: Content, reason: reason('修改说明') }, { additionalProperties: false }),
  submit: nothing,
  submitUrgently: Type.Object(
    {
      cause: choice('紧急情形', URGENCIES),
      reason: reason('为什么来不及按程序审核'),
    },
    { additionalProperties: false },
  ),
  recall: Type.Object({ reason: reason('收回原因') }, { additionalProperties: false }),
  headSign: Type.Object({ opinion }, { additionalProperties: false }),
  headReturn: Type.Object({ reason: reason('退回原因') }, { additionalProperties: false }),
  secrecySign: Type.Object(
    {
      checklist: Type.Array(choice('逐项确认', SECRECY_CHECKLIST), {
        title: '保密审查逐项确认',
        minItems: Object.keys(SECRECY_CHECKLIST).length,
        maxItems: Object.keys(SECRECY_CHECKLIST).length,
        uniqueItems: true,
        'x-widget': 'checklist',
      }),
      confirmations: Type.Optional(
        Type.Array(Confirmation, { maxItems: 500, title: '系统检查发现的问题', 'x-widget': 'findings' }),
      ),
      opinion,
    },
    { additionalProperties: false },
  ),
  secrecyReturn: Type.Object({ reason: reason('退回原因') }, { additionalProperties: false }),
  legalitySign: Type.Object(
    {
      opinion,
      reviewNumber: Type.Optional(Type.String({ maxLength: 60, title: '合法性审核文号' })),
    },
    { additionalProperties: false },
  ),
  legalityReturn: Type.Object({ reason: reason('退回原因') }, { additionalProperties: false }),
  issue: Type.Object(
    {
      opinion,
      dateReason: Type.Optional(
        Type.String({
          maxLength: 300,
          title: '成文日期说明',
          description: '有文号的文件，成文日期与签发日期不一致时填写',
        }),
      ),
      urgencyReason: Type.Optional(
        Type.String({
          maxLength: 300,
          title: '同意先发后审的意见',
          description: '紧急送审的文件填写',
        }),
      ),
      overrideReason: Type.Optional(
        Type.String({
          maxLength: 1000,
          title: '会签不同意见的处理',
          description: '会签单位不同意而继续签发的，写明理由；理由和不同意见一起入卷',
          'x-widget': 'textarea',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  issueReturn: Type.Object({ reason: reason('退回原因') }, { additionalProperties: false }),
  schedule: Type.Object(
    { releaseAt: Type.String({ format: 'date-time', title: '发布时间（北京时间）', 'x-widget': 'china-time' }) },
    { additionalProperties: false },
  ),
  unschedule: Type.Object({ reason: reason('取消原因') }, { additionalProperties: false }),
  holdBack: Type.Object({ reason: reason('暂停原因') }, { additionalProperties: false }),
  release: nothing,
  releaseDue: nothing,
  keep: nothing,
  reviewDepartmentLate: lateReview,
  reassess: Type.Object(
    {
      reason: Type.String({
        minLength: 2,
        maxLength: 1000,
        title: '评估意见',
        description: '为什么现在仍不主动公开；情形已经变化的，改用“重新认定公开属性”',
        'x-widget': 'textarea',
      }),
    },
    { additionalProperties: false },
  ),
  reconsider: Type.Object({ reason: reason('重新认定的原因') }, { additionalProperties: false }),
  releaseReturn: Type.Object({ reason: reason('退回原因') }, { additionalProperties: false }),
  correct: Type.Object({ reason: reason('更正原因（将向社会公开）') }, { additionalProperties: false }),
  abandonCorrection: Type.Object({ reason: reason('放弃更正的原因') }, { additionalProperties: false }),
  withdraw: withdrawal,
  withdrawUrgently: withdrawal,
  discard: Type.Object({ reason: reason('作废原因') }, { additionalProperties: false }),
} as const;

export const documentSorts = ['index', '-index', 'formed', '-formed', 'due', '-due', 'released', '-released'] as const;

/** GET /api/documents: the ledger's filters, as they stand in the address. */
export const DocumentQuery = Type.Object(
  {
    type: Type.Optional(Type.String({ maxLength: 60, title: '信息类别' })),
    state: Type.Optional(Type.String({ maxLength: 40, title: '状态' })),
    column: Type.Optional(Type.String({ maxLength: 60, title: '栏目' })),
    disclosure: Type.Optional(Type.String({ maxLength: 20, title: '公开属性' })),
    q: Type.Optional(Type.String({ maxLength: 100, title: '标题、文号或索引号' })),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页码' }),
    size: Type.Integer({ minimum: 1, maximum: 100, default: 20, title: '每页条数' }),
    sort: Type.Optional(
      Type.Union(
        documentSorts.map((sort) => Type.Literal(sort)),
        { title: '排序' },
      ),
    ),
  },
  { additionalProperties: false },
);
export interface DocumentFilter {
  readonly type?: string;
  readonly state?: string;
  readonly column?: string;
  readonly disclosure?: string;
  readonly q?: string;
  readonly page: number;
  readonly size: number;
  readonly sort?: (typeof documentSorts)[number];
}

/** A document as a line of the ledger; the content is that of the current revision. */
export interface DocumentLine {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly type: string;
  readonly typeLabel: string;
  readonly disclosure: keyof typeof DISCLOSURES;
  readonly state: string;
  readonly stateLabel: string;
  readonly closed: boolean;
  readonly columnName: string;
  readonly unitName: string;
  readonly formedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly light: Light;
  readonly releasedAt: Instant | null;
}

/** A signature of the chain as its step shows it. */
export interface SignatureLine {
  readonly id: string;
  readonly step: keyof typeof SIGNATURE_LABELS;
  readonly agrees: boolean;
  readonly opinion: string;
  readonly checklist: readonly (keyof typeof SECRECY_CHECKLIST)[];
  readonly confirmations: readonly Confirmation[];
  readonly round: number;
  readonly signer: string;
  readonly onBehalfOf: string | null;
  readonly signedAt: Instant;
  readonly revision: number;
  readonly contentHash: string;
  /** Stands under the current revision, in this round. */
  readonly counts: boolean;
}

export interface RevisionLine {
  readonly number: number;
  readonly title: string;
  readonly reason: string;
  readonly contentHash: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
}

export interface ReleaseLine {
  readonly id: string;
  readonly kind: 'release' | 'correct' | 'withdraw';
  readonly checks: readonly {
    readonly moment: 'day-before' | 'quarter-before';
    readonly checkedAt: Instant;
    readonly defects: readonly string[];
  }[];
  /** Of a withdrawal; older ones have none. */
  readonly cause: WithdrawalCause | null;
  readonly reason: string | null;
  readonly orderedBy: string;
  readonly releaseAt: Instant;
  readonly releasedAt: Instant | null;
  readonly failure: string | null;
  readonly cancelledAt: Instant | null;
  readonly revision: number;
}

/** GET /api/documents/:id. What may be done with it: GET /api/matters/:id, which has the same id. */
export interface DocumentDetail {
  readonly id: string;
  readonly type: string;
  readonly typeLabel: string;
  readonly indexNumber: string;
  readonly columnName: string;
  readonly issuingUnitName: string;
  /** Where it stands on the portal, once it has been out. */
  readonly portalPath: string | null;
  readonly releasedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly current: { readonly number: number; readonly contentHash: string; readonly content: Content };
  /** Set where an emergency lets it pass reviews that are made up for afterwards. */
  readonly urgent: { readonly cause: Urgency; readonly reason: string } | null;
  readonly debts: readonly DebtLine[];
  /** The day on which a document kept from the public is to be judged anew. */
  readonly reassessOn: LocalDate | null;
  /** The open set it goes out with. */
  readonly set: { readonly id: string; readonly title: string } | null;
  /** The signatures its type needs, in order. */
  readonly chain: readonly (keyof typeof SIGNATURE_LABELS)[];
  /** Newest first. */
  readonly revisions: readonly RevisionLine[];
  /** Oldest first. */
  readonly signatures: readonly SignatureLine[];
  /** Oldest first. */
  readonly releases: readonly ReleaseLine[];
}

/** A review that an emergency release still owes, or has been given. */
export interface DebtLine {
  readonly step: 'department-review' | 'legality-review';
  readonly dueOn: LocalDate;
  readonly settledAt: Instant | null;
  readonly agrees: boolean | null;
}

/** GET /api/documents/:id/revisions/:number */
export interface RevisionDetail {
  readonly number: number;
  readonly contentHash: string;
  readonly content: Content;
}

/** GET /api/drafting: what somebody may draft for, and the day it is. */
export interface Drafting {
  readonly today: LocalDate;
  readonly units: readonly { readonly id: string; readonly name: string; readonly bureauId: string }[];
}

/** As inspectors count columns (国办秘函〔2019〕19号). */
export const INSPECTED = {
  news: '动态要闻类',
  notice: '通知公告、政策文件类',
  other: '其他栏目',
} as const;
export type Inspected = keyof typeof INSPECTED;

export const COLUMN_STATES = { preparing: '筹备', open: '开放', retired: '已停办' } as const;
export type ColumnState = keyof typeof COLUMN_STATES;

/** The classes of the tag ColumnType that 国办发〔2017〕47号 names for columns of lists. */
const COLUMN_TYPES = {
  概况信息: '概况信息',
  机构职能: '机构职能',
  负责人信息: '负责人信息',
  工作动态: '工作动态',
  政策文件: '政策文件',
  数据发布: '数据发布',
  政策解读: '政策解读',
  回应关切: '回应关切',
} as const;

/** The sections of the portal's navigation a column may stand in. */
const COLUMN_SECTIONS = {
  openness: '政务公开',
  supervision: '监管信息',
  interaction: '互动交流',
  services: '办事服务',
  evaluation: '政务环境评议',
} as const;

const columnReason = Type.String({ title: '原因', minLength: 2, maxLength: 500, 'x-widget': 'textarea' });
const keeper = Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
  title: '更新人',
  description: '谁更新：到期前先提醒此人',
  'x-widget': 'person',
});

/** PUT /api/columns/:key */
export const ColumnChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1, title: '版本' }),
    name: Type.String({ title: '栏目名称', minLength: 2, maxLength: 20, pattern: '\\S' }),
    unitId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], { title: '责任单位', 'x-widget': 'unit' }),
    freshDays: Type.Integer({
      title: '更新要求（日）',
      description:
        '超过这些日没有新内容即为不及时更新；0 表示按需更新。动态、要闻类不超过 14 日，通知公告、政策文件类不超过 180 日',
      minimum: 0,
      maximum: 3650,
    }),
    description: Type.String({ title: '栏目说明', minLength: 2, maxLength: 100, pattern: '\\S' }),
    keywords: Type.String({ title: '关键词', description: '用分号隔开', minLength: 2, maxLength: 100, pattern: '\\S' }),
    position: Type.Integer({ title: '次序', description: '数小的在前', minimum: 0, maximum: 9999 }),
    keeperId: Type.Optional(keeper),
    inspectedAs: Type.Optional(choice('检查口径', INSPECTED)),
  },
  { additionalProperties: false },
);
export type ColumnChange = Static<typeof ColumnChange>;

/** POST /api/columns */
export const NewColumn = Type.Object(
  {
    key: Type.String({
      title: '代码',
      description: '小写字母、数字和连字符，是栏目的地址，定了不能改',
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      maxLength: 60,
    }),
    ...Type.Omit(ColumnChange, ['version']).properties,
    keeperId: keeper,
    inspectedAs: choice('检查口径', INSPECTED),
    section: choice('所在版块', COLUMN_SECTIONS),
    type: choice('栏目类别（页面标签）', COLUMN_TYPES),
    reason: columnReason,
  },
  { additionalProperties: false },
);
export type NewColumn = Static<typeof NewColumn>;

/** POST /api/columns/:key/open */
export const ColumnOpening = Type.Object(
  { version: Type.Integer({ minimum: 1 }), reason: columnReason },
  { additionalProperties: false },
);
export type ColumnOpening = Static<typeof ColumnOpening>;

/** POST /api/columns/:key/retire */
export const ColumnRetirement = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    reason: Type.String({
      title: '停办原因',
      description: '显示在栏目页上',
      minLength: 2,
      maxLength: 300,
      'x-widget': 'textarea',
    }),
    successorKey: Type.Optional(
      Type.String({ title: '接续的栏目', pattern: '^[a-z0-9-]+$', maxLength: 60, 'x-widget': 'column' }),
    ),
  },
  { additionalProperties: false },
);
export type ColumnRetirement = Static<typeof ColumnRetirement>;

/** GET /api/column-forecast: what an inspector would count so many days from today, if nothing more were released. */
export interface ColumnForecast {
  readonly days: number;
  readonly on: LocalDate;
  /** Days since anything at all was released; null while nothing ever was. */
  readonly homeAge: number | null;
  readonly home: boolean;
  /** Names of 动态要闻、通知公告、政策文件 columns that are late. */
  readonly inspected: readonly string[];
  readonly overdue: readonly string[];
  readonly empty: readonly string[];
  /** Any of it would fail the site as a whole (单项否决). */
  readonly failed: boolean;
}
export interface ColumnForecasts {
  readonly limits: {
    readonly homeDays: number;
    readonly vetoInspected: number;
    readonly vetoOverdue: number;
    readonly vetoEmpty: number;
    readonly leastDocuments: number;
  };
  readonly forecasts: readonly ColumnForecast[];
}

/** GET /api/columns */
export interface ColumnLine {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly position: number;
  readonly unitId: string | null;
  readonly section: string;
  readonly state: ColumnState;
  readonly inspectedAs: Inspected;
  readonly keeperId: string | null;
  readonly keeperName: string | null;
  readonly openedOn: LocalDate | null;
  readonly retiredOn: LocalDate | null;
  readonly retiredReason: string | null;
  readonly successorKey: string | null;
  readonly unitName: string | null;
  readonly freshDays: number | null;
  readonly lastReleasedAt: Instant | null;
  readonly documents: number;
  /** The day on which it goes stale without another release; null where it needs no renewal. */
  readonly staleOn: LocalDate | null;
  /** Calendar days until then; negative once it is stale. */
  readonly daysLeft: number | null;
  /** How much of the period is used up, in percent. */
  readonly used: number | null;
}

/** GET /api/content-types */
export interface ContentTypeLine {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  readonly chain: readonly (keyof typeof SIGNATURE_LABELS)[];
  /** Whether a public one must name one of the classes of 条例第二十条. */
  readonly statutoryClass: 'required' | 'optional';
  readonly documentNumber: 'required' | 'optional';
  readonly interpretation: 'required' | 'declared' | 'none';
  /** JSON schema of the structured part: its fields join the form. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly template: { readonly html: string; readonly requiredParts: readonly string[] } | null;
  readonly columns: readonly string[];
  readonly byHand: boolean;
}
