/** The plan of an interpretation, for tests of what comes after it. */
export const PLAN = {
  planForm: 'text',
  planChannel: '门户网站政策解读栏目',
  planBy: '起草处室负责人',
  planOn: '2099-12-31',
  planOutline: '制定背景、主要内容、适用范围。',
} as const;

/** Comments asked of the public, long ago and for long enough. */
export const CONSULTED = {
  touchesMarket: 'no',
  commentsFrom: '2026-01-05',
  commentsUntil: '2026-02-10',
  commentsAt: '门户网站征求意见栏目',
} as const;

/** What a normative document states beside its text, everything its way asks for included. */
export const NORMATIVE = { effectiveOn: '2026-04-01', validUntil: '2031-03-31', ...PLAN, ...CONSULTED } as const;

let numbers = 0;
/** What a legality reviewer types who has nothing against it; each opinion has a number of its own. */
export const legal = () => {
  numbers += 1;
  return { opinion: '合法。', reviewNumber: `赣药监法审〔2026〕${numbers}号` };
};

/** What whoever drafted types after the meeting, held today. */
export const passedOn = (heldOn: string) => ({ meeting: '局务会议', heldOn, outcome: 'passed' });
