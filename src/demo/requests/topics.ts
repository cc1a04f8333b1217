import type { OutcomeKey } from './outcomes.ts';

export interface Topic {
  readonly unit: string;
  readonly title: string;
  readonly asks: string;
  /** What it may believably end in; without it, anything that has no topics of its own. */
  readonly ends?: readonly OutcomeKey[];
}

/** What people ask a drug regulator for. */
export const TOPICS: readonly Topic[] = [
  {
    unit: 'jx-licensing',
    title: '药品生产许可的审批材料',
    asks: '申请公开某某药业有限公司药品生产许可证的核发审批表和现场检查结论。',
  },
  { unit: 'jx-science', title: '监督抽检的不合格结果', asks: '申请公开上一年度药品监督抽检不合格批次及其处置情况。' },
  { unit: 'jx-devices', title: '医疗器械抽检结果', asks: '申请公开本省医用口罩监督抽检的结果和检验报告编号。' },
  { unit: 'jx-inspection', title: '行政处罚决定书', asks: '申请公开对某某医药有限公司的行政处罚决定书全文。' },
  {
    unit: 'jx-production',
    title: '药品生产企业检查报告',
    asks: '申请公开对某某制药有限公司的生产质量管理规范符合性检查报告。',
  },
  {
    unit: 'jx-registration',
    title: '医疗机构制剂注册情况',
    asks: '申请公开近三年本省医疗机构制剂注册品种目录和批准文号。',
  },
  { unit: 'jx-distribution', title: '药品批发企业名单', asks: '申请公开本省现有药品批发企业名单及许可证有效期。' },
  { unit: 'jx-cosmetics', title: '化妆品备案检查情况', asks: '申请公开普通化妆品备案后检查发现问题的汇总情况。' },
  {
    unit: 'jx-finance',
    title: '部门预算和执行情况',
    asks: '申请公开本机关近三年检验检测设备采购项目的预算和执行情况。',
  },
  {
    unit: 'jx-legal',
    title: '规范性文件的起草说明',
    asks: '申请公开药品批发企业年度报告管理办法的起草说明和征求意见采纳情况。',
  },
  { unit: 'jx-press', title: '药品安全突发事件应急预案', asks: '申请公开现行药品安全突发事件应急预案的全文。' },
  { unit: 'jx-personnel', title: '执业药师注册统计', asks: '申请公开近五年本省执业药师注册人数的分年度统计。' },
  {
    unit: 'jx-registration',
    title: '药品审评的试验数据',
    asks: '申请公开某某品种注册申请的全部药学研究资料和临床试验数据。',
    ends: ['prohibited', 'thirdParty', 'thirdPartySilent'],
  },
  {
    unit: 'jx-production',
    title: '企业工艺参数',
    asks: '申请公开某某药业有限公司中药注射剂的关键工艺参数。',
    ends: ['thirdParty', 'thirdPartySilent'],
  },
  {
    unit: 'jx-production',
    title: '飞行检查报告',
    asks: '申请公开对某某生物制品有限公司飞行检查的报告和整改材料。',
    ends: ['separated', 'extended', 'thirdPartySilent'],
  },
  {
    unit: 'jx-press',
    title: '特殊药品储备的地点和数量',
    asks: '申请公开本省特殊药品应急储备的地点、品种和数量。',
    ends: ['safety', 'stateSecret'],
  },
  {
    unit: 'jx-inspection',
    title: '处罚案卷',
    asks: '申请公开对某某大药房行政处罚案的全部案卷，含询问笔录。',
    ends: ['enforcementFile'],
  },
  {
    unit: 'jx-finance',
    title: '局务会议纪要',
    asks: '申请公开上一年度历次局务会议的纪要和讨论记录。',
    ends: ['process', 'internalAffairs'],
  },
  {
    unit: 'jx-personnel',
    title: '个人档案和考核',
    asks: '申请公开本人在原单位工作期间的年度考核登记表。',
    ends: ['internalAffairs', 'absent'],
  },
  {
    unit: 'jx-licensing',
    title: '企业登记档案',
    asks: '申请公开某某医药有限公司的企业登记档案和股东变更材料。',
    ends: ['specialQuery', 'notOurs'],
  },
  {
    unit: 'jx-distribution',
    title: '零售药店的监督检查',
    asks: '申请公开某某大药房近两年的监督检查记录。',
    ends: ['notOurs', 'absent'],
  },
  {
    unit: 'jx-science',
    title: '分品种的抽检分析',
    asks: '申请公开按品种、剂型、企业规模交叉统计的近十年抽检合格率。',
    ends: ['toBeMade', 'absent'],
  },
  {
    unit: 'jx-inspection',
    title: '举报线索的处理',
    asks: '举报某某诊所使用过期药品，申请公开对其查处并给予赔偿。',
    ends: ['complaint'],
  },
  { unit: 'jx-science', title: '药典', asks: '申请公开现行药典一部的全文。', ends: ['publication'] },
  {
    unit: 'jx-licensing',
    title: '许可证明的确认',
    asks: '申请确认本人已经领取的准予许可决定书是否有效，并重新出具。',
    ends: ['reissue'],
  },
  {
    unit: 'jx-finance',
    title: '每日收文登记',
    asks: '申请公开本机关每一个工作日的收文登记簿。',
    ends: ['massive', 'delayed'],
  },
  {
    unit: 'jx-inspection',
    title: '有关检查的材料',
    asks: '申请公开有关检查的全部材料。',
    ends: ['corrected', 'stillUnclear', 'lapsed'],
  },
  {
    unit: 'jx-science',
    title: '抽检公告的附件',
    asks: '申请公开近五年药品抽检质量公告的全部附件，请提供纸质复制件。',
    ends: ['paid', 'unpaid'],
  },
];

const own = new Set(TOPICS.flatMap(({ ends = [] }) => ends));

/** What may have been asked where a request ended so. */
export const topicsFor = (outcome: OutcomeKey): readonly Topic[] =>
  TOPICS.filter(({ ends }) => (ends ? ends.includes(outcome) : !own.has(outcome)));
