import type { DemoDocument } from '../document.ts';

interface Notice {
  readonly when: number;
  readonly unit: string;
  readonly topic: DemoDocument['topic'];
  readonly column: 'personnel' | 'announcements' | 'inspection';
  readonly statutoryClass: number;
  readonly title: string;
  readonly summary: string;
  readonly shownFor: number;
  readonly matter: string;
  readonly more?: Partial<DemoDocument>;
}

const NOTICES: readonly Notice[] = [
  {
    when: 333,
    unit: '人事处',
    topic: 'affairs',
    column: 'personnel',
    statutoryClass: 15,
    title: '事业单位公开招聘拟聘用人员公示',
    summary: '公示 9 名拟聘用人员的岗位和准考证号，公示期 7 个工作日。',
    shownFor: 7,
    matter: `按照公开招聘程序，经笔试、面试、体检和考察，确定拟聘用人员 9 名，现予公示（姓名等应当公示的内容，演示中从略）。
表：拟聘用人员（准考证号为演示所拟）
| 岗位 | 人数 | 准考证号 |
| 化学检验 | 4 | 演示 0103、0117、0121、0126 |
| 生物检验 | 3 | 演示 0204、0209、0215 |
| 中药鉴定 | 2 | 演示 0301、0306 |`,
  },
  {
    when: 295,
    unit: '江西省药品认证审评中心',
    topic: 'licensing',
    column: 'announcements',
    statutoryClass: 5,
    title: '创新医疗器械特别审查申请审查结果公示',
    summary: '两项申请拟同意按特别程序审查，公示期 10 个工作日。',
    shownFor: 10,
    matter: `经专家审查，以下产品拟同意按照特别审查程序办理，现予公示。
表：拟同意的产品
| 产品名称 | 申请人 | 审查意见 |
| 一次性使用智能给药泵 | 南昌某某医疗器械股份有限公司 | 技术创新、国内首创，同意 |
| 便携式超声诊断仪 | 某某影像技术有限公司 | 临床应用价值显著，同意 |`,
  },
  {
    when: 263,
    unit: '药品流通监管处',
    topic: 'inspection',
    column: 'inspection',
    statutoryClass: 13,
    title: '药品批发企业信用等级初评结果公示',
    summary: '公示 192 家企业信用等级初评结果，异议期 10 个工作日。',
    shownFor: 10,
    matter: `按照信用管理有关规定，对 192 家药品批发企业进行了初评：拟定守信 166 家，基本守信 22 家，失信 4 家。
拟定为失信的企业已书面告知理由和依据，企业可以在公示期内提出陈述、申辩。`,
  },
  {
    when: 225,
    unit: '科技处',
    topic: 'science',
    column: 'announcements',
    statutoryClass: 15,
    title: '药品监管科学研究课题拟立项项目公示',
    summary: '公示 11 项拟立项课题，公示期 5 个工作日。',
    shownFor: 5,
    matter: `经申报、形式审查和专家评审，拟立项课题 11 项，其中重点课题 3 项、一般课题 8 项。
表：拟立项重点课题
| 课题名称 | 承担单位 |
| 中药饮片掺伪快速鉴别技术研究 | 江西省药品检验检测研究院 |
| 冷链运输风险非现场监管模型 | 信息中心 |
| 家用医疗器械误差评价方法 | 江西省医疗器械检测中心 |`,
  },
  {
    when: 197,
    unit: '人事处',
    topic: 'affairs',
    column: 'personnel',
    statutoryClass: 15,
    title: '拟推荐全国药品监管系统先进集体对象公示',
    summary: '公示拟推荐的两个先进集体，公示期 5 个工作日。',
    shownFor: 5,
    matter: `按照评选表彰要求，经单位推荐、集体研究，拟推荐以下集体，现予公示：
- 江西省药品不良反应监测中心药物警戒部；
- 行政受理与投诉举报中心受理窗口。`,
  },
  {
    when: 160,
    unit: '行政许可处',
    topic: 'licensing',
    column: 'announcements',
    statutoryClass: 5,
    title: '药品监管告知承诺事项目录（征求意见）公示',
    summary: '公示拟实行告知承诺的 7 个事项，征求意见 25 个工作日。',
    shownFor: 25,
    matter: `为进一步优化审批服务，拟对 7 个事项实行告知承诺，现公示目录，征求社会意见。
- 药品零售企业许可证变更（非核心事项）；
- 药品零售企业许可证延续；
- 医疗器械生产许可证变更（非核心事项）；
- 药品出口销售证明换发；
- 医疗机构制剂许可非核心变更；
- 化妆品生产许可证非核心变更；
- 执业药师注册变更。
公众意见及采纳情况将在公示结束后二十个工作日内公布。`,
  },
  {
    when: 120,
    unit: '药品生产监管处',
    topic: 'inspection',
    column: 'inspection',
    statutoryClass: 13,
    title: '药品生产企业风险等级评定结果公示',
    summary: '公示 148 家企业风险等级评定结果，公示期 7 个工作日。',
    shownFor: 7,
    matter: `结合年度检查、抽检和不良反应监测情况，评定药品生产企业风险等级：A 级 96 家，B 级 41 家，C 级 9 家，D 级 2 家。
风险等级是确定检查频次的依据，不作为对企业产品质量的评价。`,
  },
  {
    when: 83,
    unit: '江西省药品检验检测研究院',
    topic: 'science',
    column: 'announcements',
    statutoryClass: 15,
    title: '药品快速检验方法标准征求意见公示',
    summary: '公示 5 项快检方法草案，征求意见 20 个工作日。',
    shownFor: 20,
    matter: `为统一快检方法，起草了 5 项快速检验方法草案，现公开征求意见。
请药品生产、经营企业和检验机构结合实际提出意见，书面意见请注明单位和联系方式，仅用于本次征求意见。`,
    more: {
      afterwards: [
        {
          what: 'correct',
          inDays: 45,
          reason: '公示期满，补充意见收集和采纳情况。',
          replace: [
            '仅用于本次征求意见。</p>',
            '仅用于本次征求意见。</p><p>公示期间共收到意见 27 条，采纳 19 条，未采纳 8 条，未采纳的主要理由已逐条回复。</p>',
          ],
        },
      ],
    },
  },
  {
    when: 42,
    unit: '化妆品监管处',
    topic: 'cosmetics',
    column: 'announcements',
    statutoryClass: 13,
    title: '化妆品“你送我检”活动样品抽取结果公示',
    summary: '公示随机抽取的 40 份样品编号，检验结果将向送检人反馈。',
    shownFor: 5,
    matter: `“你送我检”活动共征集样品 213 份，在公证人员监督下随机抽取 40 份检验。
抽中样品编号：演示 003、011、017、026、034、045、058、066、071、089 等 40 个，完整编号在活动现场和受理大厅张贴。`,
  },
  {
    when: 7,
    unit: '人事处',
    topic: 'affairs',
    column: 'personnel',
    statutoryClass: 14,
    title: '考试录用公务员拟录用人员公示',
    summary: '公示 5 名拟录用人员的职位和准考证号，公示期 7 个工作日。',
    shownFor: 7,
    matter: `经笔试、资格复审、面试、体检和考察，确定拟录用人员 5 名，现予公示（姓名、性别、毕业院校或者工作单位等应当公示的内容，演示中从略）。
表：拟录用人员（准考证号为演示所拟）
| 职位 | 人数 | 准考证号 |
| 药品检查 | 3 | 演示 2103、2118、2142 |
| 行政执法 | 2 | 演示 2207、2211 |`,
    more: { releasedAfter: 1 },
  },
  {
    when: 5,
    unit: '江西省药品认证审评中心',
    topic: 'drugs',
    column: 'announcements',
    statutoryClass: 5,
    title: '拟通过药品生产质量管理规范符合性检查企业公示',
    summary: '公示 4 家拟通过检查的企业和车间，公示期 10 个工作日。',
    shownFor: 10,
    matter: `经现场检查和综合评定，以下企业拟通过符合性检查，现予公示。
表：拟通过检查的企业
| 企业 | 检查范围 |
| 某某制药（江西）有限公司 | 片剂、胶囊剂 |
| 九江某某制药有限公司 | 口服固体制剂 |
| 樟树某某中药饮片有限公司（整改后复查） | 中药饮片 |
| 上饶某某药业有限公司 | 口服液 |`,
    more: { releasedAfter: 1 },
  },
  {
    when: 4,
    unit: '综合和规划财务处',
    topic: 'openness',
    column: 'announcements',
    statutoryClass: 15,
    title: '政府信息公开工作示范单位评选结果公示',
    summary: '公示 3 个拟命名的示范单位，公示期 5 个工作日。',
    shownFor: 5,
    matter: `经自评、抽查和第三方评议，拟命名以下单位为政府信息公开工作示范单位：
- 药品流通监管处；
- 行政受理与投诉举报中心；
- 江西省药品不良反应监测中心。`,
    more: { releasedAfter: 1 },
  },
];

const phoneOf: Readonly<Record<string, string>> = {
  人事处: '0791-00001014',
  科技处: '0791-00001012',
  综合和规划财务处: '0791-00001003',
  药品流通监管处: '0791-00001008',
  药品生产监管处: '0791-00001007',
  化妆品监管处: '0791-00001010',
  行政许可处: '0791-00001005',
  江西省药品认证审评中心: '0791-00001019',
  江西省药品检验检测研究院: '0791-00001017',
};

export const publicNotices: readonly DemoDocument[] = NOTICES.map(
  ({ when, unit, topic, column, statutoryClass, title, summary, shownFor, matter, more }): DemoDocument => ({
    type: 'public-notice',
    column,
    unit,
    topic,
    opennessClass: 'result',
    statutoryClass,
    when,
    releasedAfter: 1,
    shownFor,
    title: `${title}（演示）`,
    summary,
    keywords: `公示;${title.slice(0, 12)}`,
    data: { objections: `${unit}，电话 ${phoneOf[unit] ?? ''}，地址：南昌市北京东路1566号` },
    text: `
## 公示事项
${matter}
## 公示期间
自{from}至{until}，共 ${shownFor} 个工作日。
## 异议的提出
公示期内如有异议，请以书面形式向${unit}反映，写明真实姓名、单位和联系方式；我局依法为反映人保密。`,
    ...more,
  }),
);
