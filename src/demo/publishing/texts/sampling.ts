import type { DemoDocument } from '../document.ts';

interface Failing {
  readonly product: string;
  readonly maker: string;
  readonly batch: string;
  readonly where: string;
  readonly item: string;
}

/** 药品质量公告: every issue another kind of product, other findings, other advice. Makers and sellers are all 某某. */
interface Issue {
  readonly when: number;
  readonly kind: '药品' | '化妆品' | '医疗器械';
  readonly focus: string;
  readonly taken: number;
  readonly failing: readonly Failing[];
  readonly advice: string;
  readonly more?: Partial<DemoDocument>;
}

const row = (product: string, maker: string, batch: string, where: string, item: string): Failing => ({
  product,
  maker,
  batch,
  where,
  item,
});

const ISSUES: readonly Issue[] = [
  {
    when: 352,
    kind: '药品',
    focus: '中药饮片专项',
    taken: 286,
    failing: [
      row('黄芪（饮片）', '樟树某某中药饮片有限公司', '{batch-3}01', '南昌市某某大药房', '总灰分'),
      row('薏苡仁', '吉安某某药业有限公司', '{batch-4}02', '抚州市某某诊所', '黄曲霉毒素'),
      row('红花', '亳州某某饮片厂（标示）', '{batch-5}11', '赣州市某某药店', '金胺O染色'),
    ],
    advice:
      '购买中药饮片请选择有资质的医疗机构和药店，留意包装上的品名、产地、批号和生产日期；颜色异常鲜艳的红花、西红花不要购买。',
    more: { key: 'sampling-herbs' },
  },
  {
    when: 322,
    kind: '药品',
    focus: '基本药物和集中采购中选品种',
    taken: 412,
    failing: [row('阿莫西林胶囊', '某某制药（江西）有限公司', '{batch-6}0312', '宜春市某某医药连锁', '溶出度')],
    advice: '集中采购中选品种实行全覆盖抽检。消费者可以凭药品追溯码查询来源，抗菌药物须凭处方购买和使用。',
  },
  {
    when: 296,
    kind: '化妆品',
    focus: '祛斑美白类和防晒类',
    taken: 154,
    failing: [
      row('某某焕白精华液', '广州某某化妆品有限公司（标示）', '{batch-7}A3', '南昌市某某美容店', '检出氯倍他索丙酸酯'),
      row('某某隔离防晒乳 SPF30', '南昌某某日用品有限公司', '{batch-5}S1', '九江市某某商行', '标签与注册内容不一致'),
    ],
    advice: '祛斑美白、防晒类化妆品属于特殊化妆品，购买前可以在国家药监局网站或者“化妆品监管”客户端核对注册证号。',
    more: { key: 'sampling-cosmetics' },
  },
  {
    when: 268,
    kind: '医疗器械',
    focus: '国家集采和创面护理类产品',
    taken: 121,
    failing: [row('一次性使用无菌注射针', '南昌某某医疗器械有限公司', '{batch-8}15', '上饶市某某医院', '连接牢固度')],
    advice: '使用单位应当查验医疗器械注册证和合格证明文件，发现不合格产品立即停止使用并报告。',
  },
  {
    when: 240,
    kind: '药品',
    focus: '儿童用药和退热镇痛类',
    taken: 198,
    failing: [],
    advice: '本期抽取的样品全部符合规定。家长给儿童用药应当按说明书载明的剂量使用，不要把成人药品减量给儿童服用。',
  },
  {
    when: 214,
    kind: '药品',
    focus: '网络销售药品',
    taken: 165,
    failing: [
      row('六味地黄丸', '某某药业股份有限公司', '{batch-9}21', '某某网上药店（入驻商家）', '水分'),
      row('枸杞子', '萍乡某某中药有限公司', '{batch-6}07', '某某网上药店（入驻商家）', '二氧化硫残留量'),
    ],
    advice: '网上买药请认准平台和商家公示的《药品经营许可证》。疫苗、血液制品、麻醉药品、精神药品不得在网上销售。',
    more: { key: 'sampling-online', releasedAfter: 18 },
  },
  {
    when: 187,
    kind: '化妆品',
    focus: '儿童化妆品和宣称纯天然产品',
    taken: 98,
    failing: [row('某某婴儿润肤霜', '赣州某某生物科技有限公司', '{batch-4}C2', '新余市某某母婴用品店', '菌落总数')],
    advice: '儿童化妆品外包装应当有“小金盾”标志。标志不代表产品已经获得质量认证，仍应看清成分和使用方法。',
  },
  {
    when: 163,
    kind: '药品',
    focus: '医疗机构制剂和中成药',
    taken: 233,
    failing: [
      row('复方丹参片', '江西某某制药有限责任公司', '{batch-8}0917', '景德镇市某某卫生院', '含量测定（丹参酮IIA）'),
    ],
    advice: '医疗机构制剂只能凭执业医师处方在本医疗机构使用，不得在市场上销售。',
    more: {
      afterwards: [
        {
          what: 'correct',
          inDays: 12,
          reason:
            '核对检验报告发现，不符合规定项目应为“含量测定（丹酚酸B）”，原公告误录为“含量测定（丹参酮IIA）”，现予更正。',
          replace: ['含量测定（丹参酮IIA）', '含量测定（丹酚酸B）'],
        },
      ],
    },
  },
  {
    when: 139,
    kind: '医疗器械',
    focus: '家用检测和理疗类产品',
    taken: 76,
    failing: [
      row('电子血压计', '抚州某某电子有限公司', '{batch-10}SN04', '鹰潭市某某医疗器械店', '最大静态压力误差'),
      row('红外额温计', '深圳某某科技有限公司（标示）', '{batch-9}T1', '吉安市某某商场', '实验室误差'),
    ],
    advice: '家用血压计、体温计应当定期校准，测量结果异常时请到医疗机构复测，不要自行调整用药。',
  },
  {
    when: 112,
    kind: '药品',
    focus: '高温季节贮存条件敏感品种',
    taken: 174,
    failing: [row('双黄连口服液', '某某药业（九江）有限公司', '{batch-5}0602', '宜春市某某药房', '相对密度')],
    advice: '需要冷藏、阴凉贮存的药品购买后应当按说明书存放，开封后的滴眼剂一般不超过四周。',
    more: { releasedAfter: 19 },
  },
  {
    when: 84,
    kind: '药品',
    focus: '中药材专业市场（樟树）',
    taken: 205,
    failing: [
      row('柴胡（饮片）', '樟树某某药材经营部', '{batch-3}09', '樟树市中药材专业市场', '性状、鉴别'),
      row('延胡索（元胡）', '上饶某某饮片有限公司', '{batch-6}15', '樟树市中药材专业市场', '含量测定'),
      row('川贝母粉', '某某参茸行', '{batch-2}03', '樟树市中药材专业市场', '鉴别（检出平贝母成分）'),
    ],
    advice:
      '中药材专业市场不得销售中药饮片以外的药品，不得分装销售毒性中药材。发现掺假、染色、增重的，请保留样品和票据并举报。',
  },
  {
    when: 58,
    kind: '化妆品',
    focus: '美容美发机构使用的产品',
    taken: 132,
    failing: [row('某某植物染发膏', '南昌某某日化有限公司', '{batch-6}H8', '赣州市某某美发店', '检出未标示染发剂')],
    advice: '染发前请做皮肤过敏试验。美容美发机构应当在经营场所显著位置展示所用化妆品的标签信息。',
  },
  {
    when: 33,
    kind: '药品',
    focus: '流感防治和清热解毒类',
    taken: 219,
    failing: [row('板蓝根颗粒', '某某中药（上饶）有限公司', '{batch-4}0811', '南昌市某某药房连锁', '粒度')],
    advice: '流感季节请勿囤积药品、重复用药。同时服用几种感冒药的，应当核对成分，避免对乙酰氨基酚过量。',
    more: { key: 'sampling-flu' },
  },
  {
    when: 15,
    kind: '医疗器械',
    focus: '隐形眼镜及护理液',
    taken: 64,
    failing: [],
    advice: '本期抽取的样品全部符合规定。彩色隐形眼镜属于第三类医疗器械，应当到具有经营资质的店铺经验光后配戴。',
  },
];

const LAW = {
  药品: '《中华人民共和国药品管理法》《药品质量抽查检验管理办法》',
  化妆品: '《化妆品监督管理条例》《化妆品抽样检验管理办法》',
  医疗器械: '《医疗器械监督管理条例》《医疗器械质量抽查检验管理办法》',
} as const;
const CHECKED_BY = {
  药品: '江西省药品检验检测研究院',
  化妆品: '江西省药品检验检测研究院',
  医疗器械: '江西省医疗器械检测中心',
} as const;
const TOPIC = { 药品: 'drugs', 化妆品: 'cosmetics', 医疗器械: 'devices' } as const;

export const samplingBulletins: readonly DemoDocument[] = ISSUES.map(
  ({ when, kind, focus, taken, failing, advice, more }): DemoDocument => ({
    type: 'announcement',
    column: 'sampling',
    unit: '科技处',
    topic: kind === '药品' ? 'sampling' : TOPIC[kind],
    opennessClass: 'result',
    statutoryClass: 13,
    when,
    counted: `${kind}抽检公告`,
    title: `${kind}监督抽检质量公告（{year}年第{no}期，${focus}）（演示）`,
    summary:
      failing.length > 0
        ? `本期抽检${kind} ${taken} 批次，不符合规定 ${failing.length} 批次，已责令停止销售使用并依法处置。`
        : `本期抽检${kind} ${taken} 批次，全部符合规定。`,
    keywords: `${kind};监督抽检;质量公告;${focus}`,
    text: `
根据${LAW[kind]}和年度抽检计划，近期我局组织开展${focus}监督抽检，共抽取样品 ${taken} 批次，由${CHECKED_BY[kind]}检验。现将结果公告如下。
## 一、总体情况
${taken} 批次样品中，${taken - failing.length} 批次符合规定${failing.length > 0 ? `，${failing.length} 批次不符合规定，合格率 ${(((taken - failing.length) / taken) * 100).toFixed(1)}%` : '，合格率 100%'}。
${failing.length > 0 ? failingPart(kind, failing) : ''}
## ${failing.length > 0 ? '三' : '二'}、消费提示
${advice}
公告所列企业、批号和数据均为演示所用。`,
    ...more,
  }),
);

function failingPart(kind: Issue['kind'], failing: readonly Failing[]): string {
  return `
表：不符合规定${kind}名单
| 序号 | 产品名称 | 标示生产企业 | 批号 | 被抽样单位 | 不符合规定项目 |
${failing.map(({ product, maker, batch, where, item }, at) => `| ${at + 1} | ${product} | ${maker} | ${batch} | ${where} | ${item} |`).join('\n')}
## 二、处置情况
对上述产品，所在地监管部门已要求生产企业启动召回，经营、使用单位停止销售和使用，并依法立案调查；标示生产企业否认为其生产的，已移交所在地监管部门核查。核查处置结果将在“监督检查”栏目公布。`;
}
