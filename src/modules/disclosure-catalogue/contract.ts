import { type Static, Type } from 'typebox';
import { FINGERPRINT } from '#kernel/table-import.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What the workbench sends and receives about the catalogue. Pure data: the browser imports this file.

export const FREQUENCIES = {
  once: '一次公开、长期有效',
  'on-forming': '信息形成或者变更后',
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年定日',
} as const;
export type Frequency = keyof typeof FREQUENCIES;

const closed = { additionalProperties: false } as const;
const words = (title: string, maxLength: number, description?: string) =>
  Type.String({ title, minLength: 2, maxLength, pattern: '\\S', ...(description ? { description } : {}) });
const key = (title: string, description?: string) =>
  Type.String({
    title,
    pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
    maxLength: 60,
    ...(description ? { description } : {}),
  });

const frequency = Type.Unsafe<Frequency>(
  Type.Union(
    Object.entries(FREQUENCIES).map(([value, title]) => Type.Literal(value, { title })),
    { title: '公开频次' },
  ),
);

/** What an item says. */
const said = {
  name: words('公开事项', 60),
  statutoryClass: Type.Integer({ title: '法定类别（条例第二十条）', minimum: 1, maximum: 15, 'x-widget': 'statutory' }),
  content: words('公开内容', 500),
  basis: words('公开依据', 500),
  unitId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], { title: '责任单位', 'x-widget': 'unit' }),
  columnKey: Type.Union([key('栏目'), Type.Null()], { title: '公开栏目', 'x-widget': 'column' }),
  types: Type.Array(key('信息类别'), {
    title: '可用的信息类别',
    description: '不选表示不限',
    maxItems: 20,
    uniqueItems: true,
    'x-widget': 'types',
  }),
  frequency,
  workdays: Type.Optional(
    Type.Integer({
      title: '期限（工作日）',
      description: '形成（或者每月、每季度结束、事项施行）之后多少个工作日内公开；每年定日的不填',
      minimum: 1,
      maximum: 250,
    }),
  ),
  dueDay: Type.Optional(
    Type.String({
      title: '每年哪一天前',
      description: '每年定日的填写，月-日，如 01-31',
      pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
    }),
  ),
  channel: words('公开渠道', 100),
  timeLimit: words('公开时限', 100, '公开多长时间，如长期公开'),
  audience: words('公开对象', 60),
  position: Type.Integer({ title: '次序', description: '数小的在前', minimum: 0, maximum: 9999 }),
};

const recorded = {
  inForceFrom: Type.String({ format: 'date', title: '自何日起', description: '今天或者以后' }),
  reason: Type.String({ title: '原因', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
};

/** POST /api/catalogue-items */
export const NewItem = Type.Object(
  { key: key('代码', '小写字母、数字和连字符，用在地址里，定了不能改'), ...said, ...recorded },
  closed,
);
export type NewItem = Static<typeof NewItem>;

/** PUT /api/catalogue-items/:key */
export const ItemChange = Type.Object({ version: Type.Integer({ minimum: 1 }), ...said, ...recorded }, closed);
export type ItemChange = Static<typeof ItemChange>;
export type ItemWords = Omit<NewItem, 'key' | 'inForceFrom' | 'reason'>;

/** POST /api/catalogue-items/:key/drop */
export const ItemDrop = Type.Object({ version: Type.Integer({ minimum: 1 }), ...recorded }, closed);
export type ItemDrop = Static<typeof ItemDrop>;

/** An item as it stands today: a line of the catalogue. */
export interface ItemLine {
  readonly key: string;
  /** The number of the last edition: what a change must have seen. */
  readonly version: number;
  readonly name: string;
  readonly statutoryClass: number;
  readonly content: string;
  readonly basis: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly columnKey: string | null;
  readonly columnName: string | null;
  readonly types: readonly string[];
  readonly frequency: Frequency;
  readonly workdays: number | null;
  readonly dueDay: string | null;
  /** 形成或者变更后 20 个工作日内 */
  readonly frequencyWords: string;
  readonly channel: string;
  readonly timeLimit: string;
  readonly audience: string;
  readonly position: number;
  readonly inForceFrom: LocalDate;
  /** An edition that has been recorded and is not in force yet. */
  readonly changesOn: LocalDate | null;
  readonly documents: number;
  readonly updatedOn: LocalDate | null;
}

/** GET /api/catalogue-items */
export interface Catalogue {
  readonly today: LocalDate;
  readonly rows: readonly ItemLine[];
}

/** GET /api/catalogue-items/:key/editions */
export interface EditionLine {
  readonly number: number;
  readonly inForceFrom: LocalDate;
  readonly dropped: boolean;
  readonly name: string;
  readonly content: string;
  readonly basis: string;
  readonly unitName: string | null;
  readonly columnName: string | null;
  readonly frequencyWords: string;
  readonly reason: string;
  readonly changedBy: string | null;
  readonly changedAt: Instant;
}

/** GET /api/catalogue-choices: what a drafter may name, with what it proposes. */
export interface CatalogueChoice {
  readonly key: string;
  readonly name: string;
  readonly statutoryClass: number;
  readonly content: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly columnKey: string | null;
  readonly types: readonly string[];
  readonly frequencyWords: string;
}

/** Something that is to be published and is not, or soon must be (应公开未公开). GET /api/catalogue-owed */
export interface OwedLine {
  readonly id: string;
  readonly itemKey: string;
  readonly itemName: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly what: string;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  /** Calendar days; negative once it is over. */
  readonly daysLeft: number;
  readonly workdaysLeft: number;
  readonly standing: 'over' | 'near' | 'open';
  /** The draft that will fill it, where one is under way. */
  readonly documentId: string | null;
  readonly columnKey: string | null;
}

export const OwedQuery = Type.Object(
  {
    standing: Type.Optional(Type.String({ maxLength: 10, title: '情况' })),
    unit: Type.Optional(Type.String({ maxLength: 40, title: '责任单位' })),
    q: Type.Optional(Type.String({ maxLength: 100, title: '事项' })),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页码' }),
    size: Type.Integer({ minimum: 1, maximum: 100, default: 20, title: '每页条数' }),
    sort: Type.Optional(Type.String({ maxLength: 20, title: '排序' })),
  },
  closed,
);
export type OwedQuery = Static<typeof OwedQuery>;

/** POST /api/catalogue-rehearsals: a csv or xlsx file, base64. */
export const RehearsalBody = Type.Object(
  {
    file: Type.String({ minLength: 1, maxLength: 4_000_000, title: '文件', 'x-widget': 'table-file' }),
    inForceFrom: recorded.inForceFrom,
    reason: recorded.reason,
  },
  closed,
);
export type RehearsalBody = Static<typeof RehearsalBody>;

/** POST /api/catalogue-imports: what was rehearsed, and the fingerprint of that. */
export const ImportBody = Type.Object(
  { ...RehearsalBody.properties, rehearsed: Type.String({ pattern: FINGERPRINT, title: '试导入的核对码' }) },
  closed,
);
export type ImportBody = Static<typeof ImportBody>;

/** How often and by when, in the words of the catalogue. */
export function frequencyWords(rule: {
  readonly frequency: Frequency;
  readonly workdays: number | null;
  readonly dueDay: string | null;
}): string {
  const within = `${rule.workdays ?? 0} 个工作日内`;
  switch (rule.frequency) {
    case 'once':
      return `自施行起 ${within}，变动后及时更新`;
    case 'on-forming':
      return `形成或者变更后 ${within}`;
    case 'monthly':
      return `每月一次，次月起 ${within}`;
    case 'quarterly':
      return `每季度一次，季后 ${within}`;
    case 'yearly': {
      const [month = '', day = ''] = (rule.dueDay ?? '').split('-');
      return `每年 ${Number(month)} 月 ${Number(day)} 日前`;
    }
  }
}
