import { type Static, Type } from 'typebox';
import { FINGERPRINT } from '#kernel/table-import.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { choice, closed } from './field-contract.ts';

// Columns: what they are told, how they stand, and what an inspector would count.

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
export const COLUMN_TYPES = {
  概况信息: '概况信息',
  机构职能: '机构职能',
  负责人信息: '负责人信息',
  工作动态: '工作动态',
  政策文件: '政策文件',
  信息公开指南: '信息公开指南',
  信息公开年报: '信息公开年报',
  数据发布: '数据发布',
  政策解读: '政策解读',
  回应关切: '回应关切',
} as const;

/** The sections of the portal's navigation a column may stand in. */
export const COLUMN_SECTIONS = {
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
        '超过这些日没有新内容即为不及时更新；0 表示按需更新。按动态要闻类、通知公告政策文件类检查的栏目，不超过检查指标的日数（14 日、180 日，可在系统设置里核对）',
      minimum: 0,
      maximum: 3650,
    }),
    description: Type.String({ title: '栏目说明', minLength: 2, maxLength: 100, pattern: '\\S' }),
    keywords: Type.String({ title: '关键词', description: '用分号隔开', minLength: 2, maxLength: 100, pattern: '\\S' }),
    position: Type.Integer({ title: '次序', description: '数小的在前', minimum: 0, maximum: 9999 }),
    keeperId: Type.Optional(keeper),
    inspectedAs: Type.Optional(choice('检查口径', INSPECTED)),
  },
  closed,
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
  closed,
);
export type NewColumn = Static<typeof NewColumn>;

/** POST /api/columns/:key/open */
export const ColumnOpening = Type.Object({ version: Type.Integer({ minimum: 1 }), reason: columnReason }, closed);
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
  closed,
);
export type ColumnRetirement = Static<typeof ColumnRetirement>;

/** POST /api/column-rehearsals: a csv or xlsx file, base64. */
export const ColumnRehearsal = Type.Object(
  {
    file: Type.String({ minLength: 1, maxLength: 4_000_000, title: '文件', 'x-widget': 'table-file' }),
    reason: columnReason,
  },
  closed,
);
export type ColumnRehearsal = Static<typeof ColumnRehearsal>;

/** POST /api/column-imports: what was rehearsed, and the fingerprint of that. */
export const ColumnImport = Type.Object(
  { ...ColumnRehearsal.properties, rehearsed: Type.String({ pattern: FINGERPRINT, title: '试导入的核对码' }) },
  closed,
);
export type ColumnImport = Static<typeof ColumnImport>;

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
