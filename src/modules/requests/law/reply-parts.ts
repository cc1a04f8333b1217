const DAY = String.raw`\d{4}年\d{1,2}月\d{1,2}日`;
const NUMBER = String.raw`\d+号`;

/**
 * What a reply may have to contain, as the form asks for it and as the letter has it before what was written, what it must state there (`states`), and what
 * must be kept on file behind it without being sent.
 */
export const PARTS = {
  information: { label: '申请公开的政府信息', printed: '所提供的政府信息' },
  way: { label: '获取该政府信息的方式、途径', printed: '获取的方式、途径' },
  time: { label: '获取该政府信息的时间', printed: '获取的时间' },
  openPart: { label: '可以公开的内容', printed: '予以公开的内容' },
  withheldPart: { label: '不予公开的是哪些内容', printed: '不予公开的内容' },
  thirdPartyPart: { label: '第三方不同意公开的内容怎样处理', printed: '第三方不同意公开的内容' },
  ground: { label: '所依据的条款', printed: '依据' },
  reasons: { label: '理由' },
  prohibitingLaw: { label: '禁止公开的法律、行政法规及其条款', printed: '禁止公开的法律、行政法规' },
  absence: { label: '该政府信息不存在的说明', printed: '说明' },
  notOurs: { label: '不属于本机关负责公开的说明', printed: '说明' },
  holder: {
    label: '负责公开该政府信息的行政机关的名称、联系方式（能够确定的，应当告知）',
    printed: '负责公开该政府信息的行政机关',
  },
  specialRules: { label: '应当依照的法律、行政法规', printed: '有关法律、行政法规' },
  unclear: { label: '补正后仍不明确的事项', printed: '仍不明确的事项' },
  notMade: { label: '需要加工、分析的说明', printed: '说明' },
  notRequest: { label: '不作为政府信息公开申请处理的告知', printed: '说明' },
  channel: { label: '可以提出信访、投诉、举报的渠道', printed: '可以提出的渠道' },
  publication: { label: '获取该公开出版物的途径', printed: '获取的途径' },
  notProcessed: { label: '不予（重复）处理的告知', printed: '说明' },
  obtained: { label: '申请人已经获取该信息的情况（何时、以何种方式、文号）', printed: '已经获取该信息的情况' },
  earlierReply: {
    label: '此前答复的日期和文号',
    printed: '此前的答复',
    // Whoever is sent back to an earlier answer must be able to find it (条例第三十六条第六项; that day and number are named is ours).
    states: {
      pattern: new RegExp(`${DAY}[^]*${NUMBER}|${NUMBER}[^]*${DAY}`),
      what: '答复的日期（如2026年3月2日）和文号（如依申请公开〔2026〕3号）',
    },
  },
  form: {
    label: '提供的形式、途径（与申请人的要求不同时才写，并写明理由）',
    printed: '提供的形式、途径',
  },
  notFurther: { label: '不再处理该申请的告知' },
  remedies: { label: '救济途径和期限' },
  searchRecord: { label: '检索记录（检索的系统、检索词、检索人、日期）', kept: true },
  opinion: { label: '第三方意见，或者第三方逾期未提出意见的记录', kept: true },
  askedReasons: { label: '要求说明理由的记录（送达的）和申请人的说明', kept: true },
  correctionNotice: { label: '补正告知书及其送达记录', kept: true },
  corrected: { label: '申请人补正、补充的内容（没有补充的，不能说“经补正仍不明确”）', kept: true },
  feeNotice: { label: '收费通知及其送达记录', kept: true },
  withdrawal: { label: '申请人撤回的记录', kept: true },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly label: string;
      readonly printed?: string;
      readonly kept?: true;
      readonly states?: { readonly pattern: RegExp; readonly what: string };
    }
  >
>;

export type PartKey = keyof typeof PARTS;
