import type { TableName } from '../contract.ts';

interface Column {
  readonly heading: string;
  /** Characters at most. */
  readonly longest: number;
  readonly required?: true;
}

const column = (heading: string, longest: number): Column => ({ heading, longest });
const required = (heading: string, longest: number): Column => ({ heading, longest, required: true });

/** The tables of an exchange, column by column, in the order they are written. Units are named by their code. */
export const COLUMNS = {
  units: {
    key: required('机构代码', 60),
    kind: required('类型', 10),
    name: required('名称', 80),
    shortName: column('简称', 40),
    parent: column('上级机构', 60),
    office: column('办公室所在机构', 60),
    region: column('行政区划代码', 6),
    functions: column('主要职责', 4000),
    address: column('办公地址', 200),
    hours: column('办公时间', 200),
    phone: column('联系电话', 60),
    email: column('电子邮箱', 120),
    position: required('排序', 6),
    founded: column('成立日期', 10),
    closed: column('撤销日期', 10),
  },
  aliases: { alias: required('别名', 80), unit: required('机构', 60), note: column('说明', 200) },
  classes: {
    key: required('代码', 60),
    name: required('统称', 40),
    aliases: column('别名', 1000),
    bureau: required('所属局', 60),
    kinds: required('包含类型', 100),
    open: required('需人工明确', 1),
  },
  posts: {
    unit: required('机构', 60),
    title: required('岗位', 60),
    roles: column('角色', 300),
    position: required('排序', 6),
    public: required('对外公开', 1),
    abolished: column('撤销日期', 10),
  },
  people: {
    staffNumber: required('工号', 30),
    name: required('姓名', 40),
    email: column('电子邮箱', 120),
    phone: column('电话', 20),
    active: required('在职', 1),
    unit: column('机构', 60),
    post: column('岗位', 60),
    from: column('任职日期', 10),
    until: column('免职日期', 10),
  },
} as const satisfies Record<TableName, Readonly<Record<string, Column>>>;

export const TABLE_LABELS: Readonly<Record<TableName, string>> = {
  units: '机构',
  aliases: '别名',
  classes: '统称',
  posts: '岗位',
  people: '人员任职',
};

export type Row<T extends TableName> = { readonly [field in keyof (typeof COLUMNS)[T]]: string };

/** The whole register as rows of text: what is exported, and what an import is compared with. */
export type Tables = { readonly [T in TableName]: readonly Row<T>[] };

/** What makes a row the same row in the file and in the register. */
const IDENTITY: { readonly [T in TableName]: readonly (keyof (typeof COLUMNS)[T])[] } = {
  units: ['key'],
  aliases: ['alias', 'unit'],
  classes: ['key'],
  posts: ['unit', 'title'],
  people: ['staffNumber', 'unit', 'post', 'from'],
};

export function identityOf<T extends TableName>(table: T, row: Row<T>): string {
  return IDENTITY[table].map((field) => row[field]).join('\u0000');
}

/** The fields of a table in the order of its columns. */
export const fieldsOf = <T extends TableName>(table: T) =>
  Object.keys(COLUMNS[table]) as (keyof (typeof COLUMNS)[T] & string)[];

export const columnsOf = (table: TableName): Readonly<Record<string, Column>> => COLUMNS[table];

/** Several roles or kinds in one cell are parted by 、. */
export const listed = (cell: string): string[] => parted(cell, /[、；;]/);

/** Collective words may hold a 、 themselves (各处、各单位), so several in one cell are parted by ；. */
export const words = (cell: string): string[] => parted(cell, /[；;]/);

const parted = (cell: string, at: RegExp) =>
  cell
    .split(at)
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const YES = '是';
export const NO = '否';
