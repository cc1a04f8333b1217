/** Why a unit hands back what it was assigned: a closed list, so that the office sees which assignments go wrong, and how. Ours. */
export const HAND_BACK_REASONS = {
  notOurs: '不属于本处室职责',
  notKept: '信息不由本处室制作或者保存',
  anotherLeads: '需要其他处室主办',
  other: '其他',
} as const;
