import { type Static, Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import { UNIT_KINDS, UNIT_KIND_KEYS, type UnitKind } from './kinds.ts';
import { ROLES, ROLE_KEYS, type RoleKey } from './roles.ts';

const closed = { additionalProperties: false } as const;
const id = (title: string, widget?: string) =>
  Type.String({ format: 'uuid', title, ...(widget ? { 'x-widget': widget } : {}) });
const text = (title: string, maxLength: number, minLength = 1) =>
  Type.String({ title, minLength, maxLength, pattern: '\\S' });
/** Left out or empty, it removes what was there. */
const maybe = (title: string, maxLength: number) => Type.Optional(Type.String({ title, maxLength }));
const day = (title: string) =>
  Type.Unsafe<LocalDate>({ type: 'string', format: 'date', pattern: '^[12]\\d{3}-', maxLength: 10, title });
const version = Type.Integer({ minimum: 1, title: '版本', 'x-widget': 'hidden' });
const position = Type.Integer({ minimum: 0, maximum: 100_000, title: '排序', default: 0 });
const kindLabels = Object.fromEntries(UNIT_KIND_KEYS.map((key) => [key, UNIT_KINDS[key].label]));
const roleLabels = Object.fromEntries(ROLE_KEYS.map((key) => [key, ROLES[key].label]));
const kind = Type.Unsafe<UnitKind>({
  type: 'string',
  enum: [...UNIT_KIND_KEYS],
  title: '类型',
  'x-labels': kindLabels,
});
const role = Type.Unsafe<RoleKey>({ type: 'string', enum: [...ROLE_KEYS], title: '角色', 'x-labels': roleLabels });
const roles = Type.Optional(Type.Array(role, { maxItems: ROLE_KEYS.length, uniqueItems: true, title: '角色' }));
const email = Type.Optional(
  Type.String({ title: '电子邮箱', maxLength: 120, pattern: '^$|^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' }),
);
const region = Type.Optional(Type.String({ title: '行政区划代码', pattern: '^(\\d{6})?$', maxLength: 6 }));
/** A mobile number, or a landline with its area code. */
const phone = Type.Optional(
  Type.String({ title: '电话', maxLength: 20, pattern: '^$|^1\\d{10}$|^0\\d{2,3}-\\d{7,8}$' }),
);

export const ById = Type.Object({ id: id('编号') }, closed);

export const NewUnit = Type.Object(
  {
    kind,
    name: text('名称', 80),
    shortName: maybe('简称', 40),
    key: Type.String({
      title: '机构代码',
      pattern: '^[a-z0-9-]+$',
      minLength: 2,
      maxLength: 60,
      description: '小写字母、数字和连字符，用于网址和导入，定后不改',
    }),
    parentId: Type.Optional(id('上级机构', 'unit')),
    officeUnitId: Type.Optional(id('办公室所在机构', 'unit')),
    regionCode: region,
    foundedOn: Type.Optional(day('成立日期')),
    position,
  },
  closed,
);
export type NewUnit = Static<typeof NewUnit>;

export const RenameUnit = Type.Object({ version, name: text('名称', 80), shortName: maybe('简称', 40) }, closed);
export type RenameUnit = Static<typeof RenameUnit>;

/** The facts of 三定 (functions, seat, hours) that the portal shows, as the form has them: one left out is removed. */
export const UnitFacts = Type.Object(
  {
    version,
    functions: maybe('主要职责', 4000),
    address: maybe('办公地址', 200),
    officeHours: maybe('办公时间', 200),
    phone: maybe('联系电话', 60),
    email,
    regionCode: region,
    officeUnitId: Type.Optional(id('办公室所在机构', 'unit')),
    position,
  },
  closed,
);
export type UnitFacts = Static<typeof UnitFacts>;

export const MoveUnit = Type.Object({ version, parentId: id('上级机构', 'unit') }, closed);
export type MoveUnit = Static<typeof MoveUnit>;

export const CloseUnit = Type.Object({ version, closedOn: day('撤销日期'), reason: text('撤销依据', 400) }, closed);
export type CloseUnit = Static<typeof CloseUnit>;

export const UnitAliases = Type.Object(
  {
    version,
    aliases: Type.Optional(
      Type.Array(Type.Object({ alias: text('别名', 80), note: maybe('说明', 200) }, closed), {
        maxItems: 50,
        title: '别名',
        'x-widget': 'aliases',
      }),
    ),
  },
  closed,
);
export type UnitAliases = Static<typeof UnitAliases>;

export const ClassKey = Type.Object(
  { key: Type.String({ title: '代码', pattern: '^[a-z0-9-]+$', minLength: 2, maxLength: 60 }) },
  closed,
);

/** A collective word. Members are all open units of these kinds in the bureau. */
export const UnitClass = Type.Object(
  {
    name: text('名称', 40),
    aliases: Type.Optional(
      Type.Array(text('别名', 40), { maxItems: 30, title: '别名', description: '逐个输入，回车确认' }),
    ),
    bureauId: id('所属局', 'unit'),
    kinds: Type.Array(kind, { minItems: 1, maxItems: UNIT_KIND_KEYS.length, uniqueItems: true, title: '包含类型' }),
    open: Type.Boolean({ title: '需人工明确' }),
  },
  closed,
);
export type UnitClass = Static<typeof UnitClass>;

export const NewPost = Type.Object(
  {
    version,
    title: text('岗位名称', 60),
    roles,
    public: Type.Boolean({ title: '任职人姓名对外公开', default: false }),
    position,
  },
  closed,
);
export type NewPost = Static<typeof NewPost>;

export const AbolishPost = Type.Object({ version, abolishedOn: day('撤销日期') }, closed);
export type AbolishPost = Static<typeof AbolishPost>;

export const Appointment = Type.Object(
  { version, personId: id('人员', 'person'), fromOn: day('任职日期'), untilOn: Type.Optional(day('免职日期')) },
  closed,
);
export type Appointment = Static<typeof Appointment>;

export const EndHolding = Type.Object({ version, untilOn: day('最后任职日') }, closed);
export type EndHolding = Static<typeof EndHolding>;

export const NewPerson = Type.Object(
  {
    name: text('姓名', 40),
    staffNumber: Type.String({ title: '工号', pattern: '^[A-Za-z0-9-]+$', minLength: 1, maxLength: 30 }),
    email,
    phone,
  },
  closed,
);
export type NewPerson = Static<typeof NewPerson>;

/** The phone is left as it is when not given, removed when empty. */
export const ChangePerson = Type.Object(
  { version, name: text('姓名', 40), email, phone, active: Type.Boolean({ title: '在职' }) },
  closed,
);
export type ChangePerson = Static<typeof ChangePerson>;

export const ViewPhone = Type.Object({ reason: text('查看理由', 200, 4) }, closed);

export const PeopleQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ title: '查找', maxLength: 40 })),
    unitId: Type.Optional(id('机构')),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, title: '页码' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, title: '每页条数' })),
  },
  closed,
);
export type PeopleQuery = Static<typeof PeopleQuery>;

export const NewDelegation = Type.Object(
  {
    fromPersonId: id('被代办人', 'person'),
    toPersonId: id('代办人', 'person'),
    fromOn: day('开始日期'),
    untilOn: day('结束日期'),
    roles: Type.Array(role, { minItems: 1, maxItems: ROLE_KEYS.length, uniqueItems: true, title: '代办角色' }),
    reason: text('事由', 200),
  },
  closed,
);
export type NewDelegation = Static<typeof NewDelegation>;

/** Names of the tables that are imported and exported, in the order they build on one another. */
export const TABLES = ['units', 'aliases', 'classes', 'posts', 'people'] as const;
export type TableName = (typeof TABLES)[number];

export const ExportTable = Type.Object(
  { table: Type.Unsafe<TableName>({ type: 'string', enum: [...TABLES], title: '表' }) },
  closed,
);
/** With a reason the export of people carries full phone numbers, and every one is logged as viewed. */
export const ExportQuery = Type.Object({ reason: Type.Optional(text('查看理由', 200, 4)) }, closed);

/** Files as base64, so that the bytes arrive as they were saved, in whatever encoding. */
const base64 = Type.Optional(Type.String({ maxLength: 4_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$', title: '文件' }));
export const ImportFiles = Type.Object(
  { files: Type.Object({ units: base64, aliases: base64, classes: base64, posts: base64, people: base64 }, closed) },
  closed,
);
export type ImportFiles = Static<typeof ImportFiles>;

/** What the screens are given. */
export interface UnitNode {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly parentId: string | null;
  readonly path: readonly string[];
  readonly position: number;
  readonly closedOn: LocalDate | null;
}

export interface HoldingView {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
}

export interface PostView {
  readonly id: string;
  readonly title: string;
  readonly roles: readonly string[];
  readonly position: number;
  readonly public: boolean;
  readonly abolishedOn: LocalDate | null;
  readonly holdings: readonly HoldingView[];
}

export interface UnitDetail extends UnitNode {
  readonly version: number;
  readonly officeUnitId: string | null;
  readonly officeUnitName: string | null;
  readonly parentName: string | null;
  readonly regionCode: string | null;
  readonly functions: string | null;
  readonly address: string | null;
  readonly officeHours: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly foundedOn: LocalDate | null;
  readonly aliases: readonly { readonly alias: string; readonly note: string | null }[];
  readonly posts: readonly PostView[];
  /** Whether whoever asks may change it, so that the screen need not know the rule. */
  readonly mayChange: boolean;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly staffNumber: string | null;
  readonly email: string | null;
  /** `••••1234`, or null when no phone is kept. */
  readonly phoneMasked: string | null;
  readonly active: boolean;
  readonly version: number;
  readonly posts: readonly {
    readonly title: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly roles: readonly string[];
  }[];
}

export interface DelegationRow {
  readonly id: string;
  readonly fromPersonId: string;
  readonly fromName: string;
  readonly toPersonId: string;
  readonly toName: string;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate;
  readonly roles: readonly string[];
  readonly reason: string;
  readonly madeByName: string;
  readonly endedAt: string | null;
  readonly state: 'coming' | 'in-force' | 'over' | 'ended';
  readonly mayEnd: boolean;
}

export interface ClassRow {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly bureauId: string;
  readonly bureauName: string;
  readonly kinds: readonly string[];
  readonly open: boolean;
  readonly members: number;
  readonly mayChange: boolean;
}

export interface ImportProblem {
  readonly table: TableName;
  /** The row as the spreadsheet counts it: the heading is row 1. */
  readonly row: number;
  readonly column?: string;
  readonly message: string;
}

export interface Rehearsal {
  readonly tables: readonly {
    readonly table: TableName;
    readonly rows: number;
    readonly added: number;
    readonly changed: number;
    readonly same: number;
  }[];
  readonly problems: readonly ImportProblem[];
}
