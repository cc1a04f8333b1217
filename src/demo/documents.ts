import { type Disclosure, type OpennessClass, OUTSIDE_ARTICLE_20 } from '#commons/publishing/index.ts';

export interface DemoDocument {
  readonly type: 'policy' | 'interpretation' | 'announcement' | 'news' | 'planning';
  readonly column: string;
  /** The drafting unit, by the name it has in the register. */
  readonly unit: string;
  readonly title: string;
  /** Calendar days before the day the demonstration is made. */
  readonly daysAgo: number;
  readonly documentNumber?: (year: number) => string;
  readonly opennessClass: OpennessClass;
  readonly statutoryClass: number;
  readonly disclosure?: Exclude<Disclosure, 'active'>;
  readonly disclosureReason?: string;
  readonly disclosureBasis?: 'article-16-internal' | 'article-16-process' | 'not-article-19';
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The title of the document it interprets, which was made before it. */
  readonly interprets?: string;
  /** One over each paragraph, where the type asks for parts. */
  readonly headings?: readonly string[];
  readonly paragraphs: readonly string[];
  /** How far it has come; without it, released. */
  readonly standsAt?: 'drafting' | 'returned' | 'departmentReview' | 'secrecyReview' | 'issuing' | 'approved';
}

const FINANCE = '综合和规划财务处';
const LAW = '法规处';
const PERSONNEL = '人事处';
const SCIENCE = '科技处';
const SERVICE = '行政受理与投诉举报中心';
const INFORMATION = '信息中心';

/**
 * Invented for the demonstration, in the manner of such documents; no real enterprise, person or case is meant. Each title says so,
 * because titles travel without the page around them: in feeds, search results and prints.
 */
export const demoDocuments: readonly DemoDocument[] = [
  {
    type: 'announcement',
    column: 'announcements',
    unit: SERVICE,
    title: '关于调整行政受理大厅办公时间的公告（演示）',
    daysAgo: 210,
    opennessClass: 'service',
    statutoryClass: 5,
    summary: '行政受理大厅自下月起调整对外办公时间，周五下午照常受理。',
    paragraphs: [
      '为方便企业和群众办事，行政受理大厅自下月 1 日起调整对外办公时间：每周一至周五上午 9:00 至 12:00，下午 13:30 至 17:00，法定节假日除外。',
      '周五下午照常受理药品、医疗器械、化妆品许可和备案事项，不再安排内部整理。',
      '网上受理不受上述时间限制。咨询电话和投诉电话不变。',
    ],
  },
  {
    type: 'announcement',
    column: 'disclosure-guide',
    unit: FINANCE,
    title: '政府信息公开指南（演示）',
    daysAgo: 230,
    opennessClass: 'service',
    statutoryClass: 2,
    summary: '说明信息分哪些类、怎样编排、怎样获取，以及政府信息公开工作机构的联系方式。',
    paragraphs: [
      '根据《中华人民共和国政府信息公开条例》第十二条编制本指南，方便公民、法人和其他组织获取政府信息。',
      '一、信息的分类。主动公开的信息按《条例》第二十条所列的十五类编目，同时标明属于决策、执行、管理、服务、结果中的哪一类。',
      '二、编排和查找。每份信息有唯一的索引号，注明文号、发布机构、成文日期和发布日期。可以按栏目、单位、年份查找，也可以全站搜索。',
      '三、获取方式。主动公开的信息在本网站公布，自形成或者变更之日起20个工作日内公开；行政受理大厅设有公共查阅点，阅读有困难的，由工作人员协助。',
      '四、政府信息公开工作机构。综合和规划财务处（政务公开办公室）负责组织、协调本机关的政府信息公开工作。办公地址、办公时间和电话见本网站“机构职能”。',
      '五、监督和救济。认为本机关未依法公开政府信息的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。',
    ],
  },
  {
    type: 'policy',
    column: 'disclosure-rules',
    unit: FINANCE,
    title: '政府信息发布审查制度（演示）',
    data: { interpretation: 'not-needed', interpretationReason: '内部工作制度，不涉及公众权利义务。' },
    daysAgo: 225,
    opennessClass: 'management',
    statutoryClass: 1,
    summary: '规定拟稿、部门审核、保密审查、签发和发布各由谁负责，谁也不能兼任。',
    paragraphs: [
      '第一条　拟公开的信息由拟稿人提出公开属性，依申请公开或者不予公开的应当写明理由和依据。',
      '第二条　拟公开的信息依次经部门负责人审核、保密审查、签发，由网站发布员发布。拟稿人、保密审查员和网站发布员不得由同一人担任。',
      '第三条　审查通过后改动内容的，原审查意见失效，应当重新送审。',
      '第四条　已发布的信息需要更正、撤回的，应当说明理由并公布。',
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: LAW,
    title: '关于公布行政规范性文件清理结果的公告（演示）',
    daysAgo: 130,
    opennessClass: 'result',
    statutoryClass: 1,
    summary: '继续有效41件，修改6件，废止9件。',
    paragraphs: [
      '根据规范性文件清理工作要求，省药品监督管理局对现行规范性文件进行了清理：继续有效41件，修改6件，废止9件。',
      '废止的文件自本公告公布之日起不再作为行政管理的依据。以上数据为演示所用。',
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: SERVICE,
    title: '关于行政许可事项实行电子证照的通告（演示）',
    daysAgo: 84,
    opennessClass: 'service',
    statutoryClass: 5,
    summary: '自下月起发放电子证照，与纸质证照具有同等效力，可以在线查验。',
    paragraphs: [
      '自下月1日起，药品、医疗器械、化妆品行政许可实行电子证照，电子证照与纸质证照具有同等法律效力。',
      '企业可以在线下载、打印，社会公众可以扫码查验。已经领取的纸质证照在有效期内继续有效。',
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: PERSONNEL,
    title: '关于开展执业药师继续教育的通知（演示）',
    daysAgo: 52,
    opennessClass: 'management',
    statutoryClass: 13,
    summary: '说明今年继续教育的内容、学时和登记办法。',
    paragraphs: [
      '为做好本年度执业药师继续教育工作，现将有关事项通知如下。',
      '一、学习内容包括药品管理法律法规、药学服务规范和药物警戒知识，可以线上学习，也可以参加面授。',
      '二、学时由施教机构登记，个人不必另行申报。有疑问的，请与人事处联系。',
    ],
  },
  {
    type: 'news',
    column: 'news',
    unit: INFORMATION,
    title: '全省药品安全宣传月活动启动（演示）',
    daysAgo: 176,
    opennessClass: 'management',
    statutoryClass: OUTSIDE_ARTICLE_20,
    summary: '活动以“安全用药，护佑健康”为主题，各设区市同步开展进社区、进校园、进企业活动。',
    paragraphs: [
      '全省药品安全宣传月活动今日启动。活动以“安全用药，护佑健康”为主题，为期一个月。',
      '启动仪式上，工作人员向群众讲解怎样看懂药品说明书、怎样处理家庭过期药品，并现场演示如何在本网站查询药品和企业许可信息。',
      '活动期间，各设区市将组织药师进社区、进校园，为老年人和慢性病患者提供用药咨询。',
    ],
  },
  {
    type: 'policy',
    column: 'policies',
    unit: LAW,
    title: '药品行政执法信息公示办法（演示）',
    data: { interpretation: 'not-needed', interpretationReason: '随文另发文字解读。' },
    daysAgo: 150,
    documentNumber: (year) => `演药监规〔${year}〕2号`,
    opennessClass: 'decision',
    statutoryClass: 1,
    summary: '规定行政执法事前、事中、事后公示的内容、时限和责任，自发布之日起三十日后施行。',
    paragraphs: [
      '第一条　为规范药品行政执法信息公示，保障公众知情权和监督权，根据《中华人民共和国行政处罚法》《中华人民共和国政府信息公开条例》，制定本办法。',
      '第二条　本办法适用于本省各级药品监督管理部门在行政许可、行政处罚、行政检查中的信息公示。',
      '第三条　行政许可、行政处罚决定自作出之日起七个工作日内公示；其他行政执法决定自作出之日起二十个工作日内公示。法律、行政法规另有规定的，从其规定。',
      '第四条　公示前应当进行保密审查。自然人的身份证件号码、住所、联系方式等个人信息不予公示。',
      '第五条　已公示的行政执法决定被变更、撤销或者确认违法、无效的，应当在三个工作日内撤回并说明理由。',
      '第六条　本办法自发布之日起三十日后施行。',
    ],
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: LAW,
    title: '《药品行政执法信息公示办法（演示）》解读',
    data: { form: 'text', interpreter: '法规处负责人' },
    interprets: '药品行政执法信息公示办法（演示）',
    daysAgo: 150,
    opennessClass: 'decision',
    statutoryClass: 1,
    summary: '说明为什么制定、公示什么、多长时间内公示、公示错了怎么办。',
    headings: ['制定背景', '主要内容', '公示时限', '更正'],
    paragraphs: [
      '为什么制定这个办法？公示的内容和时限分散在多部法律和规章里，企业和群众不容易查，各地做法也不一致。办法把它们放在一处说清楚。',
      '公示什么？事前公示执法主体、依据、程序和监督方式；事中出示证件、告知权利；事后公示决定和结果。',
      '多长时间内公示？许可和处罚决定七个工作日，其他决定二十个工作日，从作出决定的第二天起算，节假日不计。',
      '公示错了怎么办？三个工作日内撤回，并说明理由。当事人也可以要求更正。',
    ],
  },
  {
    type: 'announcement',
    column: 'sampling',
    unit: SCIENCE,
    title: '药品监督抽检质量公告（第二期，演示）',
    daysAgo: 118,
    opennessClass: 'result',
    statutoryClass: 13,
    summary: '本期抽检药品 326 批次，不符合规定 2 批次，已依法处置。',
    paragraphs: [
      '近期，省药品监督管理局组织对全省药品经营和使用单位开展监督抽检，共抽取药品 326 批次，其中 324 批次符合规定，2 批次不符合规定。',
      '对不符合规定的药品，已要求相关单位停止销售和使用，召回产品，查明原因，并依法立案调查。',
      '公众如在市场上发现本公告列明的批次，可以拨打投诉举报电话反映。以上数据为演示所用。',
    ],
  },
  {
    type: 'announcement',
    column: 'finance',
    unit: FINANCE,
    title: '部门决算公开说明（演示）',
    daysAgo: 95,
    opennessClass: 'result',
    statutoryClass: 7,
    summary: '上年度部门决算、“三公”经费支出和预算绩效情况说明。',
    paragraphs: [
      '根据《中华人民共和国预算法》和政府信息公开要求，现将上年度部门决算予以公开。',
      '“三公”经费支出比预算减少，主要是压减公务接待和公务用车运行费用。',
      '决算表和绩效评价报告可在本栏目下载。',
    ],
  },
  {
    type: 'announcement',
    column: 'personnel',
    unit: PERSONNEL,
    title: '关于公开招聘直属单位专业技术人员拟聘用名单的公示（演示）',
    daysAgo: 70,
    opennessClass: 'result',
    statutoryClass: 15,
    summary: '公示期 7 个工作日，对拟聘用人员有异议的可以书面反映。',
    paragraphs: [
      '按照公开招聘程序，经笔试、面试、体检和考察，拟聘用专业技术人员若干名，现予公示。',
      '公示期为 7 个工作日。对拟聘用人员有异议的，请在公示期内以书面形式向人事处反映，并提供真实姓名和联系方式。',
    ],
  },
  {
    type: 'news',
    column: 'news',
    unit: SERVICE,
    title: '执业药师注册实现“当场办结”（演示）',
    daysAgo: 44,
    opennessClass: 'service',
    statutoryClass: 5,
    summary: '材料齐全、符合法定形式的，当场发给注册证；材料不齐的，一次告知需要补正的全部内容。',
    paragraphs: [
      '即日起，执业药师首次注册、变更注册、延续注册在行政受理大厅当场办结。材料齐全、符合法定形式的，当场发给注册证。',
      '材料不齐或者不符合法定形式的，工作人员一次告知需要补正的全部内容，并提供填写样例。',
      '申请人也可以网上提交，注册证可以自取，也可以邮寄。',
    ],
  },
  {
    type: 'announcement',
    column: 'inspection',
    unit: LAW,
    title: '药品批发企业“双随机、一公开”检查结果公告（演示）',
    daysAgo: 30,
    opennessClass: 'result',
    statutoryClass: 13,
    summary: '随机抽查 24 家企业，21 家未发现问题，3 家责令限期改正。',
    paragraphs: [
      '按照年度抽查计划，随机抽取 24 家药品批发企业、48 名检查人员开展检查。',
      '其中 21 家未发现问题；3 家存在冷链温度记录不完整等问题，已责令限期改正，改正情况将另行公告。',
    ],
  },
  {
    type: 'news',
    column: 'news',
    unit: FINANCE,
    title: '省局召开政务公开工作推进会（演示）',
    daysAgo: 9,
    opennessClass: 'management',
    statutoryClass: OUTSIDE_ARTICLE_20,
    summary: '会议通报工作要点落实进展，对进度滞后的事项逐项提出要求。',
    paragraphs: [
      '省局今日召开政务公开工作推进会，通报年度工作要点各项任务的落实进展。',
      '会议对进度滞后的事项逐项分析原因，要求牵头单位明确补进度的时间，配合单位主动衔接。',
      '会议强调，公开前必须经过保密审查，谁拟稿、谁审核、谁签发都要留痕。',
    ],
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: LAW,
    title: '关于征集药品监管领域证明事项清理意见的通知（演示）',
    daysAgo: 3,
    opennessClass: 'decision',
    statutoryClass: 15,
    summary: '请企业和群众指出办事中重复、无谓的证明要求。',
    paragraphs: [
      '为进一步减证便民，现征集药品监管领域证明事项清理意见。办事中遇到重复提交、无法律依据或者可以由部门之间核验的证明，都可以提出。',
      '意见可以通过网站互动交流栏目、信函或者到行政受理大厅当面提交。采纳情况将向社会公开。',
    ],
    standsAt: 'secrecyReview',
  },
  {
    type: 'policy',
    column: 'policies',
    unit: SCIENCE,
    title: '化妆品抽样检验工作规范（演示，送审稿）',
    data: { interpretation: 'in-step' },
    daysAgo: 4,
    documentNumber: (year) => `演药监规〔${year}〕5号`,
    opennessClass: 'decision',
    statutoryClass: 1,
    summary: '规范抽样、送检、复检和结果公布的程序。',
    paragraphs: [
      '第一条　为规范化妆品抽样检验工作，根据《化妆品监督管理条例》，制定本规范。',
      '第二条　抽样人员不得少于两人，抽样时应当出示证件，填写抽样凭证。',
      '第三条　检验结果公布前，应当告知被抽样单位和产品注册人、备案人。',
    ],
    standsAt: 'issuing',
  },
  {
    type: 'news',
    column: 'news',
    unit: INFORMATION,
    title: '网站栏目更新情况季度通报（演示）',
    daysAgo: 5,
    opennessClass: 'management',
    statutoryClass: OUTSIDE_ARTICLE_20,
    summary: '通报各栏目更新是否及时、内容是否准确，列出需要整改的栏目。',
    paragraphs: [
      '本季度对网站各栏目更新情况进行检查。多数栏目更新及时，个别栏目接近更新期限，请责任单位尽快补充。',
      '下一步将按“谁开办、谁负责、谁更新”的要求，对逾期未更新的栏目发出督办通知。',
    ],
    standsAt: 'returned',
  },
  {
    type: 'announcement',
    column: 'announcements',
    unit: SERVICE,
    title: '关于投诉举报电话整合的公告（演示）',
    daysAgo: 2,
    opennessClass: 'service',
    statutoryClass: 2,
    summary: '药品投诉举报统一由政务服务热线受理，原号码继续接听并转办。',
    paragraphs: [
      '为方便群众反映问题，药品、医疗器械、化妆品投诉举报统一由政务服务热线受理，原投诉举报号码继续接听并即时转办。',
      '网站、信函、走访渠道不变。办理结果按规定时限答复。',
    ],
    standsAt: 'departmentReview',
  },
  {
    type: 'news',
    column: 'news',
    unit: PERSONNEL,
    title: '省局举办政务公开与保密审查培训班（演示）',
    daysAgo: 1,
    opennessClass: 'management',
    statutoryClass: OUTSIDE_ARTICLE_20,
    summary: '各处室、直属单位拟稿人和保密审查员参加培训。',
    paragraphs: [
      '省局举办政务公开与保密审查培训班，各处室、直属单位的拟稿人和保密审查员参加。',
      '培训讲解了公开属性的判定、个人信息的去标识处理和附件中隐藏内容的检查方法。',
    ],
    standsAt: 'drafting',
  },
  {
    type: 'planning',
    column: 'plans',
    unit: FINANCE,
    title: '关于内部办公用房调整方案的请示（演示）',
    daysAgo: 20,
    opennessClass: 'management',
    statutoryClass: OUTSIDE_ARTICLE_20,
    disclosure: 'none',
    disclosureReason: '属于内部后勤管理事务，不涉及公众利益',
    disclosureBasis: 'article-16-internal',
    summary: '内部办公用房调整的初步方案。',
    paragraphs: ['因机构职能调整，拟对部分办公用房作出调整，方案见附件。妥否，请批示。'],
    standsAt: 'approved',
  },
];
