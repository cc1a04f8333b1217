import { type Static, Type } from 'typebox';
import type { Light } from '#commons/casework/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What the workbench sends and receives about experts outside the bureau. Pure data: the browser imports this file.

/** What an expert says of the whole text, and of each paragraph. */
export const VERDICTS = { agrees: '同意', amends: '修改建议', objects: '不同意' } as const;
export type Verdict = keyof typeof VERDICTS;

/** What a form holds; a limit is better than none. How many are asked and for how long is a setting (`settings.ts`). */
export const EXPERT_LIMITS = {
  /** Asked in one go, at most; the setting may say fewer. */
  atOnce: 10,
  paragraphs: 400,
  paragraphText: 2000,
  opinion: 5000,
} as const;

const closed = { additionalProperties: false } as const;

export const Expert = Type.Object(
  {
    name: Type.String({ title: '专家姓名', minLength: 2, maxLength: 40, pattern: '\\S' }),
    institution: Type.String({ title: '工作单位', minLength: 2, maxLength: 80, pattern: '\\S' }),
    email: Type.Optional(Type.String({ title: '电子邮箱', format: 'email', maxLength: 120 })),
    phone: Type.Optional(Type.String({ title: '电话', pattern: '^[0-9+() -]{5,30}$' })),
  },
  closed,
);
export type Expert = Static<typeof Expert>;

/** POST /api/documents/:id/expert-requests */
export const AskExperts = Type.Object(
  {
    experts: Type.Array(Expert, {
      title: '专家',
      description: '写明姓名和工作单位；电话、电子邮箱至少填一项',
      minItems: 1,
      maxItems: EXPERT_LIMITS.atOnce,
      'x-widget': 'experts',
    }),
    question: Type.String({ title: '请专家答复的问题', minLength: 5, maxLength: 2000, 'x-widget': 'textarea' }),
    dueOn: Type.String({ title: '答复期限', format: 'date' }),
    /** Places of the paragraphs meant, from one; left out: the whole text. */
    paragraphs: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: EXPERT_LIMITS.paragraphs }), {
        title: '重点征求意见的段落',
        description: '不选，就是对全文提意见',
        'x-widget': 'paragraphs',
        maxItems: EXPERT_LIMITS.paragraphs,
        uniqueItems: true,
      }),
    ),
    /** The revision the asker was looking at: nobody is asked about another. */
    contentHash: Type.String({ title: '版本摘要', maxLength: 80 }),
  },
  closed,
);
export type AskExperts = Static<typeof AskExperts>;

/** What the asker sees once and never again. The code is not among it: a second person hands that out. */
export interface AskedExpert {
  readonly id: string;
  readonly name: string;
  /** Null where it goes to the expert by mail, and to nobody else. */
  readonly link: string | null;
}

/** POST /api/expert-requests/:id/code: what a second person sees once, to tell the expert by telephone. */
export interface HandedOut {
  readonly code: string;
  readonly mailed: boolean;
}

/** POST /api/expert-requests/:id/withdraw and /code and /person */
export const WithdrawExpert = Type.Object(
  { reason: Type.String({ title: '收回原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }) },
  closed,
);
export const ViewExpert = Type.Object(
  { reason: Type.String({ title: '查看事由', minLength: 2, maxLength: 200, 'x-widget': 'textarea' }) },
  closed,
);

export interface ParagraphVerdict {
  readonly paragraph: number;
  readonly verdict: Verdict;
  readonly text: string;
  /** The paragraph's first words, so that the opinion can be read by itself. */
  readonly excerpt: string;
}

export interface ExpertOpinion {
  readonly verdict: Verdict;
  readonly opinion: string;
  readonly paragraphs: readonly ParagraphVerdict[];
  readonly seal: string;
  readonly receipt: string;
  readonly sentAt: Instant;
}

export const EXPERT_STATES = {
  held: '待第二人核准并告知验证码',
  waiting: '等待打开',
  opened: '已打开',
  drafting: '正在填写',
  sent: '已答复',
  locked: '验证码错误过多，已锁定',
  withdrawn: '已收回',
  expired: '已过期',
} as const;
export type ExpertState = keyof typeof EXPERT_STATES;

export const ACCESS_LABELS = {
  opened: '打开链接',
  'code-right': '验证码正确',
  'code-wrong': '验证码错误',
  locked: '已锁定，未予验证',
  read: '阅读文稿',
  saved: '保存草稿',
  reviewed: '核对',
  sent: '提交意见',
  receipt: '查看回执',
  refused: '链接已失效，未予显示',
  'foreign-session': '凭别处的登录状态打开，未予显示',
} as const;

/** A request as a line of the document's list. The name is masked; the whole of it is looked at with a reason, and logged. */
export interface ExpertLine {
  readonly id: string;
  readonly maskedName: string;
  readonly institution: string;
  readonly question: string;
  readonly paragraphs: readonly number[];
  readonly revision: number;
  readonly contentHash: string;
  /** The text has been changed since: the opinion is about the one above. */
  readonly superseded: boolean;
  readonly dueOn: LocalDate;
  readonly expiresAt: Instant;
  readonly state: ExpertState;
  readonly light: Light;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** Who last handed out a code; null while nobody has. */
  readonly codeBy: string | null;
  readonly withdrawnWhy: string | null;
  readonly mailedAt: Instant | null;
  readonly opinion: ExpertOpinion | null;
  readonly accesses: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly what: keyof typeof ACCESS_LABELS;
    readonly network: string | null;
  }[];
  /** May I take it back. */
  readonly mine: boolean;
  /** May I hand out a code. */
  readonly codeMine: boolean;
  /** May I look at the whole name and how to reach the expert. */
  readonly readable: boolean;
}

/** GET /api/documents/:id/expert-requests */
export interface ExpertRequests {
  readonly requests: readonly ExpertLine[];
  /** Why I cannot ask now; null where asking is never mine. */
  readonly askRefusals: readonly string[] | null;
  /** The paragraphs of the current text, numbered as the expert will see them. */
  readonly paragraphs: readonly { readonly number: number; readonly excerpt: string }[];
  readonly contentHash: string;
  readonly mailConfigured: boolean;
}
