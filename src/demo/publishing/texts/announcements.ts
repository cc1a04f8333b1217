import type { DemoDocument } from '../document.ts';
import { plainFile } from './made-files.ts';

const announcement = { type: 'announcement', column: 'announcements' } as const;

interface Batch {
  readonly when: number;
  readonly what: string;
  readonly unit: '行政许可处' | '医疗器械监管处' | '化妆品监管处' | '药品注册管理处';
  readonly topic: 'licensing' | 'devices' | 'cosmetics' | 'drugs';
  readonly rows: readonly string[];
  readonly note: string;
}

const BATCHES: readonly Batch[] = [
  {
    when: 337,
    what: '药品经营许可证核发、换发情况',
    unit: '行政许可处',
    topic: 'licensing',
    rows: [
      '南昌某某医药有限公司 | 换发 | 赣AA79100××',
      '宜春某某医药物流有限公司 | 核发 | 赣AA79500××',
      '某某大药房连锁（上饶）有限公司 | 变更 | 赣BA79300××',
    ],
    note: '新证自发证之日起五年内有效，原证同时作废。',
  },
  {
    when: 303,
    what: '第二类医疗器械注册情况',
    unit: '医疗器械监管处',
    topic: 'devices',
    rows: [
      '南昌某某医疗器械有限公司 | 一次性使用引流袋 | 首次注册',
      '抚州某某电子有限公司 | 电子血压计 | 延续注册',
      '新余某某医疗科技有限公司 | 医用雾化器 | 变更注册',
    ],
    note: '注册证信息可以在本局网站“办事服务”查询。',
  },
  {
    when: 274,
    what: '药品生产许可证注销情况',
    unit: '行政许可处',
    topic: 'licensing',
    rows: ['萍乡某某制药有限公司 | 依申请注销 | 企业停止药品生产', '吉安某某饮片厂 | 有效期届满未延续 | 依法办理注销'],
    note: '自公告之日起，上述企业不得从事药品生产活动。',
  },
  {
    when: 236,
    what: '医疗机构制剂许可和备案情况',
    unit: '药品注册管理处',
    topic: 'drugs',
    rows: [
      '某某市中医院 | 清肺合剂 | 传统工艺备案',
      '某某县人民医院 | 骨刺外洗散 | 传统工艺备案',
      '某某市妇幼保健院 | 产后康颗粒 | 调剂使用批准',
    ],
    note: '备案不等于批准上市，制剂只限本医疗机构使用。',
  },
  {
    when: 201,
    what: '化妆品生产许可证核发、延续情况',
    unit: '化妆品监管处',
    topic: 'cosmetics',
    rows: [
      '吉安某某生物科技有限公司 | 延续 | 膏霜乳液单元',
      '南昌某某日用品有限公司 | 核发 | 一般液态单元',
      '赣州某某生物科技有限公司 | 增项 | 粉单元',
    ],
    note: '企业应当在许可范围内生产，许可单元变化须先申请变更。',
  },
  {
    when: 168,
    what: '药品批发企业许可事项变更情况',
    unit: '行政许可处',
    topic: 'licensing',
    rows: [
      '九江某某医药有限公司 | 变更仓库地址 | 同意',
      '鹰潭某某药业有限公司 | 增加经营范围（生物制品） | 经检查同意',
      '景德镇某某医药有限公司 | 变更质量负责人 | 同意',
    ],
    note: '同意变更的，企业应当在十日内更新追溯系统中的主体信息。',
  },
  {
    when: 128,
    what: '第二类医疗器械注册情况',
    unit: '医疗器械监管处',
    topic: 'devices',
    rows: [
      '上饶某某医疗科技有限公司 | 医用冷敷贴 | 不予注册（资料不符合要求）',
      '赣州某某光学有限公司 | 裂隙灯显微镜 | 首次注册',
      '南昌某某生物技术有限公司 | 血糖试条 | 延续注册',
    ],
    note: '对不予注册决定不服的，可以依法申请行政复议或者提起行政诉讼。',
  },
  {
    when: 94,
    what: '药品出口销售证明核发情况',
    unit: '行政许可处',
    topic: 'licensing',
    rows: [
      '某某制药（江西）有限公司 | 阿莫西林胶囊 | 有效期两年',
      '江西某某制药有限责任公司 | 复方丹参片 | 有效期两年',
    ],
    note: '证明信息可以扫描二维码在线核验。',
  },
  {
    when: 61,
    what: '药品零售连锁总部许可情况',
    unit: '行政许可处',
    topic: 'licensing',
    rows: [
      '某某健康药房连锁有限公司 | 核发 | 许可经营处方药、非处方药',
      '某某大药房连锁（江西）有限公司 | 换发 | 变更法定代表人',
    ],
    note: '门店许可由所在地县级市场监督管理部门办理。',
  },
  {
    when: 25,
    what: '医疗器械生产许可和备案情况',
    unit: '医疗器械监管处',
    topic: 'devices',
    rows: [
      '新余某某医疗科技有限公司 | 许可延续 | 第二类',
      '南昌某某口腔材料有限公司 | 首次许可 | 第二类',
      '宜春某某护理用品有限公司 | 生产备案 | 第一类',
    ],
    note: '企业应当按照经注册、备案的产品技术要求组织生产。',
  },
];

export const licensingAnnouncements: readonly DemoDocument[] = BATCHES.map(
  ({ when, what, unit, topic, rows, note }): DemoDocument => ({
    ...announcement,
    unit,
    topic,
    opennessClass: 'result',
    statutoryClass: 5,
    when,
    counted: '许可公告',
    title: `关于公布${what}的公告（{year}年第{no}批）（演示）`,
    summary: `公布 ${rows.length} 项${what}，许可信息可以在线查询。`,
    keywords: `行政许可;${what}`,
    text: `
根据《中华人民共和国行政许可法》等有关规定，现将近期${what}予以公告。
表：本批${what}
| 序号 | 企业名称 | 项目 | 结果 |
${rows.map((row, at) => `| ${at + 1} | ${row} |`).join('\n')}
${note}
表中单位和项目均为演示所用。`,
  }),
);

const RULE = '（演示）';

/** What is announced to everybody who has to do with the bureau. */
export const generalAnnouncements: readonly DemoDocument[] = [
  {
    ...announcement,
    column: 'disclosure-guide',
    unit: '综合和规划财务处',
    topic: 'openness',
    opennessClass: 'service',
    statutoryClass: 2,
    when: 318,
    key: 'disclosure-guide',
    title: `政府信息公开指南${RULE}`,
    summary: '说明信息分哪些类、怎样编排、怎样获取，以及政府信息公开工作机构的联系方式。',
    keywords: '政府信息公开;指南',
    text: `
根据《中华人民共和国政府信息公开条例》第十二条编制本指南，方便公民、法人和其他组织获取政府信息。
## 一、信息的分类
主动公开的信息按《条例》第二十条所列的十五类编目，同时标明属于决策、执行、管理、服务、结果中的哪一类。
## 二、编排和查找
每份信息有唯一的索引号，注明文号、发布机构、成文日期和发布日期。可以按栏目、单位、年份查找，也可以全站搜索。
## 三、获取方式
主动公开的信息在本网站公布，自形成或者变更之日起20个工作日内公开；行政受理大厅设有公共查阅点，阅读有困难的，由工作人员协助。
## 四、政府信息公开工作机构
综合和规划财务处（政务公开办公室）负责组织、协调本机关的政府信息公开工作。办公地址、办公时间和电话见本网站“机构职能”。
## 五、监督和救济
认为本机关未依法公开政府信息的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。`,
    afterwards: [
      {
        what: 'correct',
        inDays: 120,
        changedDaysBefore: 4,
        reason: '公共查阅点迁到行政受理大厅一楼，并增设无障碍查阅位。',
        replace: ['行政受理大厅设有公共查阅点', '行政受理大厅一楼设有公共查阅点和无障碍查阅位'],
      },
    ],
  },
  {
    ...announcement,
    column: 'annual-reports',
    unit: '综合和规划财务处',
    topic: 'openness',
    opennessClass: 'result',
    statutoryClass: 15,
    when: [1, 20],
    key: 'annual-report',
    title: `{year-1}年政府信息公开工作年度报告${RULE}`,
    summary: '按条例第五十条编制，报告主动公开、依申请公开、政府信息管理和监督保障情况。',
    keywords: '政府信息公开;年度报告',
    text: `
根据《中华人民共和国政府信息公开条例》第五十条编制本报告，所列数据统计期限为{year-1}年1月1日至12月31日，均为演示所用。
## 一、总体情况
全年通过网站公开政府信息 1186 条，其中政策文件 42 件，政策解读 39 篇。办理政府信息公开申请 57 件，均按期答复。
## 二、主动公开政府信息情况
表：主动公开情况
| 类别 | 本年制发或者办理 | 现行有效 |
| 行政规范性文件 | 6 | 41 |
| 行政许可 | 2318 | — |
| 行政处罚 | 176 | — |
| 行政事业性收费 | 4 | 4 |
## 三、收到和处理政府信息公开申请情况
予以公开 38 件，部分公开 6 件，不予公开 5 件，无法提供 7 件，结转下年度 1 件。
## 四、行政复议、行政诉讼情况
申请行政复议 2 件，结果维持 2 件；没有行政诉讼案件。
## 五、存在的主要问题及改进情况
政策解读形式偏单一，个别栏目更新不够均衡。已建立栏目到期提醒，推行图表和问答解读。
## 六、其他需要报告的事项
本年度没有收取政府信息公开信息处理费。`,
  },
  {
    ...announcement,
    unit: '行政受理与投诉举报中心',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 312,
    title: `关于调整行政受理大厅办公时间的公告${RULE}`,
    summary: '行政受理大厅自下月起调整对外办公时间，周五下午照常受理。',
    keywords: '行政受理;办公时间',
    text: `
为方便企业和群众办事，行政受理大厅自下月1日起调整对外办公时间：每周一至周五上午9:00至12:00，下午13:30至17:00，法定节假日除外。
周五下午照常受理药品、医疗器械、化妆品许可和备案事项，不再安排内部整理。
网上受理不受上述时间限制。咨询和投诉渠道不变。`,
  },
  {
    ...announcement,
    unit: '法规处',
    topic: 'openness',
    opennessClass: 'result',
    statutoryClass: 1,
    when: 223,
    key: 'cleaning',
    title: `关于公布行政规范性文件清理结果的公告${RULE}`,
    summary: '继续有效41件，修改6件，废止9件。',
    keywords: '规范性文件;清理',
    text: `
根据规范性文件清理工作要求，我局对现行规范性文件进行了清理：继续有效41件，修改6件，废止9件。
废止的文件自本公告公布之日起不再作为行政管理的依据；修改的文件由起草处室在{date+180}前完成修改并重新公布。
清理目录在“政策文件”栏目公布。以上数据为演示所用。`,
  },
  {
    ...announcement,
    unit: '行政受理与投诉举报中心',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 176,
    title: `关于行政许可事项实行电子证照的通告${RULE}`,
    summary: '自下月起发放电子证照，与纸质证照具有同等效力，可以在线查验。',
    keywords: '电子证照;行政许可',
    text: `
自下月1日起，药品、医疗器械、化妆品行政许可实行电子证照，电子证照与纸质证照具有同等法律效力。
企业可以在线下载、打印，社会公众可以扫码查验。已经领取的纸质证照在有效期内继续有效。`,
  },
  {
    ...announcement,
    unit: '人事处',
    topic: 'pharmacists',
    opennessClass: 'management',
    statutoryClass: 11,
    when: 144,
    title: `关于开展执业药师继续教育的通知${RULE}`,
    summary: '说明今年继续教育的内容、学时和登记办法。',
    keywords: '执业药师;继续教育',
    text: `
为做好本年度执业药师继续教育工作，现将有关事项通知如下。
一、学习内容包括药品管理法律法规、药学服务规范和药物警戒知识，可以线上学习，也可以参加面授。
二、学时由施教机构登记，个人不必另行申报。
三、不得以继续教育名义强制收费、捆绑销售教材。有疑问的，请与人事处联系。`,
  },
  {
    ...announcement,
    unit: '江西省药品不良反应监测中心',
    topic: 'safety',
    opennessClass: 'service',
    statutoryClass: 12,
    when: 258,
    title: `含对乙酰氨基酚复方感冒药合理使用提示${RULE}`,
    summary: '提示公众不要同时服用多种含对乙酰氨基酚的感冒药，以免造成肝损伤。',
    keywords: '用药安全;不良反应;合理用药',
    text: `
监测数据显示，感冒高发季节因重复用药导致的肝功能异常报告有所增加。
- 服药前看清成分，不要同时服用两种以上含对乙酰氨基酚的药品。
- 服药期间不要饮酒，肝肾功能不全者应当遵医嘱。
- 出现乏力、恶心、皮肤发黄的，立即停药就医。
医疗机构、药店发现不良反应的，应当及时报告。`,
  },
  {
    ...announcement,
    unit: '江西省药品不良反应监测中心',
    topic: 'safety',
    opennessClass: 'service',
    statutoryClass: 12,
    when: 116,
    title: `夏秋季外用驱蚊、止痒药品使用提示${RULE}`,
    summary: '提示儿童、孕妇使用含避蚊胺、樟脑产品的注意事项。',
    keywords: '用药安全;儿童用药',
    text: `
近期儿童误用外用制剂的咨询增多，现提示如下。
- 含避蚊胺的产品不要直接喷在儿童手上、脸上，避免误食。
- 含樟脑、薄荷脑的制剂，三岁以下婴幼儿和孕妇慎用，蚕豆病患者禁用含樟脑产品。
- 皮肤破损处不要使用；出现红肿、呼吸不畅的，立即清洗并就医。`,
  },
  {
    ...announcement,
    unit: '医疗器械监管处',
    topic: 'devices',
    opennessClass: 'result',
    statutoryClass: 13,
    when: 193,
    title: `关于某某电子体温计企业主动召回的通告${RULE}`,
    summary: '企业因测量误差主动召回两个批次电子体温计，级别为三级。',
    keywords: '医疗器械;召回',
    text: `
南昌某某医疗器械有限公司报告，其生产的电子体温计（批号{batch-8}A、{batch-8}B）示值误差可能超出产品技术要求，企业主动实施三级召回。
已购买上述批次产品的消费者可以联系销售单位退换，医疗机构停止使用并配合召回。
企业召回进展将按规定向社会公布。`,
    releasedAfter: 0,
  },
  {
    ...announcement,
    unit: '信息中心',
    topic: 'openness',
    opennessClass: 'service',
    statutoryClass: 15,
    when: 89,
    title: `关于网站系统升级期间暂停部分服务的公告${RULE}`,
    files: [
      {
        name: '暂停服务对照.csv',
        bytes: plainFile(
          '服务,暂停期间怎样办理\n许可申请网上填报,到受理大厅现场填报\n投诉举报网上提交,拨打政务服务热线\n企业信息查询,不暂停\n',
        ),
      },
    ],
    summary: '周末夜间升级，网上申报和查询暂停，已提交的申请不受影响。',
    keywords: '网站;系统升级',
    byTheClock: true,
    releasedAfter: 1,
    text: `
为提升网站访问速度和无障碍体验，我局定于本周六22:00至次日6:00升级网站系统。
升级期间，网上申报、进度查询和留言暂停服务；已经提交的申请不受影响，期限按实际恢复时间顺延。
给您带来不便，敬请谅解。`,
  },
  {
    ...announcement,
    unit: '法规处',
    topic: 'openness',
    opennessClass: 'decision',
    statutoryClass: 15,
    when: 36,
    key: 'proof-comments',
    title: `关于征集药品监管领域证明事项清理意见的通知${RULE}`,
    summary: '请企业和群众指出办事中重复、无谓的证明要求，期限三十日。',
    keywords: '证明事项;征求意见;减证便民',
    text: `
为进一步减证便民，现征集药品监管领域证明事项清理意见。办事中遇到重复提交、无法律依据或者可以由部门之间核验的证明，都可以提出。
意见可以通过网站互动交流栏目、信函或者到行政受理大厅当面提交，截止日期为{date+30}。
采纳情况将在截止后二十个工作日内公布。`,
    byTheClock: true,
    releasedAfter: 1,
  },
  {
    ...announcement,
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'result',
    statutoryClass: 6,
    when: 155,
    title: `药品违法典型案例（{year}年第{no}批）${RULE}`,
    counted: '典型案例',
    summary: '公布三起典型案例，涉及无证经营、销售假药和网络违法销售处方药。',
    keywords: '典型案例;行政处罚',
    text: `
为震慑违法、以案释法，现公布三起典型案例，案情均为演示所拟。
## 案例一　某某经营部无证经营药品案
当事人未取得许可，在居民楼内收购、销售药品，货值较大，依法没收药品和违法所得，处以罚款，并移送公安机关。
## 案例二　某某药店销售假药案
当事人从非法渠道购进标示为某某牌的药品，经检验不含标示成分，依法吊销许可证。
## 案例三　某某网店未审核处方销售处方药案
当事人在未审核处方的情况下销售处方药，依法责令改正，处以罚款，平台停止服务。`,
  },
  {
    ...announcement,
    unit: '稽查处',
    topic: 'enforcement',
    opennessClass: 'result',
    statutoryClass: 6,
    when: 53,
    title: `药品违法典型案例（{year}年第{no}批）${RULE}`,
    counted: '典型案例',
    summary: '公布三起化妆品、医疗器械领域典型案例。',
    keywords: '典型案例;行政处罚;化妆品;医疗器械',
    text: `
现公布三起化妆品、医疗器械领域典型案例，案情均为演示所拟。
## 案例一　某某美容店自制祛斑霜案
当事人自行调配并销售无标签祛斑产品，检出禁用物质，依法没收产品、处以罚款。
## 案例二　某某公司经营未注册医疗器械案
当事人销售未取得注册证的注射用透明质酸钠，依法没收，处以罚款，责任人五年内不得从事相关活动。
## 案例三　某某诊所使用过期医疗器械案
当事人使用过期输液器，主动交代并消除后果，依法从轻处罚。`,
  },
  {
    ...announcement,
    unit: '药品流通监管处',
    topic: 'enforcement',
    opennessClass: 'management',
    statutoryClass: 13,
    when: 76,
    title: `关于药品经营企业信用等级评定结果的公告${RULE}`,
    summary: '公布上年度药品批发企业信用等级评定结果和异议申请办法。',
    keywords: '信用监管;药品经营',
    text: `
按照药品安全信用管理有关规定，完成了上年度药品批发企业信用等级评定：守信 168 家，基本守信 21 家，失信 3 家。
对评定结果有异议的，可以自公告之日起十五个工作日内书面申请复核。
信用等级作为确定检查频次的依据，具体名单可以在“信用公示”查询。数据为演示所用。`,
  },
  {
    ...announcement,
    unit: '江西省药品认证审评中心',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 101,
    title: `第二类医疗器械注册申报常见问题解答（{year}年第{no}期）${RULE}`,
    counted: '申报答疑',
    summary: '解答产品技术要求、临床评价和说明书标签方面的常见问题。',
    keywords: '医疗器械注册;申报;答疑',
    text: `
- 问：产品技术要求引用的标准有年代号吗？答：应当写明标准编号和年代号，标准更新的，应当评估影响。
- 问：同品种对比可以用境外产品吗？答：可以，但应当提供其在境内注册的证明。
- 问：说明书样稿何时提交？答：与注册申请一并提交，审评过程中发生修改的，提交对照说明。`,
  },
  {
    ...announcement,
    unit: '江西省药品认证审评中心',
    topic: 'licensing',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 40,
    title: `药品上市后变更备案申报提示${RULE}`,
    summary: '提示企业在变更备案中容易遗漏的资料和填写要求。',
    keywords: '药品变更;备案;申报',
    text: `
近期变更备案申请中，资料不完整的占比偏高，现提示如下。
- 变更分类应当说明依据，不能确定的，可以先提出沟通交流。
- 变更前后对比研究应当附原始数据和图谱。
- 说明书修订应当提供修订说明和修订稿，修改处做出标示。
材料齐全的，五个工作日内完成备案。`,
  },
  {
    ...announcement,
    unit: '江西省医疗器械检测中心',
    topic: 'devices',
    opennessClass: 'service',
    statutoryClass: 5,
    when: 210,
    title: `关于检验收费减免政策延续的公告${RULE}`,
    summary: '小微企业第二类医疗器械首次注册检验费继续减半收取。',
    keywords: '检验收费;减免',
    text: `
为减轻企业负担，小微企业第二类医疗器械首次注册检验费继续减半收取。
申请减免的企业提交承诺书和营业执照复印件，由检测中心当场核验，不需要另行证明。
收费项目和标准在“财政信息”栏目公布。`,
    releasedAfter: 23,
  },
  {
    ...announcement,
    unit: '后勤服务中心',
    topic: 'affairs',
    opennessClass: 'service',
    statutoryClass: 2,
    when: 69,
    title: `关于办公区出入登记方式调整的公告${RULE}`,
    summary: '来访人员凭预约码登记，老年人可以使用身份证件人工登记。',
    keywords: '来访;登记',
    text: `
自下周一起，来我局办事的群众可以在网站预约，凭预约码登记；没有智能手机的，可以在东门岗亭人工登记，由工作人员引导。
轮椅和婴儿车请走北侧无障碍通道。`,
  },
];
