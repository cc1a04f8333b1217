/** What the ledger of normative documents may say of one; where it says nothing, neither does the page. */
export const VALIDITIES = {
  'in-force': '现行有效',
  amended: '已修改',
  repealed: '已废止',
  invalid: '已宣布失效',
  expired: '已失效',
} as const;
