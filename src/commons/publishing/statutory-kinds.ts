import { chineseNumeral } from '#kernel/numerals.ts';

/** Attributes every document must carry when it is drafted (条例第 13-17、20 条；2019 年要点第 20、21 条). */
export const DISCLOSURES = {
  active: '主动公开',
  'on-request': '依申请公开',
  none: '不予公开',
} as const;
export type Disclosure = keyof typeof DISCLOSURES;

export const OPENNESS_CLASSES = {
  decision: '决策公开',
  execution: '执行公开',
  management: '管理公开',
  service: '服务公开',
  result: '结果公开',
} as const;
export type OpennessClass = keyof typeof OPENNESS_CLASSES;

/** What a document is about, in the words of this trade: lists, feeds and subscriptions follow them. As delivered, not law. */
export const TOPICS = {
  drugs: '药品',
  devices: '医疗器械',
  cosmetics: '化妆品',
  licensing: '许可备案',
  inspection: '监督检查',
  sampling: '抽检与质量公告',
  enforcement: '执法与处罚',
  safety: '安全预警与召回',
  pharmacists: '执业药师',
  science: '科技与标准',
  openness: '政务公开',
  affairs: '机关事务',
} as const;

/** 政府信息公开条例（国务院令第 711 号）第二十条 (一)至(十五). */
export const STATUTORY_CLASSES: Readonly<Record<number, string>> = {
  1: '行政法规、规章和规范性文件',
  2: '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名',
  3: '国民经济和社会发展规划、专项规划、区域规划及相关政策',
  4: '国民经济和社会发展统计信息',
  5: '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
  6: '实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定',
  7: '财政预算、决算信息',
  8: '行政事业性收费项目及其依据、标准',
  9: '政府集中采购项目的目录、标准及实施情况',
  10: '重大建设项目的批准和实施情况',
  11: '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
  12: '突发公共事件的应急预案、预警信息及应对情况',
  13: '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
  14: '公务员招考的职位、名额、报考条件等事项以及录用结果',
  15: '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息',
};

/** Somebody looked, and it is none of the fifteen. */
export const OUTSIDE_ARTICLE_20 = 0;

/** The words for what a document declares; undefined where it declares nothing. */
export function statutoryLabel(declared: number | undefined): string | undefined {
  return declared === OUTSIDE_ARTICLE_20 ? '不属于第二十条所列' : STATUTORY_CLASSES[declared ?? -1];
}

/**
 * Grounds on which a document may be kept from proactive publication, with the article each rests on. The words keep the
 * force of the law: article 14 and 15 forbid (不予公开、不得公开, the latter with two ways out), article 16 allows (可以不予公开).
 */
export const NON_DISCLOSURE_BASES = {
  'article-14-secret': '条例第十四条：依法确定为国家秘密',
  'article-14-prohibited': '条例第十四条：法律、行政法规禁止公开',
  'article-14-safety': '条例第十四条：公开后可能危及国家安全、公共安全、经济安全、社会稳定',
  'article-15':
    '条例第十五条：涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害，第三方不同意公开，且不公开不会对公共利益造成重大影响',
  'article-16-internal': '条例第十六条第一款：人事管理、后勤管理、内部工作流程等内部事务信息，可以不予公开',
  'article-16-process': '条例第十六条第二款：讨论记录、过程稿、磋商信函、请示报告等过程性信息，可以不予公开',
  'article-16-enforcement': '条例第十六条第二款：行政执法案卷信息，可以不予公开',
  'not-article-19': '条例第十九条：不属于涉及公众利益调整、需要公众广泛知晓或者参与决策的信息（依申请公开）',
} as const;

/**
 * Why something kept from the public is judged anew (条例第十五条、第十八条、第十九条、第四十四条); that a ground was wrong from the beginning is
 * ours, and lets no period begin anew (`present-period.ts`).
 */
export const RECONSIDERATION_BASES = {
  'article-18': '条例第十八条：定期评估，因情势变化可以公开',
  'article-15-over': '条例第十五条：第三方已同意公开，或者不公开会对公共利益造成重大影响',
  'article-19': '条例第十九条：已成为涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的信息',
  'article-44-asked': '条例第四十四条：多个申请人就相同政府信息申请公开，可以纳入主动公开',
  'article-44-suggested': '条例第四十四条：申请人建议纳入主动公开，经审核属于主动公开范围',
  misjudged: '原来认定的公开属性或者依据不当，予以纠正',
} as const;

type Basis = keyof typeof NON_DISCLOSURE_BASES;

/** What articles 13 and 14 do not let anybody have, and what article 19 leaves open to whoever applies. */
const NEVER: ReadonlySet<Basis> = new Set(['article-14-secret', 'article-14-prohibited', 'article-14-safety']);

/**
 * Why a ground does not carry an attribute, or undefined when it does. What falls outside article 19 may still be applied
 * for (条例第十三条第二款、第二十七条): it is no ground for refusing. What article 14 forbids cannot be had on request either,
 * and what is a state secret may not be in this system at all: a system that is not classified must not keep it (保守国家秘密法).
 */
export function basisDefect(disclosure: Disclosure, basis: Basis): string | undefined {
  if (basis === 'article-14-secret')
    return '本系统不是涉密信息系统，国家秘密不得在这里拟写、存储：请立即停止录入，告知本机关保密工作机构，到涉密信息系统办理';
  if (disclosure === 'none' && basis === 'not-article-19')
    return '不属于条例第十九条的信息仍可依申请公开，不能作为不予公开的依据；请改为依申请公开，或另选依据';
  if (disclosure === 'on-request' && NEVER.has(basis))
    return '条例第十四条所列信息不得公开，不能定为依申请公开；请改为不予公开，或另选依据';
  return undefined;
}

/** What takes even one of the fifteen classes out of article 20: what article 14 forbids, and others' rights under article 15. */
const OUTWEIGHS: ReadonlySet<Basis> = new Set([...NEVER, 'article-15']);

/**
 * Why an attribute contradicts the class that is declared, or undefined. What article 20 lists the organ publishes of its own accord
 * (条例第十三条、第十九条、第二十条): it is neither internal nor in the making (第十六条), nor only to be applied for.
 */
export function classDefect(
  disclosure: Disclosure,
  basis: Basis | undefined,
  declared: number | undefined,
): string | undefined {
  const listed = declared === undefined ? undefined : STATUTORY_CLASSES[declared];
  if (disclosure === 'active' || declared === undefined || listed === undefined) return undefined;
  if (basis && OUTWEIGHS.has(basis)) return undefined;
  return `第二十条第（${chineseNumeral(declared)}）项「${listed}」应当主动公开，只有第十四条、第十五条的依据才能不主动公开：请改为主动公开，或改选依据；确实不属于这一项的，请改正类别`;
}

/** As much of a content as says whether it is for the public, and on what ground not. */
interface Attributed {
  readonly disclosure: Disclosure;
  readonly disclosureBasis?: Basis | undefined;
}

/**
 * Why a ground does not carry judging this anew, or undefined. Article 18 is about what is refused, articles 19 and 44 about what may be had on
 * request, article 15 about what others' rights keep.
 */
export function reconsiderationDefect(
  { disclosure, disclosureBasis }: Attributed,
  basis: keyof typeof RECONSIDERATION_BASES,
): string | undefined {
  if (basis === 'article-18' && disclosure === 'on-request')
    return '条例第十八条说的是不予公开的信息；这份是依申请公开，请按第十九条、第四十四条另选依据';
  if (basis === 'article-15-over' && disclosureBasis !== 'article-15')
    return '这份文件不是依据条例第十五条不主动公开的，请另选依据';
  if ((basis === 'article-19' || basis.startsWith('article-44')) && disclosure === 'none')
    return '条例第十九条、第四十四条用于可以依申请公开的信息；这份是不予公开，请按第十八条评估，或者另选依据';
  return undefined;
}

/** The attribute in a word, with the ground of one that is not for the public. */
export const attributeWords = ({ disclosure, disclosureBasis: basis }: Attributed): string =>
  disclosure === 'active' || !basis
    ? DISCLOSURES[disclosure]
    : `${DISCLOSURES[disclosure]}（${NON_DISCLOSURE_BASES[basis]}）`;

/** What the history tells of an attribute, or of its ground, that became another (国办发〔2016〕80号：公开属性源头认定); nothing where it stayed. */
export function attributeChange(before: Attributed, now: Attributed): { readonly attribute?: string } {
  const [was, is] = [attributeWords(before), attributeWords(now)];
  return was === is ? {} : { attribute: `由“${was}”改为“${is}”` };
}
