import type { DemoDocument } from '../document.ts';

/** What stands in the middle of its life on the day somebody looks: one of everything that can happen to a document. */
export const underWay: readonly DemoDocument[] = [
  {
    type: 'announcement',
    column: 'announcements',
    unit: '行政受理与投诉举报中心',
    topic: 'openness',
    opennessClass: 'service',
    statutoryClass: 2,
    when: 2,
    standsAt: 'departmentReview',
    key: 'hotline',
    title: '关于投诉举报电话整合的公告（演示）',
    summary: '药品投诉举报统一由政务服务热线受理，原号码继续接听并转办。',
    keywords: '投诉举报;热线',
    text: `
为方便群众反映问题，药品、医疗器械、化妆品投诉举报统一由政务服务热线受理，原投诉举报号码继续接听并即时转办。
网站、信函、走访渠道不变。办理结果按规定时限答复。`,
  },
  {
    type: 'news',
    column: 'news',
    unit: '信息中心',
    topic: 'openness',
    opennessClass: 'management',
    statutoryClass: 0,
    when: 5,
    standsAt: 'returned',
    sentBack: '请补充各栏目的具体名称和更新日期，再送审。',
    title: '网站栏目更新情况季度通报（演示）',
    summary: '通报各栏目更新是否及时、内容是否准确，列出需要整改的栏目。',
    keywords: '网站;栏目更新',
    text: `
本季度对网站各栏目更新情况进行检查。多数栏目更新及时，个别栏目接近更新期限，请责任单位尽快补充。
下一步将按“谁开办、谁负责、谁更新”的要求，对逾期未更新的栏目发出督办通知。`,
  },
  {
    type: 'news',
    column: 'news',
    unit: '人事处',
    topic: 'openness',
    opennessClass: 'management',
    statutoryClass: 0,
    when: 1,
    standsAt: 'drafting',
    title: '省局举办政务公开与保密审查培训班（演示）',
    summary: '各处室、直属单位拟稿人和保密审查员参加培训。',
    keywords: '培训;保密审查',
    text: `
省局举办政务公开与保密审查培训班，各处室、直属单位的拟稿人和保密审查员参加。
培训讲解了公开属性的判定、个人信息的去标识处理和附件中隐藏内容的检查方法。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '化妆品监管处',
    topic: 'cosmetics',
    opennessClass: 'decision',
    statutoryClass: 15,
    when: 4,
    standsAt: 'secrecyReview',
    key: 'cosmetics-comments',
    title: '关于征求化妆品生产质量管理检查要点意见的通知（演示）',
    summary: '就检查要点征求企业意见，期限三十日。',
    keywords: '化妆品;征求意见',
    text: `
为统一检查尺度，我局起草了化妆品生产质量管理检查要点，现公开征求意见。
意见请于{date+30}前通过网站互动交流栏目或者信函反馈，来信请注明“检查要点意见”。
采纳情况将在征求意见结束后二十个工作日内公布。`,
  },
  {
    type: 'personnel',
    column: 'personnel',
    unit: '人事处',
    topic: 'affairs',
    opennessClass: 'management',
    statutoryClass: 2,
    when: 2,
    standsAt: 'secrecyReview',
    data: { kind: 'appointment' },
    title: '关于受理中心主任任职的通知（演示）',
    summary: '公布一名直属单位负责人任职，姓名为演示所拟。',
    keywords: '人事任免',
    text: `
经研究决定，演壬同志任行政受理与投诉举报中心主任，试用期一年。
姓名为演示所拟。有意见的，请向人事处反映，电话：0791-00001014，联系人手机：13800000000。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '行政许可处',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 3,
    standsAt: 'issuing',
    key: 'new-licence',
    title: '关于启用新版药品经营许可证的公告（演示）',
    summary: '新版许可证自下月起启用，旧证在有效期内继续有效。',
    keywords: '药品经营许可证;新版',
    text: `
自下月1日起启用新版药品经营许可证，新证增加二维码，扫码可以核验许可状态。
旧版许可证在有效期内继续有效，企业不需要专门换发；办理变更、延续时一并换发新证。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '医疗器械监管处',
    topic: 'devices',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 3,
    standsAt: 'approved',
    title: '关于举办医疗器械注册人培训的通知（演示）',
    summary: '培训分线上、线下两场，免费参加。',
    keywords: '医疗器械;培训',
    text: `
定于下月举办医疗器械注册人质量管理培训，线上、线下各一场，免费参加。
内容包括委托生产管理、不良事件监测和变更注册常见问题。
请有意参加的企业在网站“办事服务”登记。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '药品流通监管处',
    topic: 'drugs',
    opennessClass: 'service',
    statutoryClass: 12,
    when: 1,
    standsAt: { scheduledInDays: 2 },
    title: '流感季安全用药提示（演示）',
    summary: '提醒群众合理使用退热药、抗病毒药，不要自行使用抗菌药物。',
    keywords: '流感;安全用药',
    text: `
流感季节就诊人数增多，现提示如下。
- 普通感冒不需要使用抗菌药物，抗菌药物须凭处方。
- 退热药不要重复使用，儿童用药按体重计算。
- 老年人、慢性病患者出现高热不退、呼吸困难的，及时就医。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '综合和规划财务处',
    topic: 'affairs',
    opennessClass: 'management',
    statutoryClass: 15,
    when: 38,
    standsAt: 'discarded',
    title: '关于档案查阅时间调整的通知（演示）',
    summary: '档案查阅时间与受理大厅办公时间一致。',
    keywords: '档案查阅',
    text: `
自下月起，档案查阅时间与受理大厅办公时间一致，查阅前可以电话预约。`,
  },
];

/** What went out and was taken back, what went out at once, what was kept from the public. */
export const eventful: readonly DemoDocument[] = [
  {
    type: 'announcement',
    column: 'inspection',
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'result',
    statutoryClass: 13,
    when: 110,
    title: '药品零售企业专项检查结果公告（演示）',
    summary: '检查药品零售企业 418 家，发现问题 57 家，立案 9 件。',
    keywords: '专项检查;结果',
    text: `
专项检查共检查药品零售企业 418 家，发现问题 57 家，立案 9 件。
检查结果按属地分解，由各设区市市场监督管理局负责后续处理。`,
    releasedAfter: 0,
    afterwards: [
      {
        what: 'withdraw',
        inDays: 2,
        cause: 'error',
        reason: '公告将两个批次的检查对象重复统计，家数有误，先行撤回，核对后重新公布。',
      },
    ],
  },
  {
    type: 'announcement',
    column: 'inspection',
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'result',
    statutoryClass: 13,
    when: 102,
    title: '药品零售企业专项检查结果公告（更正后重新公布）（演示）',
    summary: '检查药品零售企业 396 家，发现问题 54 家，立案 9 件。',
    keywords: '专项检查;结果;更正',
    text: `
专项检查共检查药品零售企业 396 家，发现问题 54 家，立案 9 件。此前公布的数据重复统计了两个批次，现予更正。
检查结果按属地分解，由各设区市市场监督管理局负责后续处理。`,
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '行政受理与投诉举报中心',
    topic: 'openness',
    opennessClass: 'service',
    statutoryClass: 15,
    when: 59,
    title: '投诉举报办理情况通报（演示）',
    summary: '上月受理投诉举报 671 件，按期办结 668 件。',
    keywords: '投诉举报;办理',
    text: `
上月共受理投诉举报 671 件，按期办结 668 件。
反映较集中的问题有：网购药品退换、处方审核和广告内容。办理结果已分别告知来信人。
其中一件反映某某小区门口药店夜间售药不登记，经核实责令改正。`,
    releasedAfter: 0,
    afterwards: [
      {
        what: 'withdrawUrgently',
        inDays: 1,
        cause: 'privacy',
        reason: '办理情况中有一件的描述可以推断出投诉人住址，涉及个人隐私，立即撤下，改为汇总数据后另行公布。',
      },
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '江西省药品不良反应监测中心',
    topic: 'safety',
    opennessClass: 'result',
    statutoryClass: 12,
    when: 174,
    urgent: { cause: 'drug-safety', reason: '短时间内多地报告严重不良反应，需要立即提醒停止使用，等逐级审核会延误。' },
    title: '关于停止使用某批次注射用某某的紧急通告（演示）',
    summary: '某某制药生产的注射用某某（演示批号）出现聚集性不良反应，请立即停止使用。',
    keywords: '药品安全;紧急通告;不良反应',
    text: `
近日监测到某某制药有限公司生产的注射用某某（批号：演示20X）出现聚集性不良反应，为保护公众健康，现紧急通告如下。
一、各医疗机构、药品经营企业立即停止使用、销售该批次产品，就地封存。
二、企业立即召回，并报告召回进展。
三、使用后出现发热、寒战、皮疹的患者，请及时就医。
调查进展将及时公布。产品和批号为演示所拟。`,
    afterwards: [
      {
        what: 'reviewDepartmentLate',
        inDays: 2,
        opinion: '事后核对监测数据和通告内容，属实无误，处置得当。',
      },
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: '化妆品监管处',
    topic: 'safety',
    opennessClass: 'result',
    statutoryClass: 12,
    when: 2,
    urgent: { cause: 'drug-safety', reason: '群众购买量大，检出禁用物质，需要立即提醒停止使用，逐级审核来不及。' },
    title: '关于某某牌祛斑霜检出禁用物质的紧急警示（演示）',
    summary: '检出化妆品禁用物质汞，请立即停止使用，已责令停止销售并立案。',
    keywords: '化妆品安全;紧急警示;禁用物质',
    text: `
检验发现标示为某某牌祛斑霜（批号：演示30X）检出化妆品禁用物质汞，含量明显超出技术规范对杂质的限值，现紧急警示如下。
一、请立即停止使用，已购买的保存票据和样品。
二、生产、经营单位和美容美发机构立即停止生产、经营和使用，配合召回。
三、汞可以经皮肤吸收，长期使用可能损害肾脏和神经系统；使用后出现乏力、水肿、失眠的，及时就医并说明使用史。
产品和批号为演示所拟，检验和处置正在进行。`,
  },
  {
    type: 'planning',
    column: 'plans',
    unit: '综合和规划财务处',
    topic: 'affairs',
    opennessClass: 'management',
    statutoryClass: 0,
    when: 347,
    disclosure: 'none',
    disclosureReason: '属于内部后勤管理事务，不涉及公众利益',
    disclosureBasis: 'article-16-internal',
    standsAt: 'kept',
    title: '机关食堂和会议室管理办法（演示）',
    summary: '规定食堂服务和会议室使用的内部安排。',
    keywords: '后勤;内部管理',
    text: `
一、食堂服务供应时间、值班安排由后勤服务中心负责。
二、会议室通过内部系统预约，重大会议优先安排。`,
  },
  {
    type: 'planning',
    column: 'plans',
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'execution',
    statutoryClass: 0,
    when: 350,
    disclosure: 'none',
    disclosureReason: '抽查方法在检查前公开会使检查落空，是随案卷保存的检查方案，属行政执法案卷信息',
    disclosureBasis: 'article-16-enforcement',
    standsAt: 'kept',
    title: '飞行检查抽查方案（演示）',
    summary: '飞行检查的抽查方法和保密要求。',
    keywords: '飞行检查;抽查方案',
    text: `
一、检查对象根据风险线索和随机抽取确定，检查组直接进入现场，事先不告知被检查单位。
二、检查人员实行回避，不得透露检查安排。`,
  },
  {
    type: 'policy',
    column: 'policies',
    unit: '药品注册管理处',
    topic: 'drugs',
    opennessClass: 'management',
    statutoryClass: 0,
    when: 134,
    disclosure: 'on-request',
    disclosureReason: '仅涉及个别医疗机构的制剂调剂使用意见，不需要公众广泛知晓',
    disclosureBasis: 'not-article-19',
    standsAt: 'kept',
    series: '演药监函',
    data: { interpretation: 'not-needed', interpretationReason: '个案复函。' },
    title: '关于医疗机构制剂调剂使用有关问题的复函（演示）',
    summary: '对两家医疗机构制剂调剂使用的答复意见。',
    keywords: '医疗机构制剂;复函',
    text: `
某某市中医院：
你院关于制剂调剂使用的请示收悉。经研究，同意按有关规定办理调剂使用手续，调剂品种、数量和期限以批准文件为准。
请你院加强制剂质量管理和不良反应监测。`,
  },
  {
    type: 'planning',
    column: 'plans',
    unit: '综合和规划财务处',
    topic: 'affairs',
    opennessClass: 'management',
    statutoryClass: 0,
    when: 20,
    disclosure: 'none',
    disclosureReason: '属于尚未批复的请示，是过程性信息，不涉及公众利益',
    disclosureBasis: 'article-16-process',
    standsAt: 'approved',
    title: '关于内部办公用房调整方案的请示（演示）',
    summary: '内部办公用房调整的初步方案。',
    keywords: '办公用房;内部管理',
    text: '因机构职能调整，拟对部分办公用房作出调整，方案见附件。妥否，请批示。',
  },
];
