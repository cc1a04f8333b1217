import { type Static, Type } from 'typebox';
import type { Light, UnitRef } from '#commons/casework/contract.ts';
import type { LocalDate } from '#kernel/dates.ts';

// The ledger of requests (依申请公开台账), as the workbench reads it. Pure data: the browser imports this file.

/** What the openness office looks at first; each is a number on its start and a filter of the ledger. */
export const DESKS = {
  unconfirmed: '待确认收到',
  unassigned: '待分办',
  handling: '办理中',
  dueSoon: '将到期',
  overdue: '已超期',
  waiting: '等申请人',
  toReview: '文书待审核',
  toEndorse: '文书待审批',
  toSign: '文书待签发',
  toSend: '文书待发出',
  undelivered: '待登记送达',
  consultations: '正在征求意见',
} as const;
export type Desk = keyof typeof DESKS;

export const requestSorts = [
  'due',
  '-due',
  'received',
  '-received',
  'arrived',
  '-arrived',
  'number',
  '-number',
] as const;

const text = (title: string, maxLength: number) => Type.Optional(Type.String({ title, maxLength }));
const day = (title: string) => Type.Optional(Type.String({ title, format: 'date' }));
const one = <K extends string>(title: string, keys: readonly K[]) =>
  Type.Optional(
    Type.Unsafe<K>(
      Type.Union(
        keys.map((key) => Type.Literal(key)),
        { title },
      ),
    ),
  );

/** GET /api/requests: filters as they stand in the address. */
export const RequestQuery = Type.Object(
  {
    q: text('编号、摘要或查询编号', 100),
    desk: one('待办', Object.keys(DESKS) as Desk[]),
    state: text('状态', 60),
    channel: text('渠道', 30),
    class: text('申请人类别', 30),
    unit: Type.Optional(Type.String({ title: '承办单位', format: 'uuid' })),
    reply: text('答复类型', 60),
    light: one('亮灯', ['green', 'yellow', 'red', 'paused', 'none'] as const),
    /** Open and past its last day by so many working days or more. */
    overdue: Type.Optional(Type.Integer({ title: '逾期满（工作日）', minimum: 0, maximum: 250 })),
    dueFrom: day('期限届满日从'),
    dueTo: day('期限届满日到'),
    from: day('到达日期从'),
    to: day('到达日期到'),
    page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 10_000 })),
    size: Type.Optional(Type.Integer({ title: '每页条数', minimum: 1, maximum: 100 })),
    sort: one('排序', requestSorts),
  },
  { additionalProperties: false },
);
export type RequestQuery = Static<typeof RequestQuery>;

/** A request as a line of the ledger. */
export interface RequestLine {
  readonly id: string;
  /** As it was read: an act on several is refused for what has changed since. */
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly arrivedOn: LocalDate;
  /** Null until it is confirmed. */
  readonly receivedOn: LocalDate | null;
  readonly channel: string;
  readonly channelLabel: string;
  readonly applicantClass: string;
  readonly classLabel: string;
  readonly leadUnit: UnitRef;
  readonly state: string;
  readonly stateLabel: string;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly light: Light;
  readonly replyKind: string | null;
  readonly replyLabel: string | null;
  readonly repliedOn: LocalDate | null;
  readonly waitsFor: string | null;
  readonly assignee: string | null;
  /** Why the unit it was assigned to handed it back, while it waits to be assigned anew. */
  readonly handedBackFor: string | null;
  /** Somebody else has done something since the reader last opened it. */
  readonly news?: true;
}

export interface RequestPage {
  readonly rows: readonly RequestLine[];
  readonly total: number;
}

/** GET /api/requests/desk: the numbers of the start, and what the ledger may be filtered by. */
export interface RequestDesk {
  readonly counts: Readonly<Record<Desk, number>>;
  readonly states: readonly { readonly value: string; readonly label: string }[];
  readonly replies: readonly { readonly value: string; readonly label: string }[];
  /** May the one who reads register what came on paper. */
  readonly mayRegister: boolean;
}
