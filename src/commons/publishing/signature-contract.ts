import { type Static, Type } from 'typebox';
import { closed } from './field-contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// The signatures of a document, and what they answer for.

/** The signatures a publication may need, in the order of the chain. */
export const SIGNATURE_LABELS = {
  'department-review': '处室审核',
  'secrecy-review': '保密审查',
  'legality-review': '合法性审核',
  issue: '签发',
} as const;

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

/** What the secrecy reviewer takes responsibility for: a finding of the gate, by its key, and why it may stand. */
export const Confirmation = Type.Object(
  {
    finding: Type.String({ pattern: '^[0-9a-f]{16}$', title: '问题' }),
    reason: Type.String({ minLength: 2, maxLength: 300, title: '理由' }),
  },
  closed,
);
export type Confirmation = Static<typeof Confirmation>;

/** A signature of the chain as its step shows it. */
export interface SignatureLine {
  readonly id: string;
  readonly step: keyof typeof SIGNATURE_LABELS;
  readonly agrees: boolean;
  readonly opinion: string;
  readonly checklist: readonly (keyof typeof SECRECY_CHECKLIST)[];
  readonly confirmations: readonly Confirmation[];
  /** Of the opinion a legality review gives; older ones have it in their words. */
  readonly reviewNumber: string | null;
  /** Said by the issuer where the text bears no date. */
  readonly formedOn: LocalDate | null;
  readonly round: number;
  readonly signer: string;
  readonly onBehalfOf: string | null;
  readonly signedAt: Instant;
  readonly revision: number;
  readonly contentHash: string;
  /** Stands under the current revision, in this round. */
  readonly counts: boolean;
}
