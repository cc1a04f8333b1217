import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';
import { type ReasonCode, RULE_KINDS, type RuleKind } from '#commons/redaction/contract.ts';
import { choice } from '../choice.ts';
import { reason } from '../records/contract.ts';

// Rules of covering (遮盖规则): what the screens send and show. Pure data: the browser imports this file.

const name = Type.String({ title: '名称', minLength: 2, maxLength: 40 });
const words = Type.Optional(Type.String({ title: '词表，每行一个词', maxLength: 20_000, 'x-widget': 'textarea' }));

export const newRuleBody = Type.Object(
  { name, kind: choice<RuleKind>('查找什么', RULE_KINDS), words, reason },
  { additionalProperties: false },
);
export type NewRule = Static<typeof newRuleBody>;

export const ruleBody = Type.Object(
  { name, words, reason, active: Type.Boolean({ title: '启用', 'x-labels': { true: '启用', false: '停用' } }) },
  { additionalProperties: false },
);
export type RuleChange = Static<typeof ruleBody>;

export interface RuleLine {
  readonly id: string;
  readonly name: string;
  readonly kind: RuleKind;
  readonly words: readonly string[];
  readonly reason: ReasonCode;
  readonly active: boolean;
  /** Who said so last, and when. */
  readonly by: string;
  readonly at: Instant;
}
