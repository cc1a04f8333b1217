import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

const closed = { additionalProperties: false } as const;
const version = Type.Integer({ minimum: 1, title: '版本' });
const words = (title: string, maxLength: number, more: object = {}) =>
  Type.String({ title, minLength: 2, maxLength, pattern: '\\S', ...more });

/** A choice of several, with the words people know each by. */
function several<const K extends string>(
  title: string,
  options: Readonly<Record<K, string>>,
  more: { readonly minItems?: number; readonly description?: string } = {},
) {
  const literals = Object.entries<string>(options).map(([value, label]) => Type.Literal(value, { title: label }));
  return Type.Array(Type.Unsafe<K>(Type.Union(literals)), { title, uniqueItems: true, maxItems: 20, ...more });
}

/** What a partner may ask of us. Everybody with a key may ask whether it works (ping). */
export const OPERATIONS = {
  'documents.push': '推送文稿',
  'documents.read': '查询推送文稿的办理情况',
  'legality.answer': '合法性审核：取附件、回传意见',
  'payments.report': '非税缴款：回传缴款码、缴款结果',
} as const;
export type Operation = keyof typeof OPERATIONS;

/** What subscribers are told. */
export const EVENTS = {
  'document.released': '发布',
  'document.corrected': '更正',
  'document.withdrawn': '撤回',
} as const;
export type EventKey = keyof typeof EVENTS;

/** What a delivery is about: an event for a subscriber, or a request to the legality-review platform. */
export const DELIVERY_EVENTS = {
  ...EVENTS,
  'legality.requested': '送合法性审核',
  'payment.requested': '请求缴款',
  'payment.queried': '缴款对账',
  'payment.cancelled': '取消缴款',
} as const;

/** What came of a report of the payment platform. */
export const PAYMENT_OUTCOMES = {
  taken: '已经登记缴费',
  'wrong-amount': '金额与缴款书不符',
  'after-period': '缴费期限届满以后缴的款',
  'already-paid': '同一笔缴款书重复缴款',
  'not-waiting': '申请已经不在等待缴费',
  'unknown-order': '没有这笔缴款书',
} as const;
export type PaymentOutcome = keyof typeof PAYMENT_OUTCOMES;

export const DELIVERY_STATES = {
  waiting: '等待发送',
  sent: '已送达',
  dead: '多次失败，已停发',
  superseded: '内容已撤回，不再发送',
  abandoned: '已放弃',
} as const;
export type DeliveryState = keyof typeof DELIVERY_STATES;

/** How an exchange ended, as the record says it; the refusals of documents bring codes of their own. */
export const OUTCOMES: Readonly<Record<string, string>> = {
  ok: '成功',
  repeated: '重复，已返回原回执',
  'unknown-key': '密钥不存在或已吊销',
  'bad-signature': '签名不符',
  'key-expired': '密钥已过期',
  'wrong-network': '来源地址不在登记范围',
  'stale-timestamp': '时间超出 5 分钟',
  replayed: '随机串已用过',
  'partner-closed': '对接已停用',
  'not-allowed': '没有这项操作的权限',
  'too-many': '超过每分钟次数',
  'too-large': '内容过大',
  invalid: '内容有误',
  refused: '当前不能办理',
  'not-found': '没有找到',
  'not-json': '不是 JSON',
  'bad-request': '格式不对',
  stale: '内容已变动',
  infected: '文件含有病毒',
  'secrecy-mark': '带有密级标志，未接收、未留存',
  forbidden: '没有权限',
  failure: '系统故障',
  unavailable: '系统忙',
  'no-answer': '对方没有响应',
  'slow-answer': '对方响应超时',
  'answered-otherwise': '对方没有接收',
  redirected: '对方要求跳转，不跟随',
  'forbidden-address': '地址不允许访问',
};
export const outcomeLabel = (outcome: string | null): string =>
  outcome === null ? '未完成' : (OUTCOMES[outcome] ?? outcome);

/** Networks in CIDR, one a line. Whether each is one is asked when it is saved. */
const networks = Type.Array(Type.String({ maxLength: 50, title: '网段' }), {
  title: '允许的来源网段',
  description: '每行一个，如 10.12.0.0/16；不填则不限来源',
  maxItems: 20,
  'x-widget': 'lines',
});

const partnerFields = {
  name: words('系统名称', 60),
  contact: words('对方联系部门', 120, { description: '填部门和办公电话，不填个人信息' }),
  operations: several('允许的操作', OPERATIONS, { description: '只接收推送的订阅方可以不选' }),
  unitIds: Type.Array(Type.String({ format: 'uuid' }), {
    title: '可以推送哪些单位的文稿',
    description: '不选则为本局全部单位',
    maxItems: 100,
    uniqueItems: true,
    'x-widget': 'units',
  }),
  networks,
  perMinute: Type.Integer({ minimum: 1, maximum: 600, default: 60, title: '每分钟最多请求次数' }),
  legalityUrl: Type.Optional(
    Type.String({
      maxLength: 400,
      title: '合法性审核平台的接收地址',
      description: '只有合法性审核平台填写，https:// 开头',
    }),
  ),
  paymentsUrl: Type.Optional(
    Type.String({
      maxLength: 400,
      title: '非税缴款平台的接收地址',
      description: '只有非税缴款平台填写，https:// 开头；填写后，收费通知发出时向它请求缴款码',
    }),
  ),
  paymentsItem: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9]{4,30}$',
      title: '执收项目编码',
      description: '只有非税缴款平台填写，由财政部门核发',
    }),
  ),
  answerHours: Type.Integer({
    minimum: 1,
    maximum: 2160,
    default: 72,
    title: '约定答复时限（小时）',
    description: '超过后提醒送审人催问；这是与对方的约定，不是法定期限',
  }),
};

/** POST /api/exchange/partners */
export const NewPartner = Type.Object(
  {
    key: Type.String({
      title: '代号',
      description: '小写字母、数字和短横线，登记后不能改',
      minLength: 2,
      maxLength: 40,
      pattern: '^[a-z][a-z0-9-]{1,39}$',
    }),
    ...partnerFields,
  },
  closed,
);
export type NewPartner = Static<typeof NewPartner>;

/** PUT /api/exchange/partners/:id */
export const PartnerChange = Type.Object({ version, ...partnerFields }, closed);
export type PartnerChange = Static<typeof PartnerChange>;

export const WithReason = Type.Object({ reason: words('理由', 200, { 'x-widget': 'textarea' }) }, closed);

/** POST /api/exchange/partners/:id/keys */
export const NewKey = Type.Object(
  {
    validDays: Type.Integer({ minimum: 1, maximum: 730, default: 365, title: '有效天数' }),
    overlapDays: Type.Integer({
      minimum: 0,
      maximum: 30,
      default: 7,
      title: '旧密钥继续可用的天数',
      description: '对方换用新密钥期间两把都有效；0 表示旧密钥立即失效',
    }),
  },
  closed,
);
export type NewKey = Static<typeof NewKey>;

/** A key as it is shown the only time it is shown. */
export interface MadeKey {
  readonly partner: string;
  readonly keyId: string;
  readonly secret: string;
  readonly expiresAt: Instant;
}

export interface KeyLine {
  readonly id: string;
  readonly keyId: string;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly revokedFor: string | null;
  readonly lastUsedAt: Instant | null;
  readonly usable: boolean;
}

/** GET /api/exchange/partners */
export interface PartnerLine {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly name: string;
  readonly bureauName: string;
  readonly contact: string;
  readonly operations: readonly Operation[];
  readonly unitIds: readonly string[];
  readonly unitNames: readonly string[];
  readonly networks: readonly string[];
  readonly perMinute: number;
  readonly legalityUrl: string | null;
  readonly paymentsUrl: string | null;
  readonly paymentsItem: string | null;
  readonly answerHours: number;
  readonly closedAt: Instant | null;
  readonly changedBy: string;
  readonly changedAt: Instant;
  readonly keys: readonly KeyLine[];
}

/** POST /api/exchange/subscriptions; PUT with a version. */
const subscriptionFields = {
  name: words('名称', 60),
  url: Type.String({
    title: '接收地址',
    description: 'https:// 开头。内网地址须由系统管理员先在系统设置中放行网段',
    minLength: 10,
    maxLength: 400,
  }),
  events: several('推送哪些事件', EVENTS, { minItems: 1 }),
  columns: Type.Array(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60 }), {
    title: '只推送这些栏目',
    description: '每行一个栏目代号；不填则不限',
    maxItems: 50,
    uniqueItems: true,
    'x-widget': 'lines',
  }),
  types: Type.Array(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60 }), {
    title: '只推送这些信息类别',
    description: '每行一个类别代号；不填则不限',
    maxItems: 50,
    uniqueItems: true,
    'x-widget': 'lines',
  }),
  unitIds: Type.Array(Type.String({ format: 'uuid' }), {
    title: '只推送这些发布机构',
    maxItems: 100,
    uniqueItems: true,
    'x-widget': 'units',
  }),
};
export const NewSubscription = Type.Object(
  { partnerId: Type.String({ format: 'uuid', title: '对接系统', 'x-widget': 'partner' }), ...subscriptionFields },
  closed,
);
export type NewSubscription = Static<typeof NewSubscription>;
export const SubscriptionChange = Type.Object({ version, ...subscriptionFields }, closed);
export type SubscriptionChange = Static<typeof SubscriptionChange>;

const paging = {
  page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页码' }),
  size: Type.Integer({ minimum: 1, maximum: 100, default: 20, title: '每页条数' }),
};

/** GET /api/exchange/records */
export const RecordQuery = Type.Object(
  {
    partner: Type.Optional(Type.String({ maxLength: 40, title: '对接系统' })),
    direction: Type.Optional(Type.String({ maxLength: 3, title: '方向' })),
    result: Type.Optional(Type.String({ maxLength: 10, title: '结果' })),
    q: Type.Optional(Type.String({ maxLength: 100, title: '请求编号或外部编号' })),
    from: Type.Optional(Type.String({ format: 'date', pattern: '^(?:19|20)', title: '起始日期' })),
    to: Type.Optional(Type.String({ format: 'date', pattern: '^(?:19|20)', title: '截止日期' })),
    ...paging,
  },
  closed,
);
export type RecordQuery = Static<typeof RecordQuery>;

export const DIRECTIONS = { in: '收到', out: '发出' } as const;
export const RESULTS = { ok: '成功', refused: '未成功', open: '未完成' } as const;

export interface RecordLine {
  readonly id: string;
  readonly direction: keyof typeof DIRECTIONS;
  readonly partnerName: string | null;
  readonly keyId: string | null;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requestId: string;
  readonly externalId: string | null;
  readonly documentId: string | null;
  readonly indexNumber: string | null;
  readonly size: number;
  readonly payloadHash: string | null;
  readonly begunAt: Instant;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly ms: number | null;
}

/** GET /api/exchange/deliveries */
export const DeliveryQuery = Type.Object(
  {
    state: Type.Optional(Type.String({ maxLength: 20, title: '状态' })),
    event: Type.Optional(Type.String({ maxLength: 40, title: '事件' })),
    partner: Type.Optional(Type.String({ maxLength: 40, title: '对接系统' })),
    ...paging,
  },
  closed,
);
export type DeliveryQuery = Static<typeof DeliveryQuery>;

/** POST /api/exchange/legality-requests */
export const NewLegalityRequest = Type.Object(
  {
    documentId: Type.String({ format: 'uuid', title: '文件' }),
    partnerId: Type.String({ format: 'uuid', title: '合法性审核平台', 'x-widget': 'partner' }),
  },
  closed,
);
export type NewLegalityRequest = Static<typeof NewLegalityRequest>;

export const VERDICTS = { agree: '同意', change: '修改后再审' } as const;
export type Verdict = keyof typeof VERDICTS;

export interface OpinionLine {
  readonly id: string;
  readonly verdict: Verdict;
  readonly number: string;
  readonly opinion: string;
  readonly reviewer: string;
  readonly reviewedOn: string;
  readonly issuedAt: Instant;
  readonly receivedAt: Instant;
  /** The newest by its own date. */
  readonly counts: boolean;
}

export interface SubscriptionLine {
  readonly id: string;
  readonly version: number;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventKey[];
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly unitIds: readonly string[];
  readonly pausedAt: Instant | null;
  readonly waiting: number;
  readonly dead: number;
  readonly lastSentAt: Instant | null;
}

export interface DeliveryLine {
  readonly id: string;
  readonly partnerName: string;
  readonly subscriptionName: string | null;
  readonly event: keyof typeof DELIVERY_EVENTS;
  readonly indexNumber: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly madeAt: Instant;
  readonly nextAt: Instant;
  readonly sentAt: Instant | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly settledFor: string | null;
}

export interface LegalityRequestLine {
  readonly id: string;
  readonly documentId: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly partnerName: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  readonly late: boolean;
  /** The revision that was sent is still the one under review. */
  readonly current: boolean;
  readonly cancelledAt: Instant | null;
  readonly delivery: { readonly state: DeliveryState; readonly tries: number; readonly lastError: string | null };
  readonly opinions: readonly OpinionLine[];
}

/** GET /api/exchange/legality */
export interface LegalityBoard {
  /** Documents in legality review that no platform has been asked about in their present text. */
  readonly waiting: readonly { readonly id: string; readonly indexNumber: string; readonly title: string }[];
  readonly requests: readonly LegalityRequestLine[];
  readonly platforms: readonly { readonly id: string; readonly name: string }[];
  /** May the reader ask, and call off. */
  readonly mayAsk: boolean;
}
