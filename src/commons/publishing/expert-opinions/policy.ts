import { type Rule, definePolicy } from '#kernel/policy.ts';

/** Who works on a document where it stands, and so may ask somebody outside about it. */
export const ASKERS: Readonly<Record<string, Rule>> = {
  drafting: { label: '征求专家意见', roles: ['drafter'], scope: 'lead' },
  departmentReview: { label: '征求专家意见', roles: ['department-head'], scope: 'lead' },
  legalityReview: { label: '征求专家意见', roles: ['legality-reviewer'], scope: 'bureau' },
};

/** Who may see an expert's whole name and how to reach them: those who ask, and those who decide on the strength of it. */
export const READERS: readonly Rule[] = [
  { label: '', roles: ['drafter', 'department-head'], scope: 'lead' },
  { label: '', roles: ['legality-reviewer', 'issuer', 'openness-officer'], scope: 'bureau' },
];

/**
 * Who hands an expert the code of a link that somebody else has asked for: never a drafter, never the asker. Until then the link opens
 * nothing, so that nobody alone sends a text out of the house.
 */
export const SECOND_HANDS: readonly Rule[] = [
  { label: '', roles: ['department-head'], scope: 'lead' },
  { label: '', roles: ['legality-reviewer', 'openness-officer'], scope: 'bureau' },
];

export const expertPolicy = definePolicy({
  'publishing.ask-experts': { label: '征求专家意见', roles: ['drafter', 'department-head', 'legality-reviewer'] },
  'publishing.hand-out-expert-code': {
    label: '核准征求专家意见并告知验证码',
    roles: ['department-head', 'legality-reviewer', 'openness-officer'],
  },
  'publishing.withdraw-expert-link': {
    label: '收回专家链接',
    roles: ['drafter', 'department-head', 'legality-reviewer', 'openness-officer'],
  },
  'publishing.read-experts': {
    label: '查看专家的姓名和联系方式',
    roles: ['drafter', 'department-head', 'legality-reviewer', 'issuer', 'openness-officer'],
  },
  'publishing.answer-as-expert': { label: '凭专家链接答复', roles: 'public' },
});
