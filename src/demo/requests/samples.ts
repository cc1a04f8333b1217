import { citizen, organisation } from './applicants.ts';
import type { DemoRequest, LetterWritten } from './case.ts';

// A case of every kind that may wait for somebody as of the day the demonstration is made: what journeys through the workbench and tests begin
// from. Each is found by its title; one that is not confirmed yet has none, and is found by what it asks.

export const SAMPLES = {
  unconfirmed: '样例：网上提交两天未确认的申请',
  toAssign: '样例：待分办的申请',
  processing: '样例：办理中，可以公开的申请',
  unclear: '样例：办理中，内容不明确的申请',
  notHeld: '样例：办理中，本机关不掌握的申请',
  partial: '样例：办理中，需要区分处理的申请',
  thirdParties: '样例：办理中，涉及两家企业的申请',
  consulting: '样例：两次征求意见正在进行的申请',
  correctionOpen: '样例：等待补正的申请',
  correctionOver: '样例：补正期限已过的申请',
  feeOpen: '样例：等待缴费的申请',
  feeOver: '样例：缴费期限已过的申请',
  reasons: '样例：等待说明理由的申请',
  overdue: '样例：已经逾期的申请',
  counter: '样例：窗口收到的申请',
  review: '样例：答复待审核的申请',
  issue: '样例：答复待签发的申请',
  dispatch: '样例：答复待发出的申请',
  answered: '样例：已经答复的申请',
} as const;
export type SampleKey = keyof typeof SAMPLES;

const reply = (on: number, more: Partial<LetterWritten> = {}) => ({
  on,
  letter: {
    kind: 'reply',
    content: { ground: 'supplied', parts: { information: '所申请公开的信息见附件，共一份。' } },
  },
  ...more,
});

const consultation = (on: number, party: string) => ({
  on,
  letter: {
    kind: 'consultation',
    content: { partyKind: 'third-party', party, information: '检查报告中涉及贵单位生产工艺的部分' },
  },
  arrives: 1,
});

const correction = (on: number, days: number) => ({
  on,
  letter: { kind: 'correction', content: { items: '请写明所需信息的年份、品种和文件名称。', days } },
  arrives: 0,
});

const fee = (on: number) => ({
  on,
  letter: {
    kind: 'fee',
    content: {
      basis: 'pages',
      quantity: 260,
      reason: '申请公开的材料共260页',
      payment: '凭缴款通知书缴入省级国库，可以在网上缴纳。',
    },
  },
  arrives: 1,
});

type Sample = Omit<DemoRequest, 'title'>;

/** Turns from 901 on are theirs. */
const cases: Readonly<Record<SampleKey, Sample>> = {
  unconfirmed: {
    asks: `${SAMPLES.unconfirmed}：申请公开上一年度药品零售企业监督检查计划的完成情况。`,
    applicant: citizen('演小禾', '19910412', 901),
    channel: 'web',
    ago: 2,
    confirmedAfter: 'never',
  },
  toAssign: {
    asks: '申请公开本机关上一年度政务公开培训的课程安排和培训人次。',
    applicant: citizen('演小满', '19860523', 903),
    channel: 'web',
    ago: 1,
  },
  processing: {
    asks: '申请公开上一年度全省药品生产企业监督检查计划及其完成情况的统计。',
    applicant: citizen('演小芒', '19790608', 905),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 4,
  },
  unclear: {
    asks: '申请公开有关检查的全部材料。',
    applicant: citizen('演小暑', '19930711', 907),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 2,
  },
  notHeld: {
    asks: '申请公开某某医院上一年度药品采购价格明细。',
    applicant: organisation('某某市场咨询有限公司', 'commercial', 909),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 5,
  },
  partial: {
    asks: '申请公开对某某药业有限公司的飞行检查报告，含检查人员和企业联系人。',
    applicant: organisation('某某律师事务所', 'legalService', 911),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 6,
  },
  thirdParties: {
    asks: '申请公开对某某药业有限公司、某某生物制品有限公司的检查报告。',
    applicant: citizen('演小秋', '19800823', 913),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 3,
  },
  consulting: {
    asks: '申请公开某某医疗器械有限公司、某某中药饮片有限公司的检查缺陷项目。',
    applicant: organisation('某某公益服务中心', 'publicWelfare', 915),
    channel: 'registered-mail',
    wanted: { wantedForm: 'paper', wantedChannel: 'post' },
    unit: 'jx-inspection',
    ago: 12,
    happened: [consultation(2, '某某医疗器械有限公司'), consultation(5, '某某中药饮片有限公司')],
  },
  correctionOpen: {
    asks: '申请公开企业违法情况。',
    applicant: citizen('演小露', '19880909', 917),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 6,
    happened: [correction(2, 15)],
  },
  correctionOver: {
    asks: '申请公开相关文件。',
    applicant: citizen('演小寒', '19750103', 919),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 16,
    happened: [correction(3, 10)],
  },
  feeOpen: {
    asks: '申请公开近五年药品抽检质量公告的全部附件，请提供纸质复制件。',
    applicant: organisation('某某药学研究院', 'research', 921),
    channel: 'email',
    wanted: { wantedForm: 'paper', wantedChannel: 'post' },
    unit: 'jx-inspection',
    ago: 9,
    happened: [fee(4)],
  },
  feeOver: {
    asks: '申请公开历年检查员培训教材的复制件，请提供纸质材料。',
    applicant: citizen('演小雪', '19691122', 923),
    channel: 'counter',
    wanted: { wantedForm: 'paper', wantedChannel: 'post' },
    unit: 'jx-inspection',
    ago: 38,
    happened: [fee(4)],
  },
  reasons: {
    asks: '申请公开本机关每一个工作日的全部收文登记簿（第三十一件申请）。',
    applicant: citizen('演小霜', '19821024', 925),
    channel: 'ordinary-mail',
    unit: 'jx-inspection',
    ago: 7,
    happened: [
      {
        on: 3,
        letter: { kind: 'reasons', content: { facts: '一个月内提出申请三十一件，内容相近。' } },
        arrives: 1,
      },
    ],
  },
  overdue: {
    asks: '申请公开对某某医药连锁有限公司的行政处罚决定书。',
    applicant: citizen('演小种', '19950606', 927),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 24,
  },
  counter: {
    asks: '申请公开本机关药品经营许可检查验收标准的适用说明。',
    applicant: citizen('演小分', '19580921', 929),
    channel: 'counter',
    wanted: { wantedForm: 'paper', wantedChannel: 'collect' },
    unit: 'jx-inspection',
    ago: 1,
  },
  review: {
    asks: '申请公开上一年度投诉举报办理情况的统计。',
    applicant: citizen('演小至', '19901222', 931),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 8,
    happened: [reply(6, { until: 'proposed' })],
  },
  issue: {
    asks: '申请公开上一年度案件查办情况的统计。',
    applicant: organisation('某某消费者协会', 'publicWelfare', 933),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 9,
    happened: [reply(7, { until: 'approved' })],
  },
  dispatch: {
    asks: '申请公开本机关检查员库的人数和专业构成。',
    applicant: citizen('演小谷', '19870420', 935),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 10,
    happened: [reply(8, { until: 'issued' })],
  },
  answered: {
    asks: '申请公开上一年度药品安全宣传活动的场次和经费。',
    applicant: citizen('演小雨', '19940219', 937),
    channel: 'web',
    unit: 'jx-inspection',
    ago: 15,
    happened: [reply(11, { arrives: 0 })],
  },
};

export const sampleRequests: readonly DemoRequest[] = (Object.keys(SAMPLES) as SampleKey[]).map((key) => ({
  title: SAMPLES[key],
  ...cases[key],
}));
