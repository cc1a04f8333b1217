/**
 * Of which kind the reason of a withdrawal is. It decides what the public is told: whoever learns what leaked, and that it
 * leaked, knows where to look for a copy (条例第十四条、第十五条；the five kinds are ours).
 */
export const WITHDRAWAL_CAUSES = {
  secrecy: '涉及国家秘密、工作秘密',
  privacy: '涉及个人隐私、个人信息',
  'trade-secret': '涉及商业秘密',
  error: '内容错误',
  other: '其他',
} as const;
export type WithdrawalCause = keyof typeof WITHDRAWAL_CAUSES;

const TOLD: ReadonlySet<WithdrawalCause> = new Set(['error', 'other']);

/** Whether title and reason stay on the page that is left behind; otherwise it says only when and by whom. */
export const isTold = (cause: WithdrawalCause): boolean => TOLD.has(cause);
