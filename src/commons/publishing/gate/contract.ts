import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

/**
 * What stands against publishing a text: `block` must be mended; `confirm` is mended, or the secrecy reviewer takes responsibility for
 * it with a reason; `advice` is for whoever writes.
 */
export const SEVERITIES = { block: '必须改正', confirm: '改正或说明理由', advice: '建议' } as const;
export type Severity = keyof typeof SEVERITIES;

export const CHECK_LABELS = {
  parts: '必备内容',
  writing: '写作与无障碍',
  links: '链接',
  references: '引用的文件',
  interpretation: '政策解读',
  'display-period': '公示期间',
  consultation: '公开征求意见',
  'joint-issue': '联合发文',
  materials: '送审材料',
  'personal-data': '个人信息',
  secrecy: '密级和内部标记',
  hidden: '附件隐藏内容',
  metadata: '附件属性',
  wording: '用语',
  pictures: '图片',
  unreadable: '不能检查的附件',
} as const;
export type CheckKey = keyof typeof CHECK_LABELS;

/** What a text is sent for, in order: a block of one stage counts at that stage and at all after it. */
export const STAGES = ['submit', 'issue', 'release'] as const;
export type Stage = (typeof STAGES)[number];

export interface GateFinding {
  /** Tells this finding from others of the same text, and is the same wherever the text is looked at again. */
  readonly key: string;
  readonly check: CheckKey;
  readonly severity: Severity;
  /** From when on a block counts: until then it is work to be done. */
  readonly stage: Stage;
  /** The field of the form it stands at: `content.bodyHtml`. */
  readonly field: string;
  /** Where a person finds it: 正文第3段；附件「名单.xlsx」隐藏工作表「Sheet2」. */
  readonly where: string;
  /** As little of the text as shows what is meant; numbers of people are masked. */
  readonly excerpt: string;
  readonly sentence: string;
  readonly suggestion?: string;
  /** The file it is about, so that it can be looked at beside the answer. An answer about its bytes holds for later texts of the document. */
  readonly file?: { readonly id: string; readonly name: string; readonly mediaType: string };
  /** Of wording: the term as the rules know it, for the whitelist. */
  readonly term?: string;
}

/** GET /api/documents/:id/gate and POST /api/gate */
export interface GateReport {
  readonly checkedAt: Instant;
  readonly findings: readonly (GateFinding & {
    /** Who took responsibility for it under exactly this text, or of a picture under an earlier text of this document. */
    readonly confirmed: { readonly by: string; readonly reason: string } | null;
  })[];
}

/** POST /api/allowed-wording: by the openness office, for what the rules object to and this house uses rightly. */
export const AllowedWording = Type.Object(
  {
    term: Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: '\\S',
      title: '词语',
      description: '检查结果里标出的词',
    }),
    neighbour: Type.Optional(
      Type.String({
        maxLength: 60,
        title: '紧邻的字',
        description: '只在这些字旁边允许；不填则处处允许',
      }),
    ),
    reason: Type.String({ minLength: 2, maxLength: 300, title: '为什么允许', 'x-widget': 'textarea' }),
  },
  { additionalProperties: false },
);
export type AllowedWording = Static<typeof AllowedWording>;

export interface AllowedWordingLine {
  readonly id: string;
  readonly term: string;
  readonly neighbour: string;
  readonly reason: string;
  readonly addedBy: string;
  readonly addedAt: Instant;
}
