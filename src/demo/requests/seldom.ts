import { citizen, organisation } from './applicants.ts';
import type { DemoRequest, Happening, LetterWritten } from './case.ts';
import { paper, scanned } from './papers.ts';

// What an office does a few times a year, a case of each, found by its title. Organs and case numbers are made, as everybody in them.

export const SELDOM = {
  lead: '样例：同一申请人两件并案，主案',
  merged: '样例：同一申请人两件并案，并入主案',
  split: '样例：一件申请写了两件事，已经拆分',
  corrected: '样例：复议撤销原答复后重新答复的申请',
  sued: '样例：复议维持后又起诉的申请',
  uploads: '样例：代理人提交、随附材料的申请',
  redacted: '样例：遮盖后部分公开、已经归档的申请',
  sentAgain: '样例：答复被退回后重新寄到的申请',
  cameBack: '样例：答复被退回、等待重新寄出的申请',
  mended: '样例：差评经整改办结的申请',
  toCallBack: '样例：差评等待回访的申请',
  converted: '样例：转为主动公开的申请',
} as const;
export type SeldomKey = keyof typeof SELDOM;

const replied = (
  on: number,
  ground: string,
  parts: Readonly<Record<string, string>>,
  more: Partial<LetterWritten> = { arrives: 0 },
): Happening => ({ on, letter: { kind: 'reply', content: { ground, parts } }, ...more });

const SUPPLIED = { information: '所申请公开的信息见附件，共一份。' };
const REVIEW_ORGAN = '江西省人民政府';
const BUREAU = '江西省药品监督管理局';
const COURT = '南昌铁路运输法院';

const twice = citizen('演小惊', '19840305', 941);
const agent = citizen('演小理', '19900510', 944);
const byPost = { wantedForm: 'paper', wantedChannel: 'post' } as const;
const INSPECTED = '某某制药有限公司飞行检查报告';

const OPPOSED_PART = '已经列入不予公开的内容。';

/** What a company says of its own secrets before they are withheld (条例第三十二条): asked, it opposes with grounds. */
const opposed = (on: number, party: string, information: string): readonly Happening[] => [
  { on, letter: { kind: 'consultation', content: { partyKind: 'third-party', party, information } }, arrives: 1 },
  {
    on: on + 4,
    answeredBy: party,
    agrees: false,
    opinion: '工艺参数没有公开过，公司采取了保密措施，不同意公开；其余内容没有意见。',
    weighed: {
      finding: 'reasonable',
      reason: '工艺参数属于商业秘密，公开会损害企业的合法权益；不公开不会对公共利益造成重大影响。',
    },
  },
];

const cases: Readonly<Record<SeldomKey, Omit<DemoRequest, 'title'>>> = {
  lead: {
    asks: '申请公开上一年度对药品批发企业开展的飞行检查的家次和问题分类统计。',
    applicant: twice,
    channel: 'web',
    unit: 'jx-inspection',
    ago: 8,
  },
  merged: {
    asks: '申请公开上一年度飞行检查后依法处理的药品批发企业的家数和处理种类。',
    applicant: twice,
    channel: 'web',
    unit: 'jx-inspection',
    ago: 7,
    happened: [
      {
        on: 2,
        mergedInto: SELDOM.lead,
        reason: '同一申请人就同一年度、同一类检查先后提出，材料在同一案卷内，一并答复便于申请人使用。',
      },
    ],
  },
  split: {
    asks: '一、申请公开上一年度药品零售连锁企业总部的检查结果；二、申请公开本机关上一年度会议费支出明细。',
    applicant: citizen('演小清', '19770404', 942),
    channel: 'email',
    unit: 'jx-inspection',
    ago: 5,
    happened: [
      {
        on: 1,
        step: 'split',
        fields: {
          parts: ['上一年度药品零售连锁企业总部的检查结果。', '本机关上一年度会议费支出明细。'],
          reason: '两项内容由不同处室掌握，互不相关，依一事一申请分别办理，已电话告知申请人。',
        },
      },
    ],
  },
  corrected: {
    asks: '申请公开对某某生物制品有限公司许可检查的缺陷项目和整改验收结论。',
    applicant: citizen('演小立', '19730505', 943),
    channel: 'registered-mail',
    wanted: byPost,
    unit: 'jx-inspection',
    ago: 150,
    happened: [
      replied(
        12,
        'process',
        { ground: '《政府信息公开条例》第十六条第二款', reasons: '检查记录属于行政决定作出前的过程性信息。' },
        { arrives: 2 },
      ),
      {
        on: 38,
        dispute: {
          kind: 'review',
          organ: REVIEW_ORGAN,
          caseNumber: '演府复字〔{year}〕31号',
          note: '申请人认为整改验收已经结束，不再是过程性信息。',
        },
        decided: {
          after: 41,
          outcome: 'corrected',
          note: '撤销原答复，责令自收到决定书之日起二十个工作日内重新答复。',
        },
      },
      {
        on: 81,
        step: 'reopen',
        fields: {
          reason: '复议决定认为整改验收结论已经作出，应当公开；缺陷项目区分处理。',
          ordered: 'review',
          days: 20,
        },
      },
      ...opposed(82, '某某生物制品有限公司', '检查缺陷项目描述中涉及贵公司工艺参数的部分'),
      replied(
        92,
        'separated',
        {
          openPart: '整改验收结论和缺陷项目的名称。',
          withheldPart: '缺陷项目描述中的工艺参数。',
          thirdPartyPart: OPPOSED_PART,
          ground: '《政府信息公开条例》第十五条、第三十七条',
          reasons: '工艺参数是企业的商业秘密，公开会损害其合法权益；其余内容予以公开。',
        },
        { arrives: 2 },
      ),
    ],
  },
  sued: {
    asks: '申请公开本机关对某某药品零售有限公司许可延续事项集体讨论的会议纪要。',
    applicant: organisation('某某大药房有限公司', 'commercial', 945),
    channel: 'registered-mail',
    wanted: byPost,
    unit: 'jx-inspection',
    ago: 112,
    happened: [
      replied(
        10,
        'process',
        { ground: '《政府信息公开条例》第十六条第二款', reasons: '会议纪要属于行政决定作出前的讨论记录。' },
        { arrives: 2 },
      ),
      {
        on: 30,
        dispute: { kind: 'review', organ: REVIEW_ORGAN, caseNumber: '演府复字〔{year}〕44号' },
        decided: { after: 40, outcome: 'upheld', note: '维持原答复。' },
      },
      {
        on: 76,
        dispute: {
          kind: 'suit-after-review',
          organ: COURT,
          caseNumber: '（{year}）演71行初19号',
          note: '以本机关和复议机关为共同被告，已提交答辩状和证据目录。',
        },
      },
    ],
  },
  uploads: {
    asks: '申请公开某某中药饮片有限公司药品生产许可证的变更记录。',
    applicant: {
      ...organisation('某某中药材专业合作社', 'otherOrg', 946),
      agentName: agent.name,
      agentIdKind: 'citizen-id',
      ...(agent.idNumber && { agentIdNumber: agent.idNumber }),
      agentPhone: '13800001944',
    },
    channel: 'web',
    files: [
      {
        purpose: 'authority',
        ...paper('某某中药材专业合作社', '授权委托书（样例）', BUREAU, [
          '兹委托演小理代为提出政府信息公开申请，代为接收文书，委托期限至答复送达之日止。',
        ]),
      },
      {
        purpose: 'attachment',
        ...paper('某某中药材专业合作社', '所需信息的说明（样例）', BUREAU, [
          '我社与该企业签有供货合同，需要了解其近三年许可证变更的时间和事项，不需要其他内容。',
        ]),
      },
    ],
    unit: 'jx-inspection',
    ago: 3,
  },
  redacted: {
    asks: `申请公开${INSPECTED}全文。`,
    applicant: organisation('某某健康报社', 'otherOrg', 947),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 60,
    happened: [
      ...opposed(1, '某某制药有限公司', '飞行检查报告中涉及贵公司工艺参数和人员的部分'),
      {
        on: 6,
        record: {
          ...paper(BUREAU, `${INSPECTED}（样例）`, '某某制药有限公司', [
            '检查组于上月对该企业固体制剂车间开展飞行检查，检查组长演百一，企业陪同人员示千二。',
            '检查发现主要缺陷一项：批生产记录中混合工序的时间填写不及时；一般缺陷三项，均已当场指出。',
            '混合工序转速每分钟十二转，由企业作为工艺参数保密。',
            '综合评定：基本符合要求，责令限期整改，整改报告已于规定期限内提交并通过验收。',
          ]),
          cover: [
            { word: '演百一', reason: 'privacy' },
            { word: '示千二', reason: 'privacy' },
            { word: '每分钟十二转', reason: 'trade-secret' },
          ],
        },
        examined: '已逐页核对，姓名和工艺参数遮盖完整，其余内容保留。',
      },
      {
        on: 7,
        record: {
          ...scanned(
            paper(BUREAU, '现场检查签到表（样例）', '某某制药有限公司', [
              '检查日期见本页下方，检查地点：固体制剂车间。',
              '检查组签到：演百一，电话13800000000。',
              '企业签到：示千二，质量受权人。',
            ]),
          ),
          cover: [
            { word: '演百一', reason: 'privacy' },
            { word: '13800000000', reason: 'privacy' },
            { word: '示千二', reason: 'privacy' },
          ],
        },
        examined: '扫描件已逐行看过，姓名和电话遮盖完整。',
      },
      replied(9, 'separated', {
        openPart: '检查时间、检查范围、缺陷项目和综合评定。',
        withheldPart: '检查人员和企业人员的姓名，混合工序的转速。',
        thirdPartyPart: OPPOSED_PART,
        ground: '《政府信息公开条例》第十五条、第三十七条',
        reasons: '涉及个人隐私和企业商业秘密，公开会对第三方合法权益造成损害；其余内容已作区分处理。',
      }),
      { on: 11, rated: { grade: 1, text: '遮盖的地方都写明了理由，答复很快。' } },
      { on: 30, filed: true },
    ],
  },
  sentAgain: {
    asks: '申请公开本机关近三年药品安全责任约谈的次数和事由分类。',
    applicant: citizen('演小夏', '19660621', 948),
    channel: 'registered-mail',
    wanted: byPost,
    unit: 'jx-inspection',
    ago: 34,
    happened: [
      replied(8, 'supplied', SUPPLIED, {
        returned: {
          after: 7,
          reason: 'moved',
          evidence: '退件批注：收件人已迁走，邮件号演寄0008',
          again: { after: 1, channel: 'post', proof: '电话核实新地址后挂号寄出，邮件号演寄0011' },
        },
        arrives: 3,
      }),
    ],
  },
  cameBack: {
    asks: '申请公开药品检查员考核评价办法现行文本。',
    applicant: citizen('演小伏', '19810715', 949),
    channel: 'ordinary-mail',
    wanted: byPost,
    unit: 'jx-inspection',
    ago: 16,
    happened: [
      replied(9, 'supplied', SUPPLIED, {
        returned: { after: 6, reason: 'uncollected', evidence: '退件批注：逾期未领，邮件号演寄0015' },
      }),
    ],
  },
  mended: {
    asks: '申请公开上一年度化妆品监督抽检不合格产品名单及处置结果。',
    applicant: citizen('演小白', '19920907', 950),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 44,
    happened: [
      replied(15, 'supplied', SUPPLIED),
      {
        on: 17,
        rated: { grade: 4, text: '附件是扫描的图片，表格没有办法排序和检索。' },
        calls: [
          {
            after: 1,
            outcome: 'to-mend',
            words: '申请人需要能够检索的表格。经核实，承办单位有电子表格，打印后又扫描，确属不便，限期补充提供。',
          },
          {
            after: 6,
            outcome: 'mended',
            words: '已按申请人要求补充提供电子表格，申请人表示满意；已要求承办单位以后优先提供电子原件。',
          },
        ],
      },
    ],
  },
  toCallBack: {
    asks: '申请公开执业药师继续教育机构的备案名单。',
    applicant: citizen('演小处', '19960823', 951),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 14,
    happened: [
      replied(12, 'already-public', {
        way: '该信息已在本机关门户网站“公告”栏目公布，可以直接查阅下载。',
      }),
      { on: 14, rated: { grade: 5, text: '只说在网站上，没有给出网址，找了半天没有找到。' } },
    ],
  },
  converted: {
    asks: '申请公开全省药品网络销售第三方平台的备案名单和联系方式。',
    applicant: organisation('某某消费者服务中心', 'publicWelfare', 952),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 70,
    happened: [
      replied(6, 'supplied', SUPPLIED),
      {
        on: 9,
        converted: {
          topic: '药品网络销售第三方平台备案名单',
          grounds: '消费者和经营企业经常询问，名单不涉及商业秘密和个人信息，应当让公众广泛知晓。',
          title: '药品网络销售第三方平台备案名单（演示）',
          body: '根据公众的申请，现将本省药品网络销售第三方平台的备案名单公布如下。\n一、某某健康网络科技有限公司，备案编号：演示备〔2026〕1号。\n二、某某医药电子商务有限公司，备案编号：演示备〔2026〕2号。\n名单有变动的，本机关在十个工作日内更新。',
        },
      },
    ],
  },
};

export const seldomRequests: readonly DemoRequest[] = (Object.keys(SELDOM) as SeldomKey[]).map((key) => ({
  title: SELDOM[key],
  ...cases[key],
}));
