// 重大敏感申请. No article speaks of it; ours: peers let some requests take a longer way through the house. Pure data: the browser imports this file.

/** Why a request is marked. */
export const SENSITIVE = {
  'public-opinion': '涉及重大舆情',
  'trade-secret': '涉及商业秘密争议',
  'state-secret-edge': '是否属于国家秘密不能确定（条例第十七条）',
  litigation: '涉及行政复议、行政诉讼',
  other: '其他',
} as const;
export type Sensitive = keyof typeof SENSITIVE;
