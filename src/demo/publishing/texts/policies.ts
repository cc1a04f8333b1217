import type { DemoDocument } from '../document.ts';
import { steps } from './made-files.ts';
import { SMART_FILM } from './smart-film.ts';

const policy = {
  type: 'policy',
  column: 'policies',
  opennessClass: 'execution',
  statutoryClass: 15,
  series: '演药监发',
} as const;
const plain = (reason: string) => ({ interpretation: 'not-needed', interpretationReason: reason });
const INTERNAL = plain('部署本系统工作，不涉及公众权利义务。');

/** Notices, opinions and schemes the bureau gives out; some have their own interpretation. */
export const policies: readonly DemoDocument[] = [
  {
    ...policy,
    series: '演药监办发',
    column: 'disclosure-rules',
    unit: '综合和规划财务处',
    topic: 'openness',
    opennessClass: 'management',
    statutoryClass: 15,
    when: 316,
    title: '政府信息发布审查制度（演示）',
    data: plain('内部工作制度，不涉及公众权利义务。'),
    summary: '规定拟稿、部门审核、保密审查、签发和发布各由谁负责，谁也不能兼任。',
    keywords: '政府信息公开;发布审查;制度',
    text: `
第一条　拟公开的信息由拟稿人提出公开属性，依申请公开或者不予公开的应当写明理由和依据。
第二条　拟公开的信息依次经部门负责人审核、保密审查、签发，由网站发布员发布。拟稿人、保密审查员和网站发布员不得由同一人担任。
第三条　审查通过后改动内容的，原审查意见失效，应当重新送审。
第四条　已发布的信息需要更正、撤回的，应当说明理由并公布。`,
  },
  {
    ...policy,
    series: '演药监办发',
    column: 'disclosure-rules',
    unit: '综合和规划财务处',
    topic: 'openness',
    opennessClass: 'management',
    statutoryClass: 15,
    when: 147,
    title: '政府信息主动公开工作规程（演示）',
    data: plain('内部工作规程，公众办事方式没有变化。'),
    summary: '明确各处室主动公开的责任、时限、更正和定期评估要求。',
    keywords: '政府信息公开;主动公开;工作规程',
    text: `
一、谁制作、谁公开。各处室、直属单位对本单位制作的信息负责，在公文起草时同步确定公开属性。
二、主动公开的信息自形成或者变更之日起二十个工作日内公开。
三、发现信息不准确的，责任单位应当及时更正，并在原页面注明更正内容和日期。
四、对不予公开、依申请公开的信息，每年评估一次；情形变化可以公开的，转为主动公开。
五、各栏目指定专人维护，临近更新期限的由政务公开办公室提醒。`,
    afterwards: [
      {
        what: 'correct',
        inDays: 26,
        reason: '原文第四项“每年评估一次”未写明时间，补充评估的起算点。',
        replace: ['每年评估一次', '自定稿之日起每满一年评估一次'],
      },
    ],
  },
  {
    ...policy,
    key: 'network-sales',
    unit: '药品流通监管处',
    topic: 'drugs',
    when: 305,
    title: '关于加强药品网络销售监督检查的通知（演示）',
    data: plain('对法律法规已有要求的部署落实，未设定新的义务。'),
    summary: '部署药品网络销售监督检查，明确平台和商家的自查内容和时间安排。',
    keywords: '药品网络销售;监督检查',
    text: `
各设区市市场监督管理局，局机关各处、直属各单位：
为规范药品网络销售秩序，根据《药品网络销售监督管理办法》，现就有关工作通知如下。
## 一、检查重点
- 第三方平台对入驻商家资质的审核和日常管理；
- 处方药网络销售的处方来源、审核和信息展示；
- 国家禁止网络销售的药品是否仍有展示、销售。
## 二、时间安排
{date+30}前企业自查；此后两个月内各地组织检查，省局抽查。
## 三、工作要求
检查结果依法公示，涉嫌犯罪的移送公安机关。`,
  },
  {
    ...policy,
    unit: '应急和新闻宣传处',
    topic: 'safety',
    opennessClass: 'management',
    statutoryClass: 12,
    when: 291,
    title: '药品安全突发事件应急预案（演示）',
    data: plain('规定本系统的处置程序，单位和个人的报告义务按法律法规执行，未增设义务。'),
    summary: '规定药品安全突发事件的分级、报告、响应、信息发布和后期处置。',
    keywords: '应急预案;药品安全;突发事件',
    text: `
## 一、总则
为有效应对药品安全突发事件，最大限度减少危害，制定本预案。
## 二、分级
按照危害程度和影响范围，分为特别重大、重大、较大和一般四级。
## 三、报告
医疗机构、企业和监管部门发现事件后应当立即报告，不得迟报、漏报、瞒报。
## 四、响应
启动响应后，控制涉事产品、开展调查检验、救治患者、发布信息同步进行。
## 五、信息发布
由指定单位统一发布，做到及时、准确，回应社会关切，澄清不实信息。`,
  },
  {
    ...policy,
    key: 'enterprise-service',
    unit: '行政许可处',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 252,
    title: '关于优化医药产业服务若干措施的通知（演示）',
    data: plain('措施以服务承诺为主，办事方式另有办事指南说明。'),
    summary: '提出提前介入、并联审评、容缺受理等十项措施，支持医药产业创新发展。',
    keywords: '营商环境;审评审批;容缺受理',
    text: `
为支持医药产业高质量发展，结合我省实际，提出以下措施。
一、对创新药、创新医疗器械实行提前介入、研审联动。
二、药品生产场地变更与许可检查合并进行，减少重复检查。
三、对信用良好的企业实行容缺受理，非主要材料可以在承诺期限内补齐。
四、第二类医疗器械延续注册、变更注册技术审评时限压减三分之一。
五、设立企业服务专席，疑难问题由专人跟踪办理。
六、每季度召开企业座谈会，意见采纳情况公开。`,
  },
  {
    ...policy,
    unit: '药品注册管理处',
    topic: 'science',
    when: 235,
    title: '关于做好医疗机构中药制剂备案后监管工作的通知（演示）',
    data: plain('重申法律法规对备案医疗机构的要求，未设定新的义务。'),
    summary: '明确备案资料核查、变更管理和不良反应监测要求。',
    keywords: '中药制剂;备案;事中事后监管',
    text: `
各设区市市场监督管理局，有关医疗机构：
一、医疗机构应当对备案资料的真实性负责，配制工艺、处方发生变化的，应当重新备案或者办理变更。
二、省局组织对备案资料开展核查，备案后三个月内完成首次现场检查。
三、医疗机构应当收集制剂的不良反应，年度报告中如实填报。
四、发现备案资料不真实的，取消备案并向社会公布。`,
  },
  {
    ...policy,
    unit: '人事处',
    topic: 'pharmacists',
    opennessClass: 'management',
    when: 219,
    title: '关于加强职业化专业化药品检查员队伍建设的实施意见（演示）',
    data: INTERNAL,
    summary: '提出检查员分级管理、培训考核、调派使用和职业发展的具体安排。',
    keywords: '检查员;队伍建设',
    text: `
一、构建省、市两级检查员队伍，检查员分为初级、中级、高级和专家级。
二、实行岗前培训和年度考核，考核不合格的调整岗位。
三、建立全省统一调派机制，重大检查任务由省药品检查员中心统一组织。
四、完善职称评审和薪酬激励，鼓励长期从事检查工作。
五、严格廉洁纪律，检查员实行回避制度。`,
  },
  {
    ...policy,
    key: 'smart',
    unit: '信息中心',
    topic: 'science',
    when: 172,
    title: '关于推进药品智慧监管的实施方案（演示）',
    data: plain('信息化建设安排，另以专题集中说明。'),
    summary: '明确一体化平台、追溯体系、非现场监管和数据共享四项任务。',
    keywords: '智慧监管;追溯;数据共享',
    text: `
## 一、目标
用两年时间建成覆盖药品全生命周期的智慧监管平台，主要监管业务全部网上办理。
## 二、任务
- 建设许可、检查、检验、执法一体化平台；
- 完善疫苗、血液制品、集采药品追溯，逐步覆盖中药饮片；
- 对冷链、洁净区等关键数据开展非现场监管；
- 与市场监管、卫生健康、医保部门共享数据。
## 三、保障
落实网络安全等级保护要求，数据依法依规共享和公开。`,
  },
  {
    ...policy,
    unit: '药品生产监管处',
    topic: 'drugs',
    when: 151,
    title: '关于开展药品生产企业质量安全主体责任提升行动的通知（演示）',
    data: plain('对企业主体责任已有要求的部署落实，未设定新的义务。'),
    summary: '组织企业关键岗位人员培训考核，落实日管控、周排查、月调度。',
    keywords: '主体责任;药品生产',
    text: `
各药品生产企业：
一、企业法定代表人、主要负责人对药品质量全面负责，质量负责人、生产负责人、质量受权人各负其责。
二、建立风险日管控、周排查、月调度机制，记录存档备查。
三、{date+60}前完成关键岗位人员培训，省局组织线上考核，考核情况作为年度检查计划的依据。`,
  },
  {
    ...policy,
    unit: '化妆品监管处',
    topic: 'cosmetics',
    when: 126,
    title: '关于规范普通化妆品备案质量管理的通知（演示）',
    data: plain('重申法规要求，公布常见问题，备案方式不变。'),
    summary: '列出备案资料常见问题，提出规范要求和处理措施。',
    keywords: '化妆品;备案',
    text: `
一、备案人应当对备案资料的真实性、合法性负责，产品名称、功效宣称应当有依据。
二、常见问题包括：产品执行标准不完整；功效宣称评价摘要缺少方法；标签样稿与配方不一致。
三、备案后监督检查发现资料不符合要求的，责令限期改正；逾期不改正的，取消备案。`,
  },
  {
    ...policy,
    unit: '稽查处',
    topic: 'enforcement',
    when: 99,
    title: '关于开展打击非法制售药品专项行动的方案（演示）',
    data: INTERNAL,
    summary: '联合公安等部门，集中查处制售假劣药品、无证经营和网络非法销售。',
    keywords: '专项行动;假劣药品',
    text: `
## 一、重点
制售假药劣药、无证经营药品、网络非法销售处方药和回收药品倒卖。
## 二、步骤
动员排查一个月，集中查处三个月，总结评估一个月。
## 三、要求
线索统一登记，案件逐件督办；涉嫌犯罪的及时移送，典型案例依法公布。`,
  },
  {
    ...policy,
    key: 'opinions-collection',
    unit: '法规处',
    topic: 'openness',
    opennessClass: 'decision',
    when: 72,
    title: '关于重大行政决策公众参与工作的若干规定（演示）',
    data: plain('规范内部决策程序；公众参与方式在征求意见公告中逐项说明。'),
    summary: '规定征求意见的范围、期限、方式和采纳情况的公布。',
    keywords: '重大行政决策;公众参与;征求意见',
    text: `
一、制定涉及公众利益的政策，应当通过网站公布草案和说明，征求意见期限一般不少于三十日。
二、对企业权利义务影响较大的，应当召开座谈会或者听证会，听取行业协会和不同规模企业的意见。
三、征求意见结束后二十个工作日内公布收集和采纳情况，不采纳的说明理由。
四、未按规定征求意见的，不得提交集体审议。`,
  },
  {
    ...policy,
    unit: '医疗器械监管处',
    topic: 'devices',
    when: 47,
    title: '关于实施医疗器械唯一标识有关工作的通知（演示）',
    data: plain('转发并细化国家统一要求，未设定新的义务。'),
    summary: '明确实施品种、时间和企业、医疗机构的工作要求。',
    keywords: '医疗器械;唯一标识',
    text: `
一、列入实施品种的第二类医疗器械，注册人应当在产品上市销售前完成赋码和数据上传。
二、经营企业、医疗机构应当在进货查验时核对唯一标识，逐步实现扫码入库。
三、省局组织技术培训，设立咨询邮箱和答疑专栏，具体安排见“通知公告”。`,
  },
  {
    ...policy,
    unit: '应急和新闻宣传处',
    topic: 'openness',
    opennessClass: 'management',
    when: 27,
    title: '关于进一步加强政策解读工作的通知（演示）',
    data: INTERNAL,
    summary: '要求政策与解读同步起草、同步审签、同步发布，鼓励图表、问答等形式。',
    keywords: '政策解读;三同步',
    text: `
各处、各单位：
一、起草政策文件时同步起草解读，一并报批；没有解读方案的，不予审签。
二、解读应当说清背景、主要内容和对群众、企业的影响，避免照抄条文。
三、鼓励使用图表、问答等形式，篇幅适中，便于手机阅读。
四、每季度通报解读质量，读者评价作为依据之一。`,
  },
];

export const readings: readonly DemoDocument[] = [
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '行政许可处',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 0,
    when: 245,
    relations: [['interprets', 'enterprise-service']],
    title: '优化医药产业服务措施问答（演示）',
    summary: '回答企业关心的提前介入、容缺受理和办理时限问题。',
    keywords: '政策解读;问答;营商环境',
    data: { form: 'qa', interpreter: '行政许可处负责人' },
    text: `
## 制定背景
### 问：措施是怎样提出来的？
答：前期走访了三十多家企业，收集意见一百余条，归并为十项措施。
## 主要内容
### 问：哪些产品可以提前介入？
答：列入国家或者省创新清单的药品、医疗器械，以及临床急需品种，由企业提出、审评中心确认。
### 问：容缺受理缺什么都可以吗？
答：不可以。主要材料必须齐全；次要材料清单在办事指南中公布，承诺期限最长二十个工作日。`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '药品流通监管处',
    topic: 'drugs',
    opennessClass: 'execution',
    statutoryClass: 0,
    when: 298,
    relations: [['interprets', 'network-sales']],
    title: '网上买药要注意什么：药品网络销售政策解读（演示）',
    summary: '从消费者角度说明网上能买哪些药、怎样辨别正规平台、出了问题怎么办。',
    keywords: '政策解读;药品网络销售;消费提示',
    data: { form: 'expert', interpreter: '药品流通监管处' },
    text: `
## 背景
网上买药越来越方便，也出现了无证销售、不审核处方等问题。
## 主要内容
正规平台会在首页公示许可信息，处方药须先提供处方，经药师审核后才显示说明书并付款。
## 哪些药网上买不到
疫苗、血液制品、麻醉药品、精神药品、医疗用毒性药品等不得在网上销售。
## 出了问题怎么办
保存订单、聊天记录和药品，拨打投诉举报电话或者在网站留言。`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '法规处',
    topic: 'openness',
    opennessClass: 'decision',
    statutoryClass: 0,
    when: 66,
    relations: [['interprets', 'opinions-collection']],
    title: '公众怎样参与药品监管决策：新闻发布会实录摘要（演示）',
    summary: '新闻发布会介绍征求意见期限、听证范围和采纳情况公布的要求。',
    keywords: '政策解读;新闻发布会;公众参与',
    data: { form: 'press', interpreter: '法规处、应急和新闻宣传处' },
    text: `
## 背景
主持人：今天的发布会介绍重大行政决策公众参与的有关规定。
## 主要内容
发言人：规定把征求意见的期限明确为一般不少于三十日，并要求逐条反馈采纳情况。
记者：企业担心意见提了没有回音，怎样保证？
发言人：二十个工作日内必须公布采纳情况，未公布的，文件不得提交集体审议。`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '信息中心',
    topic: 'science',
    opennessClass: 'execution',
    statutoryClass: 0,
    when: 165,
    relations: [['interprets', 'smart']],
    title: '智慧监管两年怎么干：任务和时间表（演示）',
    picture: {
      name: '智慧监管四步.png',
      bytes: steps([
        [189, 215, 238],
        [124, 174, 219],
        [56, 122, 186],
        [18, 72, 128],
      ]),
      alt: '从左到右四级台阶，依次升高：归集数据、建立档案、监测预警、协同处置',
      caption: '智慧监管的四个步骤：归集数据、建立档案、监测预警、协同处置',
    },
    summary: '用任务时间表说明智慧监管实施方案的四项任务。',
    keywords: '政策解读;图表;智慧监管',
    data: { form: 'chart', interpreter: '信息中心' },
    text: `
## 背景
方案任务多、周期长，我们把它排成时间表，方便各方对照。
## 主要内容
表：任务和时间表
| 任务 | 牵头单位 | 第一年 | 第二年 |
| 一体化平台 | 信息中心 | 许可、检查上线 | 检验、执法贯通 |
| 追溯体系 | 药品流通监管处 | 集采药品 | 中药饮片 |
| 非现场监管 | 药品生产监管处 | 冷链试点 | 洁净区推广 |
| 数据共享 | 信息中心 | 省级部门 | 市县延伸 |`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '法规处',
    topic: 'enforcement',
    opennessClass: 'decision',
    statutoryClass: 0,
    when: 104,
    relations: [['interprets', 'discretion']],
    title: '首违不罚怎么认定：五个案例说清楚（演示）',
    summary: '用五个虚构案例说明不予处罚、减轻处罚的适用条件。',
    keywords: '政策解读;案例;首违不罚',
    data: { form: 'expert', interpreter: '法规处' },
    text: `
## 背景
裁量基准公布后，企业咨询最多的是什么情况下可以不予处罚。
## 主要内容
- 案例一：某药店首次未及时更新执业药师公示牌，当场改正，没有危害后果，不予处罚。
- 案例二：某企业标签漏印一处英文名称，主动召回并改正，不予处罚。
- 案例三：某批发企业第二次出现温度记录缺失，不属于初次违法，从轻处罚。
- 案例四：某门店销售过期药品两盒，售出的已全部追回，减轻处罚。
- 案例五：某企业拒不改正并隐匿记录，从重处罚。
案例为演示所拟，不代表任何真实案件。`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '信息中心',
    topic: 'science',
    opennessClass: 'execution',
    statutoryClass: 0,
    when: 158,
    relations: [['interprets', 'smart']],
    title: '24 秒看懂智慧监管四步（演示）',
    film: SMART_FILM,
    summary: '用短视频说明智慧监管从归集数据到协同处置的四个步骤，附字幕和文字稿。',
    keywords: '政策解读；视频；智慧监管',
    data: { form: 'media', interpreter: '信息中心' },
    text: `
## 背景
智慧监管实施方案【注：指《关于推进药品智慧监管的实施方案（演示）》，全文见页面下方“相关文件”。】公布后，企业最常问的是先做什么、后做什么。
## 主要内容
四个步骤一步接一步：先归集数据，再建立档案，然后监测预警，最后协同处置。每一步以前一步为基础，企业只需按已有渠道报送一次数据【注：已经通过其他系统报送的数据由部门之间共享，不要求企业重复填报。】。
下面的短视频没有声音，字幕和文字稿包含全部内容。`,
  },
  {
    type: 'interpretation',
    column: 'interpretations',
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'service',
    statutoryClass: 0,
    when: 192,
    relations: [['interprets', 'rewards']],
    title: '举报奖励怎么算：标准一览（演示）',
    summary: '列表说明三个奖励等级的条件、比例和内部举报人的标准。',
    keywords: '政策解读;图表;举报奖励',
    data: { form: 'chart', interpreter: '稽查处' },
    text: `
## 背景
不少来电询问举报奖励怎样计算。
## 主要内容
表：奖励等级（比例为演示所拟）
| 等级 | 条件 | 一般举报人 | 内部举报人 |
| 一级 | 提供违法事实和关键证据，协助现场查处 | 货值的 5% | 可以提高一半 |
| 二级 | 提供违法事实和部分证据 | 货值的 3% | 可以提高一半 |
| 三级 | 提供线索，未直接协助调查 | 货值的 1% | 可以提高一半 |
图：bar｜各等级奖励占货值的比例（演示所拟）｜%
| 等级 | 一般举报人 | 内部举报人（最高） |
| 一级 | 5 | 7.5 |
| 二级 | 3 | 4.5 |
| 三级 | 1 | 1.5 |
奖励金额按货值【注：货值金额以行政处罚决定书认定的为准；没有货值或者货值难以计算的，按办法规定的定额奖励。】计算，同一案件由多人举报的，奖励最先举报的人【注：举报的先后以受理登记的时间为准；联名举报的，由举报人自行商定分配。】。`,
  },
];
