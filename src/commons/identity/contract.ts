import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

const closed = { additionalProperties: false } as const;
const id = (title: string) => Type.String({ format: 'uuid', title });
const password = (title: string) => Type.String({ title, minLength: 1, maxLength: 200 });
const words = (title: string, maxLength: number) => Type.String({ title, minLength: 1, maxLength, pattern: '\\S' });
const version = Type.Integer({ minimum: 1, title: '版本' });

export const USERNAME_PATTERN = /^[a-z0-9][a-z0-9._-]{2,29}$/;
const username = Type.String({ title: '用户名', minLength: 3, maxLength: 30, pattern: USERNAME_PATTERN.source });

/** Shown beside every field for a new password; enforced by `password-rules.ts`. */
export const PASSWORD_ADVICE =
  '至少 10 个字符，含大写字母、小写字母、数字、符号中的三类；或不少于 16 个字符。不能包含用户名，不能用常见密码，也不能与最近 5 次用过的相同';

export const SignIn = Type.Object(
  // Looser than a new user name: whatever is typed is answered alike.
  { username: Type.String({ title: '用户名', minLength: 1, maxLength: 100 }), password: password('密码') },
  closed,
);
export type SignIn = Static<typeof SignIn>;

export const SecondFactor = Type.Object(
  {
    kind: Type.Unsafe<'totp' | 'recovery'>({ type: 'string', enum: ['totp', 'recovery'], title: '方式' }),
    code: Type.String({ title: '验证码', minLength: 6, maxLength: 20 }),
  },
  closed,
);
export type SecondFactor = Static<typeof SecondFactor>;

export const ChangePassword = Type.Object({ current: password('当前密码'), chosen: password('新密码') }, closed);
export type ChangePassword = Static<typeof ChangePassword>;

export const WithPassword = Type.Object({ password: password('当前密码') }, closed);
export const WithCode = Type.Object({ code: Type.String({ title: '验证码', pattern: '^\\d{6}$' }) }, closed);
export const ById = Type.Object({ id: id('编号') }, closed);

export const NewAccount = Type.Object({ personId: id('人员'), username }, closed);
export type NewAccount = Static<typeof NewAccount>;
export const AccountVersion = Type.Object({ version }, closed);
export const WithReason = Type.Object({ version, reason: words('理由', 200) }, closed);

export const AccountsQuery = Type.Object({ q: Type.Optional(Type.String({ title: '查找', maxLength: 40 })) }, closed);
export const SignInsQuery = Type.Object(
  {
    personId: Type.Optional(id('人员')),
    outcome: Type.Optional(Type.String({ title: '结果', maxLength: 30 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, title: '页码' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, title: '每页条数' })),
  },
  closed,
);
export type SignInsQuery = Static<typeof SignInsQuery>;

/** Whose roles count only in a session that has given a second factor. */
export const SECOND_FACTOR_MODES = {
  everybody: '所有人员必须使用',
  roles: '规定的角色必须使用',
  nobody: '不强制（仅供演示和试用）',
} as const;

export const Settings = Type.Object(
  {
    idleMinutes: Type.Integer({ title: '无操作退出（分钟）', minimum: 5, maximum: 240 }),
    absoluteHours: Type.Integer({ title: '最长登录时间（小时）', minimum: 1, maximum: 24 }),
    sessionsAtOnce: Type.Integer({
      title: '同时登录的数量（0 表示不限）',
      description: '在更多设备上登录时，最早的一次登录自动退出',
      minimum: 0,
      maximum: 50,
    }),
    passwordMaxAgeDays: Type.Integer({ title: '密码有效期（天，0 表示不限）', minimum: 0, maximum: 730 }),
    secondFactor: Type.Union(
      [
        Type.Literal('everybody', { title: SECOND_FACTOR_MODES.everybody }),
        Type.Literal('roles', { title: SECOND_FACTOR_MODES.roles }),
        Type.Literal('nobody', { title: SECOND_FACTOR_MODES.nobody }),
      ],
      { title: '双因素登录', description: '须双因素的角色，只用密码登录时不生效，启用并输入验证码后才生效' },
    ),
    providerCounts: Type.Boolean({
      title: '统一身份认证视同双因素',
      description: '统一身份认证平台自身要求双因素时选“是”；否则经它登录后还须输入本系统的验证码',
    }),
  },
  closed,
);
export type Settings = Static<typeof Settings>;

export const SetUp = Type.Object(
  {
    token: Type.String({ title: '安装密码', minLength: 1, maxLength: 60 }),
    bureauName: words('单位全称', 80),
    bureauShortName: words('单位简称', 40),
    personName: words('管理员姓名', 40),
    staffNumber: Type.String({ title: '工号', pattern: '^[A-Za-z0-9-]+$', minLength: 1, maxLength: 30 }),
    username,
    password: password('密码'),
  },
  closed,
);
export type SetUp = Static<typeof SetUp>;

/** What the screens are given. */
export interface WhoAmI {
  readonly signedIn: true;
  readonly person: { readonly id: string; readonly name: string };
  readonly username: string;
  readonly posts: readonly { readonly unit: string; readonly title: string; readonly onBehalfOf: string | null }[];
  readonly roles: readonly string[];
  readonly formToken: string;
  /** Until it is changed no role counts. */
  readonly mustChangePassword: boolean;
  readonly idleMinutes: number;
  readonly secondFactor: {
    readonly enrolled: boolean;
    /** Given in this session. */
    readonly given: boolean;
    /** One of the roles held asks for it. */
    readonly expected: boolean;
    /** Words for the roles that do not count in this session until it is given. */
    readonly withheld: readonly string[];
    readonly recoveryCodesLeft: number | null;
  };
}

export interface Nobody {
  readonly signedIn: false;
  /** An empty installation waits for its first administrator. */
  readonly setUpNeeded: boolean;
  /** The words on the button of the identity provider, when there is one. */
  readonly oidcLabel: string | null;
}

export interface SessionRow {
  readonly id: string;
  readonly signedInAt: Instant;
  readonly lastSeenAt: Instant;
  readonly method: string;
  readonly secondFactor: boolean;
  readonly userAgent: string;
  readonly current: boolean;
}

export interface Enrolment {
  /** `otpauth://…`, for a QR code. */
  readonly uri: string;
  /** The same secret in groups of four, to be typed. */
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

export interface AccountRow {
  readonly personId: string;
  readonly name: string;
  readonly username: string;
  readonly units: readonly string[];
  readonly roles: readonly string[];
  readonly disabledAt: Instant | null;
  readonly disabledReason: string | null;
  readonly lockedUntil: Instant | null;
  readonly mustChangePassword: boolean;
  readonly secondFactor: boolean;
  readonly sessions: number;
  readonly lastSignedInAt: Instant | null;
  readonly version: number;
}

export interface OneTimePassword {
  readonly personId: string;
  readonly username: string;
  /** Shown once; must be changed at the first sign-in. */
  readonly password: string;
}

export interface SignInRow {
  readonly id: number;
  readonly at: Instant;
  readonly personId: string | null;
  readonly name: string | null;
  readonly method: string;
  readonly outcome: string;
  /** The first letters of the address's keyed hash: tells the same place from another. */
  readonly place: string;
  readonly userAgent: string;
}

export interface SignInsAnswer {
  readonly rows: readonly SignInRow[];
  readonly total: number;
}

export const OUTCOMES: Readonly<Record<string, string>> = {
  'signed-in': '登录成功',
  'second-factor-asked': '密码正确，等待验证码',
  wrong: '用户名、密码或验证码不正确',
  locked: '锁定期内尝试',
  disabled: '账号已停用',
  'unknown-person': '统一身份认证中的人员没有账号',
  'signed-out': '退出登录',
  idle: '长时间无操作，自动退出',
  expired: '达到最长登录时间，自动退出',
};

export const METHODS: Readonly<Record<string, string>> = {
  password: '密码',
  'second-factor': '动态验证码',
  'recovery-code': '恢复码',
  oidc: '统一身份认证',
};
