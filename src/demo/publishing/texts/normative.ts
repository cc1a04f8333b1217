import type { DemoDocument, DemoSet } from '../document.ts';

const normative = {
  type: 'normative-document',
  column: 'policies',
  opennessClass: 'decision',
  statutoryClass: 1,
  series: '演药监规',
  counted: '规范性文件',
} as const;
const reading = {
  type: 'interpretation',
  column: 'interpretations',
  opennessClass: 'decision',
  statutoryClass: 0,
} as const;

/** The dates a normative document states: in force after so many days for so many years, after a month of consultation, with the plan of its interpretation. */
const dates = (days = 30, years = 5) => ({
  unifiedNumber: '演示规{year}-{no}',
  effectiveOn: `{iso+${days}}`,
  validUntil: `{isoyears+${years}+${days}}`,
  touchesMarket: 'yes',
  commentsFrom: '{iso-60}',
  commentsUntil: '{iso-25}',
  commentsAt: '门户网站“征求意见”栏目',
  planForm: 'text',
  planChannel: '门户网站政策解读栏目',
  planBy: '起草处室负责人',
  planOn: '{iso+5}',
  planOutline: '制定背景和依据；主要内容；对企业和群众的影响；新旧规定的差别。',
});

export const normativeSets: readonly DemoSet[] = [
  {
    key: 'set-old-listing',
    title: '药品零售企业分级分类管理试行办法及解读',
    reason: '规范性文件与解读同步公开',
    releasedAfter: 2,
  },
  {
    key: 'set-old-complaints',
    title: '投诉举报奖励办法（旧）及解读',
    reason: '规范性文件与解读同步公开',
    releasedAfter: 3,
  },
  {
    key: 'set-publicity',
    title: '药品行政执法信息公示办法及解读',
    reason: '办法涉及企业权利义务，文件、解读同时公开，免得各处理解不一',
    releasedAfter: 4,
  },
  {
    key: 'set-rewards',
    title: '投诉举报奖励办法及问答',
    reason: '新办法替代旧办法，问答说明新旧差别',
    releasedAfter: 5,
  },
  { key: 'set-discretion', title: '行政处罚裁量基准及解读', reason: '裁量基准与解读、图表同步公开', releasedAfter: 3 },
  {
    key: 'set-decoction',
    title: '中药饮片追溯管理规定及解读',
    reason: '规定与解读同步公开，企业据此准备系统对接',
    scheduledInDays: 3,
  },
  {
    key: 'set-cosmetics',
    title: '化妆品抽样检验工作规范及解读',
    reason: '规范与解读同步公开；解读还在审核，待齐备后发布',
  },
];

export const normativeDocuments: readonly DemoDocument[] = [
  {
    ...normative,
    key: 'old-grading',
    unit: '药品流通监管处',
    topic: 'pharmacists',
    when: 725,
    set: 'set-old-listing',
    title: '药品零售企业分级分类管理试行办法（演示）',
    summary: '按经营范围和管理能力把药品零售企业分为三类，明确各类可以经营的药品和应当具备的条件，试行两年。',
    keywords: '药品零售;分级分类;试行',
    data: dates(20, 2),
    text: `
第一条　为加强药品零售监督管理，方便群众购药，根据《中华人民共和国药品管理法》《药品经营和使用质量监督管理办法》，制定本办法。
第二条　本省行政区域内药品零售企业的分级分类管理适用本办法。
第三条　药品零售企业按照经营范围分为三类：一类可以经营乙类非处方药，二类可以经营非处方药和处方药（不含禁止类、限制类），三类可以经营依法核定的全部品种。
第四条　企业应当按照类别配备执业药师或者其他药学技术人员，并在营业场所显著位置公示类别和人员信息。
第五条　监督检查频次根据类别和上年度检查结果确定，风险低的减少检查，风险高的增加检查。
第六条　本办法自{date+20}起施行，有效期两年。`,
  },
  {
    ...reading,
    key: 'old-grading-reading',
    unit: '药品流通监管处',
    topic: 'pharmacists',
    when: 725,
    set: 'set-old-listing',
    relations: [['interprets', 'old-grading']],
    title: '《药品零售企业分级分类管理试行办法》解读（演示）',
    summary: '说明为什么分类、怎样分类、企业要做什么。',
    keywords: '政策解读;药品零售;分级分类',
    data: { form: 'text', interpreter: '药品流通监管处负责人' },
    text: `
## 制定背景
我省药品零售企业数量多、规模差别大，用同一把尺子管理，既不利于控制风险，也加重了小店的负担。
## 主要内容
办法把企业分为三类，类别与经营范围、药学技术人员配备、检查频次挂钩，企业可以随条件变化申请调整类别。
## 对群众的影响
群众购药时看门店公示牌，就能知道这家店能卖哪些药、有没有执业药师在岗。`,
  },
  {
    ...normative,
    key: 'old-rewards',
    unit: '稽查处',
    topic: 'enforcement',
    when: 690,
    set: 'set-old-complaints',
    title: '药品违法行为举报奖励实施办法（演示）',
    summary: '规定举报奖励的条件、标准、程序和保密要求。',
    keywords: '举报奖励;药品违法',
    data: dates(),
    text: `
第一条　为鼓励社会公众举报药品违法行为，根据国家有关举报奖励的规定，制定本办法。
第二条　举报内容经查证属实并作出行政处罚决定的，按照货值金额的一定比例给予奖励，单次奖励不超过规定上限。
第三条　奖励由作出处罚决定的部门发放，举报人自接到通知之日起六十日内领取。
第四条　有关部门应当对举报人的信息严格保密，不得泄露。
第五条　本办法自{date+30}起施行，有效期五年。`,
  },
  {
    ...reading,
    key: 'old-rewards-reading',
    unit: '稽查处',
    topic: 'enforcement',
    when: 690,
    set: 'set-old-complaints',
    relations: [['interprets', 'old-rewards']],
    title: '《药品违法行为举报奖励实施办法》解读（演示）',
    summary: '说明奖励的条件、标准和领取办法。',
    keywords: '政策解读;举报奖励',
    data: { form: 'text', interpreter: '稽查处负责人' },
    text: `
## 制定背景
药品违法行为隐蔽性强，企业内部人员和消费者的举报是发现线索的重要来源。
## 主要内容
办法明确了奖励条件、标准和发放程序，要求为举报人保密。
## 领取办法
查证属实后由办案单位通知举报人，六十日内凭身份核验领取。`,
  },
  {
    ...normative,
    key: 'publicity-rules',
    unit: '法规处',
    topic: 'enforcement',
    when: 282,
    set: 'set-publicity',
    title: '药品行政执法信息公示办法（演示）',
    summary: '规定行政执法事前、事中、事后公示的内容、时限和责任，自发布之日起三十日后施行。',
    keywords: '行政执法;信息公示;行政处罚',
    data: dates(),
    text: `
## 第一章　总则
第一条　为规范药品行政执法信息公示，保障公众知情权和监督权，根据《中华人民共和国行政处罚法》《中华人民共和国政府信息公开条例》，制定本办法。
第二条　本办法适用于本省各级药品监督管理部门在行政许可、行政处罚、行政检查中的信息公示。
## 第二章　公示的内容和时限
第三条　行政许可、行政处罚决定自作出之日起七个工作日内公示；其他行政执法决定自作出之日起二十个工作日内公示。法律、行政法规另有规定的，从其规定。
第四条　公示前应当进行保密审查。自然人的身份证件号码、住所、联系方式等个人信息不予公示。
第五条　已公示的行政执法决定被变更、撤销或者确认违法、无效的，应当在三个工作日内撤回并说明理由。
## 第三章　附则
第六条　本办法由江西省药品监督管理局（演示）负责解释，自{date+30}起施行，有效期至{years+5+30}。`,
  },
  {
    ...reading,
    key: 'publicity-reading',
    unit: '法规处',
    topic: 'enforcement',
    when: 282,
    set: 'set-publicity',
    relations: [['interprets', 'publicity-rules']],
    title: '《药品行政执法信息公示办法》解读（演示）',
    summary: '说明为什么制定、公示什么、多长时间内公示、公示错了怎么办。',
    keywords: '政策解读;行政执法;信息公示',
    data: { form: 'text', interpreter: '法规处负责人' },
    text: `
## 制定背景和依据
公示的内容和时限分散在多部法律和规章里，企业和群众不容易查，各地做法也不一致。办法把它们放在一处说清楚。
## 目标和主要内容
事前公示执法主体、依据、程序和监督方式；事中出示证件、告知权利；事后公示决定和结果。
## 公示时限
许可和处罚决定七个工作日，其他决定二十个工作日，从作出决定的第二天起算，节假日不计。
## 公示错了怎么办
三个工作日内撤回，并说明理由。当事人也可以要求更正。`,
  },
  {
    ...reading,
    unit: '法规处',
    topic: 'enforcement',
    when: 262,
    relations: [['interprets', 'publicity-rules']],
    title: '一张表看懂行政执法信息公示时限（演示）',
    summary: '用表格列出许可、处罚、检查、强制四类信息公示的时限、内容和不公示的信息。',
    keywords: '政策解读;图表;公示时限',
    data: { form: 'chart', interpreter: '法规处' },
    text: `
## 制定背景
办法施行前，企业问得最多的是“我的信息什么时候上网、哪些不上网”。我们把条文整理成一张表。
## 主要内容
表：行政执法信息公示时限一览
| 信息 | 公示时限 | 公示内容 | 不公示的内容 |
| 行政许可决定 | 作出之日起 7 个工作日 | 许可事项、证号、有效期 | 申请材料中的商业秘密 |
| 行政处罚决定 | 作出之日起 7 个工作日 | 违法事实、依据、处罚内容 | 自然人证件号码、住所 |
| 行政检查结果 | 作出之日起 20 个工作日 | 检查对象、发现的问题、处理意见 | 未公开的线索来源 |
| 行政强制决定 | 作出之日起 20 个工作日 | 强制措施种类、期限 | 正在调查的案件细节 |
上表是对条文的归纳，以办法原文为准。`,
  },
  {
    ...normative,
    key: 'rewards',
    unit: '稽查处',
    topic: 'enforcement',
    when: 205,
    set: 'set-rewards',
    relations: [['supersedes', 'old-rewards']],
    title: '药品医疗器械化妆品投诉举报奖励办法（演示）',
    summary: '扩大奖励范围，提高内部举报人奖励标准，简化领取程序；原药品违法行为举报奖励实施办法同时停止执行。',
    keywords: '投诉举报;举报奖励;内部举报人',
    data: dates(),
    text: `
第一条　为鼓励社会公众参与药品安全共治，根据国家有关投诉举报奖励的规定，制定本办法。
第二条　举报药品、医疗器械、化妆品违法行为，经查证属实的，适用本办法。
第三条　奖励分为三个等级，按照涉案货值、举报材料完整程度和协助调查情况确定。企业内部知情人员举报的，奖励标准可以提高，但不超过规定上限。
第四条　举报人可以匿名举报，凭举报时取得的查询码领取奖励。奖励经费列入部门预算。
第五条　受理、调查、发放奖励的工作人员不得泄露举报人信息；泄露的，依法追究责任。
第六条　弄虚作假骗取奖励的，追回奖励，依法处理。
第七条　本办法自{date+30}起施行，有效期至{years+5+30}。《药品违法行为举报奖励实施办法（演示）》同时废止。`,
  },
  {
    ...reading,
    key: 'rewards-reading',
    unit: '稽查处',
    topic: 'enforcement',
    when: 205,
    set: 'set-rewards',
    relations: [['interprets', 'rewards']],
    title: '投诉举报奖励办法十问十答（演示）',
    summary: '以问答说明哪些举报可以得到奖励、怎样匿名举报、怎样领取。',
    keywords: '政策解读;问答;举报奖励',
    data: { form: 'qa', interpreter: '稽查处负责人' },
    text: `
## 制定背景
### 问：为什么要重新制定？
答：旧办法只管药品，奖励程序偏长，内部知情人员顾虑多。新办法覆盖药品、医疗器械、化妆品，匿名也能领奖。
## 主要内容
### 问：哪些举报可以得到奖励？
答：有明确的被举报对象和具体违法事实，监管部门事先没有掌握，并且查证属实。
### 问：哪些不奖励？
答：监管部门工作人员及其近亲属的举报，被侵权人的维权举报，违法人员互相举报，都不在奖励范围内。
### 问：怎样匿名举报？
答：在网站或者电话举报时选择匿名，系统给出查询码，凭码查询进度、领取奖励。
## 领取奖励
### 问：多长时间能领到？
答：作出处罚决定后十五个工作日内通知，收到通知后六十日内领取。`,
  },
  {
    ...normative,
    key: 'discretion',
    unit: '法规处',
    topic: 'enforcement',
    when: 118,
    set: 'set-discretion',
    title: '药品监督管理行政处罚裁量基准（演示）',
    summary: '按违法情节把常见违法行为的处罚幅度细分为不予处罚、减轻、从轻、一般、从重五档。',
    keywords: '行政处罚;裁量基准',
    data: dates(40),
    text: `
第一条　为规范行政处罚裁量权，根据《中华人民共和国行政处罚法》《中华人民共和国药品管理法》，制定本基准。
第二条　行使裁量权应当遵循过罚相当、公平公正、处罚与教育相结合的原则。
第三条　违法行为轻微并及时改正、没有造成危害后果的，不予处罚；初次违法且危害后果轻微并及时改正的，可以不予处罚。
第四条　有下列情形之一的，应当从重处罚：生产、销售以孕产妇、儿童为主要使用对象的假药、劣药；生产、销售的生物制品属于假药、劣药；生产、销售假药、劣药，经处理后再犯；拒绝、逃避监督检查，或者伪造、销毁、隐匿有关证据材料。
第五条　处罚决定书应当说明适用的裁量档次和理由。
第六条　本基准自{date+40}起施行，有效期至{years+5+40}。`,
  },
  {
    ...reading,
    key: 'discretion-reading',
    unit: '法规处',
    topic: 'enforcement',
    when: 118,
    set: 'set-discretion',
    relations: [['interprets', 'discretion']],
    title: '《药品监督管理行政处罚裁量基准》解读（演示）',
    summary: '说明五个裁量档次各适用什么情形，首违不罚怎样认定。',
    keywords: '政策解读;裁量基准;首违不罚',
    data: { form: 'text', interpreter: '法规处负责人' },
    text: `
## 制定背景
同样的违法行为，各地处罚幅度不一，企业反映比较集中。裁量基准把尺子统一起来。
## 主要内容
基准按违法情节、危害后果、改正情况分为五档，每档对应明确的幅度，处罚决定书要写明为什么适用这一档。
## 关键词解释
“初次违法”指当事人两年内在全省药品监管系统没有同类违法记录；“危害后果轻微”须有证据支持，由办案机构审查认定。
## 新旧政策差异
增加了不予处罚和减轻处罚的具体情形，删去了与上位法重复的条款。`,
  },
  {
    ...normative,
    key: 'decoction',
    unit: '药品生产监管处',
    topic: 'drugs',
    when: 5,
    set: 'set-decoction',
    title: '中药饮片信息化追溯管理规定（演示）',
    summary: '要求中药饮片生产、经营、使用单位建立追溯记录，做到来源可查、去向可追。',
    keywords: '中药饮片;追溯',
    data: dates(60),
    text: `
第一条　为保障中药饮片质量安全，根据《中华人民共和国药品管理法》《中华人民共和国中医药法》，制定本规定。
第二条　本省中药饮片生产、经营企业和使用单位应当建立信息化追溯记录。
第三条　生产企业应当记录药材来源、产地、采收时间、炮制工艺和检验结果，并在最小包装上标注追溯码。
第四条　经营企业、使用单位购进、销售、使用时应当扫码核验，不能核验的不得验收入库。
第五条　追溯记录保存至产品有效期届满后一年，没有有效期的保存不少于五年。
第六条　本规定自{date+60}起施行，有效期至{years+5+60}。`,
  },
  {
    ...reading,
    key: 'decoction-reading',
    unit: '药品生产监管处',
    topic: 'drugs',
    when: 5,
    set: 'set-decoction',
    relations: [['interprets', 'decoction']],
    title: '《中药饮片信息化追溯管理规定》解读（演示）',
    summary: '说明谁来建、记什么、怎样扫码核验，企业有多长准备时间。',
    keywords: '政策解读;中药饮片;追溯',
    data: { form: 'text', interpreter: '药品生产监管处负责人' },
    text: `
## 制定背景
中药饮片来源分散、批次多，发现问题时往往查不清源头。
## 主要内容
规定要求生产企业赋码、经营使用单位扫码，记录贯通种植采收、炮制检验和流通使用。
## 准备时间
规定公布后有两个月准备期，省局提供免费的数据接口和测试环境。`,
  },
  {
    ...normative,
    key: 'cosmetics-sampling',
    unit: '科技处',
    topic: 'cosmetics',
    when: 4,
    set: 'set-cosmetics',
    standsAt: 'issuing',
    title: '化妆品抽样检验工作规范（演示）',
    summary: '规范抽样、送检、复检和结果公布的程序。',
    keywords: '化妆品;抽样检验',
    data: dates(),
    text: `
第一条　为规范化妆品抽样检验工作，根据《化妆品监督管理条例》，制定本规范。
第二条　抽样人员不得少于两人，抽样时应当出示证件，填写抽样凭证。
第三条　检验结果公布前，应当告知被抽样单位和产品注册人、备案人。
第四条　对检验结论有异议的，可以自收到检验结论之日起七个工作日内申请复检。
第五条　本规范自{date+30}起施行，有效期至{years+5+30}。`,
  },
  {
    ...reading,
    key: 'cosmetics-reading',
    unit: '科技处',
    topic: 'cosmetics',
    when: 3,
    set: 'set-cosmetics',
    standsAt: 'departmentReview',
    relations: [['interprets', 'cosmetics-sampling']],
    title: '《化妆品抽样检验工作规范》解读（演示）',
    summary: '说明抽样程序、复检权利和结果公布。',
    keywords: '政策解读;化妆品;抽样检验',
    data: { form: 'text', interpreter: '科技处负责人' },
    text: `
## 制定背景
各地抽样凭证格式、送检时限不统一，复检申请的受理也不一致。
## 主要内容
规范统一了抽样凭证和送检时限，明确了告知和复检程序，结果在规定时限内向社会公布。`,
  },
  {
    ...normative,
    unit: '行政许可处',
    topic: 'licensing',
    when: 6,
    standsAt: 'legalityReview',
    title: '药品经营许可告知承诺实施细则（演示）',
    summary: '规定可以实行告知承诺的许可事项、承诺内容、核查方式和失信后果。',
    keywords: '行政许可;告知承诺',
    data: dates(),
    text: `
第一条　为深化行政审批制度改革，根据国家关于证明事项和涉企经营许可事项告知承诺制的要求，制定本细则。
第二条　药品零售企业经营许可的变更、延续，可以实行告知承诺。涉及特殊管理药品的除外。
第三条　申请人书面承诺符合条件并提交材料的，当场作出决定。
第四条　作出决定后三十个工作日内进行核查，发现承诺不实的，依法撤销决定并纳入信用记录。
第五条　本细则自{date+30}起施行，有效期至{years+5+30}。`,
  },
];
