import { EARLIER_REPLY, type Happening, type LetterWritten } from './case.ts';

// How requests end, as data: every row of table three of the annual report, and every way there. Days are working days after the receipt; `day`
// is the day of the answer where nothing else holds it up.

type Outcome = (day: number, arrives: number) => readonly Happening[];

type Parts = Readonly<Record<string, string>>;

const replied = (
  ground: string,
  parts: Parts,
  on: number,
  arrives: number,
  lateReason?: string,
): Happening & LetterWritten => ({
  on,
  letter: { kind: 'reply', content: { ground, parts } },
  arrives,
  ...(lateReason && { lateReason }),
});

/** Answered with these words on the day. */
const answered =
  (ground: string, parts: Parts): Outcome =>
  (day, arrives) => [replied(ground, parts, day, arrives)];

const SUPPLIED: Parts = { information: '所申请公开的信息见附件，共一份。' };
const REFUSED = (ground: string, reasons: string): Parts => ({ ground, reasons });

const correction = (days: number): Happening => ({
  on: 3,
  letter: { kind: 'correction', content: { items: '请写明所需信息的年份、品种和文件名称。', days } },
  arrives: 0,
});
const corrected: Happening = {
  on: 8,
  step: 'correct',
  fields: { text: '所需信息为上一年度的，品种为化学药品，文件名称以贵机关的表述为准。' },
};
const askedWhy: Happening = {
  on: 3,
  letter: { kind: 'reasons', content: { facts: '一个月内提出申请二十余件，内容相近。' } },
  arrives: 1,
};
const consulted: Happening = {
  on: 2,
  letter: {
    kind: 'consultation',
    content: { partyKind: 'third-party', party: '某某药业有限公司', information: '检查报告中涉及贵单位生产工艺的部分' },
  },
  arrives: 1,
};
const charged: Happening = {
  on: 4,
  letter: {
    kind: 'fee',
    content: { basis: 'pages', quantity: 230, reason: '申请公开的材料共230页', payment: '凭缴款通知书缴入省级国库。' },
  },
  arrives: 1,
};
const searched = (found: boolean, result: string): Happening => ({
  on: 2,
  search: { systems: '公文系统、业务系统、档案室近五年案卷', words: '按申请所述名称和关键词检索', result, found },
});

export const OUTCOMES = {
  supplied: answered('supplied', SUPPLIED),
  alreadyPublic: answered('already-public', {
    way: '该信息已在本机关门户网站“政府信息公开”栏目公布，可以直接查阅下载。',
  }),
  toldWhere: answered('told-where', {
    way: '请到本机关政务公开窗口查阅，可以复制。',
    time: '工作日上午九时至十一时三十分。',
  }),
  separated: answered('separated', {
    openPart: '检查时间、检查范围、缺陷项目和处理结论。',
    withheldPart: '检查过程中的讨论记录和请示报告。',
    ...REFUSED('《政府信息公开条例》第十六条第二款', '属于过程性信息，其余内容已作区分处理。'),
  }),
  stateSecret: answered('state-secret', REFUSED('《政府信息公开条例》第十四条', '该文件依法定密，仍在保密期限内。')),
  prohibited: answered('prohibited-by-law', {
    prohibitingLaw: '《中华人民共和国药品管理法》关于未披露试验数据保护的规定',
    ...REFUSED('《政府信息公开条例》第十四条', '法律禁止公开申请人提交的未披露试验数据。'),
  }),
  safety: answered(
    'safety-stability',
    REFUSED('《政府信息公开条例》第十四条', '特殊药品储备的地点和数量公开后可能危及公共安全。'),
  ),
  thirdParty: (day, arrives) => [
    consulted,
    {
      on: 9,
      answeredBy: '某某药业有限公司',
      agrees: false,
      opinion: '涉及本公司工艺参数，属于商业秘密，不同意公开。',
      weighed: {
        finding: 'reasonable',
        reason: '工艺参数没有公开过，企业采取了保密措施，公开会影响其竞争地位；不公开不会对公共利益造成重大影响。',
      },
    },
    replied(
      'third-party',
      REFUSED('《政府信息公开条例》第十五条', '涉及企业商业秘密，不公开不会对公共利益造成重大影响。'),
      Math.max(11, day),
      arrives,
    ),
  ],
  thirdPartySilent: (_day, arrives) => [
    consulted,
    { on: 20, silent: '某某药业有限公司', decides: 'disclose', decision: '经审查不涉及商业秘密。' },
    replied('supplied', SUPPLIED, 23, arrives),
  ],
  internalAffairs: answered(
    'internal-affairs',
    REFUSED('《政府信息公开条例》第十六条第一款', '属于本机关人事管理、内部工作流程方面的信息，依法可以不予公开。'),
  ),
  process: answered(
    'process',
    REFUSED('《政府信息公开条例》第十六条第二款', '属于行政决定作出前的讨论记录和请示报告。'),
  ),
  enforcementFile: answered(
    'enforcement-file',
    REFUSED('《政府信息公开条例》第十六条第二款', '属于行政执法案卷信息；当事人可以依照行政处罚法的规定查阅。'),
  ),
  specialQuery: answered('special-query', { specialRules: '请依照企业登记档案查询的有关规定，向登记机关查询。' }),
  absent: (day, arrives) => [
    searched(false, '没有查到所申请的信息。'),
    replied('absent', { absence: '经检索，本机关没有制作、获取所申请的信息。' }, day, arrives),
  ],
  notOurs: answered('not-ours', {
    notOurs: '所申请的信息由负责该项管理的其他行政机关制作、保存。',
    reasons: '该信息不由本机关制作或者保存。',
    holder: '请向企业所在地的市场监督管理部门申请，联系方式见其门户网站。',
  }),
  toBeMade: answered('to-be-made', { notMade: '本机关没有现成的分品种统计，需要对现有信息加工、分析。' }),
  stillUnclear: (day, arrives) => [
    correction(15),
    corrected,
    replied('still-unclear', { unclear: '补正后仍未写明文件名称、文号或者其他特征。' }, day + 9, arrives),
  ],
  corrected: (day, arrives) => [correction(15), corrected, replied('supplied', SUPPLIED, day + 9, arrives)],
  complaint: answered('complaint', {
    notRequest: '所反映的是对企业的投诉举报，不作为政府信息公开申请处理。',
    channel: '请拨打12315，或者到本机关投诉举报中心提出。',
  }),
  duplicate: answered('duplicate', {
    notProcessed: '所申请的信息与此前的申请相同，不予重复处理。',
    earlierReply: EARLIER_REPLY,
  }),
  publication: answered('publication', {
    notProcessed: '所申请的是公开出版的药典，不予提供。',
    publication: '可以向出版社或者书店购买，也可以到公共图书馆查阅。',
  }),
  massive: (day, arrives) => [
    askedWhy,
    { on: 8, step: 'giveReasons', fields: { text: '想看看都有些什么。' } },
    replied(
      'massive',
      { notProcessed: '说明的理由不合理，不予处理。', reasons: '申请的数量、频次明显超过合理范围。' },
      Math.max(10, day),
      arrives,
    ),
  ],
  delayed: (_day, arrives) => [
    askedWhy,
    { on: 7, step: 'giveReasons', fields: { text: '用于博士论文的研究，需要多个年度的数据。' } },
    { on: 9, letter: { kind: 'delay', content: { days: 30, reason: '申请数量较多，需要逐件检索' } }, arrives: 0 },
    replied('supplied', SUPPLIED, 33, arrives),
  ],
  reissue: answered('reissue', {
    notProcessed: '不予重新出具。',
    obtained: '该证明文件（赣药批字〔2025〕18号）已经于2025年3月12日作出许可决定时当面送达，有送达回证。',
    reasons: '要求确认的证明文件已经依法送达。',
  }),
  lapsed: () => [
    correction(10),
    {
      on: 16,
      letter: { kind: 'not-corrected', content: { facts: '补正期限届满后电话联系申请人，申请人没有说明正当理由。' } },
      arrives: 1,
    },
  ],
  unpaid: () => [
    charged,
    {
      on: 34,
      letter: { kind: 'not-paid', content: { facts: '经核对，缴款账户没有收到该笔费用。' } },
      arrives: 1,
    },
  ],
  paid: (day, arrives) => [charged, { on: 9, paidOnPlatform: true }, replied('supplied', SUPPLIED, day + 10, arrives)],
  withdrawn: () => [
    { on: 4, step: 'withdraw', fields: { evidence: '申请人电话告知已在网站查到所需信息，撤回申请，通话记录存档。' } },
  ],
  late: (_day, arrives) => [
    replied('supplied', SUPPLIED, 23, arrives, '所涉档案已移交综合档案馆，调取用时较长，已向申请人致歉。'),
  ],
  extended: (_day, arrives) => [
    {
      on: 16,
      letter: { kind: 'extension', content: { days: 15, reason: '需要检索的档案数量较多' } },
      arrives: 0,
    },
    replied('supplied', SUPPLIED, 29, arrives),
  ],
} as const satisfies Readonly<Record<string, Outcome>>;

export type OutcomeKey = keyof typeof OUTCOMES;

/** Of a hundred and twenty requests, how many end so: each at least once. */
export const SHARE: Readonly<Record<OutcomeKey, number>> = {
  supplied: 23,
  alreadyPublic: 14,
  toldWhere: 4,
  separated: 8,
  stateSecret: 1,
  prohibited: 1,
  safety: 1,
  thirdParty: 3,
  thirdPartySilent: 2,
  internalAffairs: 2,
  process: 3,
  enforcementFile: 5,
  specialQuery: 2,
  absent: 12,
  notOurs: 6,
  toBeMade: 3,
  stillUnclear: 1,
  corrected: 5,
  complaint: 4,
  duplicate: 2,
  publication: 1,
  massive: 1,
  delayed: 1,
  reissue: 1,
  lapsed: 3,
  unpaid: 2,
  paid: 2,
  withdrawn: 2,
  late: 2,
  extended: 3,
};
