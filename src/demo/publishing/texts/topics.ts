import type { DemoDocument } from '../document.ts';

const topic = { type: 'special-topic', column: 'announcements', statutoryClass: 0 } as const;

/** Pages that collect what belongs together. */
export const topics: readonly DemoDocument[] = [
  {
    ...topic,
    unit: '药品流通监管处',
    topic: 'drugs',
    opennessClass: 'execution',
    when: 178,
    relations: [
      ['collects', 'network-sales'],
      ['collects', 'sampling-online'],
      ['collects', 'chain-inspection'],
    ],
    data: { slogan: '网上买药，看清再下单' },
    title: '专题：药品网络销售监管（演示）',
    summary: '集中药品网络销售的政策、检查结果和抽检公告。',
    keywords: '专题;药品网络销售',
    text: `
药品网络销售方便群众，也有资质审核不严、处方管理缺位等问题。本专题把有关政策、检查和抽检结果放在一处，方便企业对照、群众查询。
发现网上违法销售药品的，请保存页面截图和订单，通过网站或者投诉举报电话反映。`,
  },
  {
    ...topic,
    unit: '法规处',
    topic: 'enforcement',
    opennessClass: 'result',
    when: 96,
    relations: [
      ['collects', 'publicity-rules'],
      ['collects', 'publicity-reading'],
      ['collects', 'discretion'],
      ['collects', 'discretion-reading'],
    ],
    data: { slogan: '执法全过程公开，裁量有尺子' },
    title: '专题：规范行政执法（演示）',
    summary: '集中行政执法信息公示、处罚裁量基准及其解读。',
    keywords: '专题;行政执法;裁量基准',
    text: `
执法公不公正，先看公不公开。本专题收录执法信息公示办法、处罚裁量基准和解读，企业可以据此判断自己的权利和义务。
对执法行为有异议的，可以依法申请行政复议、提起行政诉讼，也可以向法规处反映。`,
  },
  {
    ...topic,
    unit: '科技处',
    topic: 'sampling',
    opennessClass: 'result',
    when: 30,
    relations: [
      ['collects', 'sampling-herbs'],
      ['collects', 'sampling-cosmetics'],
      ['collects', 'sampling-online'],
      ['collects', 'sampling-flu'],
    ],
    data: { slogan: '抽检结果，公开到批号' },
    title: '专题：药品质量抽检（演示）',
    summary: '集中近一年重点品种的质量公告。',
    keywords: '专题;质量抽检',
    text: `
本专题收录近一年中药饮片、化妆品、网络销售药品和流感防治药品的质量公告，公开到产品批号和不符合规定项目。
购买时请核对批号；手中有公告所列批次的，请停止使用，凭票据联系销售单位退换。`,
  },
  {
    ...topic,
    unit: '应急和新闻宣传处',
    topic: 'safety',
    opennessClass: 'service',
    when: 345,
    relations: [['collects', 'month-start']],
    data: { slogan: '安全用药，护佑健康', endsOn: '{iso+31}' },
    title: '专题：药品安全宣传月（演示）',
    summary: '宣传月活动安排、科普资料和各地动态。',
    keywords: '专题;安全用药;宣传月',
    text: `
宣传月期间，各地组织药师进社区、进校园，发放资料，回收家庭过期药品。
- 家庭药箱每半年清理一次，过期药品投入指定回收点；
- 说明书和外包装一起保存，服药前再看一遍；
- 网上买药先看平台许可信息。`,
  },
  {
    ...topic,
    unit: '信息中心',
    topic: 'science',
    opennessClass: 'execution',
    when: 159,
    relations: [['collects', 'smart']],
    data: { slogan: '数据多跑路，检查更精准' },
    title: '专题：药品智慧监管（演示）',
    summary: '智慧监管实施方案、任务时间表和建设动态。',
    keywords: '专题;智慧监管',
    text: `
智慧监管把许可、检查、检验、执法数据贯通起来，用风险确定检查频次，减少对守法企业的打扰。
本专题随建设进展更新，企业可以在此查看接口说明和测试安排。`,
  },
];
