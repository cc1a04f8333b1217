/** The plan of an interpretation, for tests of what comes after it. */
export const PLAN = {
  planForm: 'text',
  planChannel: '门户网站政策解读栏目',
  planBy: '起草处室负责人',
  planOn: '2099-12-31',
  planOutline: '制定背景、主要内容、适用范围。',
} as const;

/** What a normative document states beside its text, everything its way asks for included. */
export const NORMATIVE = { effectiveOn: '2026-04-01', validUntil: '2031-03-31', ...PLAN } as const;
