import type { Bucket } from './reply-kinds.ts';
import { type PartKey, PARTS } from './reply-parts.ts';

/** A situation the law names, in the row it is counted in; a row may have several. */
export interface Ground {
  readonly bucket: Bucket;
  /** As the one who writes picks it. */
  readonly when: string;
  /** As the letter says what was found, and what is decided on it: the words of the article. Left out where the reply is another kind of letter. */
  readonly found?: string;
  readonly decides?: string;
  readonly articles: readonly string[];
  readonly must: readonly PartKey[];
  /** Where it can be said, it should be. */
  readonly may?: readonly PartKey[];
}

const law = (...numbers: readonly string[]) => numbers.map((number) => `《政府信息公开条例》第${number}`);
const REFUSED: readonly PartKey[] = ['ground', 'reasons', 'remedies'];
/** 条例第三十六条第三项: that it is not disclosed is told, and why. */
const REFUSES = '决定不予公开';

/**
 * 政府信息公开条例 arts 14-16, 30, 35-39 with 国办公开办函〔2021〕30号 for the rows. Which row arts 36 (1), (4) and (5) go to is
 * known and was not read [K]; that a search record, a third party's opinion or an earlier reply is demanded is ours [D]. What is decided is said in
 * the words of the article; where the article leaves it open (still unclear, publications, issued again) in those of the row (ours).
 */
export const GROUNDS = {
  'already-public': {
    bucket: 'granted',
    when: '所申请公开信息已经主动公开',
    found: '经审查，所申请公开信息已经主动公开',
    decides: '现告知获取该政府信息的方式、途径',
    articles: law('三十六条第一项'),
    must: ['way', 'remedies'],
  },
  supplied: {
    bucket: 'granted',
    when: '可以公开，向申请人提供该政府信息',
    found: '经审查，所申请公开信息可以公开',
    decides: '决定予以公开，提供该政府信息',
    articles: law('三十六条第二项'),
    must: ['information', 'remedies'],
    may: ['form'],
  },
  'told-where': {
    bucket: 'granted',
    when: '可以公开，告知申请人获取该政府信息的方式、途径和时间',
    found: '经审查，所申请公开信息可以公开',
    decides: '决定予以公开，现告知获取该政府信息的方式、途径和时间',
    articles: law('三十六条第二项'),
    must: ['way', 'time', 'remedies'],
  },
  separated: {
    bucket: 'partial',
    when: '含有不应当公开或者不属于政府信息的内容，能够作区分处理',
    found: '经审查，所申请公开信息中含有不应当公开或者不属于政府信息的内容，能够作区分处理',
    decides: '决定公开其中可以公开的内容，其余内容不予公开',
    articles: law('三十七条'),
    must: ['openPart', 'withheldPart', ...REFUSED],
    may: ['thirdPartyPart', 'form'],
  },
  'state-secret': {
    bucket: 'denied.stateSecret',
    when: '依法确定为国家秘密',
    found: '经审查，所申请公开信息属于依法确定为国家秘密的政府信息',
    decides: REFUSES,
    articles: law('十四条', '三十六条第三项'),
    must: REFUSED,
  },
  'prohibited-by-law': {
    bucket: 'denied.otherLaw',
    when: '法律、行政法规禁止公开',
    found: '经审查，所申请公开信息属于法律、行政法规禁止公开的政府信息',
    decides: REFUSES,
    articles: law('十四条', '三十六条第三项'),
    must: ['prohibitingLaw', ...REFUSED],
  },
  'safety-stability': {
    bucket: 'denied.safetyStability',
    when: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    found: '经审查，所申请公开信息公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    decides: REFUSES,
    articles: law('十四条', '三十六条第三项'),
    must: REFUSED,
  },
  'third-party': {
    bucket: 'denied.thirdParty',
    when: '涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害',
    found: '经审查，所申请公开信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害',
    decides: REFUSES,
    articles: law('十五条', '三十二条', '三十六条第三项'),
    must: [...REFUSED, 'opinion'],
  },
  'internal-affairs': {
    bucket: 'denied.internalAffairs',
    when: '人事管理、后勤管理、内部工作流程等内部事务信息',
    found: '经审查，所申请公开信息属于行政机关的内部事务信息',
    decides: REFUSES,
    articles: law('十六条第一款', '三十六条第三项'),
    must: REFUSED,
  },
  process: {
    bucket: 'denied.process',
    when: '讨论记录、过程稿、磋商信函、请示报告等过程性信息',
    found: '经审查，所申请公开信息属于行政机关在履行行政管理职能过程中形成的过程性信息',
    decides: REFUSES,
    articles: law('十六条第二款', '三十六条第三项'),
    must: REFUSED,
  },
  'enforcement-file': {
    bucket: 'denied.enforcementFile',
    when: '行政执法案卷信息',
    found: '经审查，所申请公开信息属于行政执法案卷信息',
    decides: REFUSES,
    articles: law('十六条第二款', '三十六条第三项'),
    must: REFUSED,
  },
  'special-query': {
    bucket: 'denied.adminQuery',
    when: '工商、不动产登记资料等，有关法律、行政法规对信息的获取有特别规定',
    found: '经审查，所申请公开信息属于有关法律、行政法规对信息的获取有特别规定的信息',
    decides: '现告知依照有关法律、行政法规的规定办理',
    articles: law('三十六条第七项'),
    must: ['specialRules', 'remedies'],
  },
  absent: {
    bucket: 'unable.notHeld',
    when: '经检索没有所申请公开信息',
    found: '经检索，没有所申请公开信息',
    decides: '现告知该政府信息不存在',
    articles: law('三十六条第四项'),
    must: ['absence', 'searchRecord', 'remedies'],
  },
  'not-ours': {
    bucket: 'unable.notHeld',
    when: '不属于本行政机关负责公开',
    found: '经审查，所申请公开信息不属于本机关负责公开',
    decides: '现予告知并说明理由',
    articles: law('三十六条第五项'),
    must: ['notOurs', 'reasons', 'remedies'],
    may: ['holder'],
  },
  'to-be-made': {
    bucket: 'unable.needCreate',
    when: '需要对现有政府信息进行加工、分析',
    found: '经审查，所申请公开信息需要对现有政府信息进行加工、分析',
    decides: '决定不予提供',
    articles: law('三十八条'),
    must: ['notMade', 'remedies'],
  },
  'still-unclear': {
    bucket: 'unable.unclear',
    when: '补正后申请内容仍不明确',
    found: '经补正，申请内容仍不明确',
    decides: '本机关无法提供',
    articles: law('三十条'),
    must: ['unclear', 'remedies', 'correctionNotice', 'corrected'],
  },
  complaint: {
    bucket: 'notProcessed.complaint',
    when: '以政府信息公开申请的形式进行信访、投诉、举报等活动',
    found: '经审查，该申请是以政府信息公开申请的形式进行信访、投诉、举报等活动',
    decides: '不作为政府信息公开申请处理',
    articles: law('三十九条第一款'),
    must: ['notRequest', 'remedies'],
    may: ['channel'],
  },
  duplicate: {
    bucket: 'notProcessed.duplicate',
    when: '已就申请人提出的申请作出答复，申请人重复申请公开相同政府信息',
    found: '经审查，本机关已就公开相同政府信息的申请作出答复，该申请属于重复申请',
    decides: '不予重复处理',
    articles: law('三十六条第六项'),
    must: ['notProcessed', 'earlierReply', 'remedies'],
  },
  publication: {
    bucket: 'notProcessed.publication',
    when: '要求提供政府公报、报刊、书籍等公开出版物',
    found: '经审查，该申请要求提供政府公报、报刊、书籍等公开出版物',
    decides: '不予处理',
    articles: law('三十九条第二款'),
    must: ['notProcessed', 'remedies'],
    may: ['publication'],
  },
  massive: {
    bucket: 'notProcessed.massive',
    when: '申请的数量、频次明显超过合理范围，没有说明理由或者说明的理由不合理',
    // True of whoever was silent as well.
    found: '经审查，申请公开政府信息的数量、频次明显超过合理范围，没有说明合理的理由',
    decides: '不予处理',
    articles: law('三十五条'),
    must: ['notProcessed', 'reasons', 'remedies', 'askedReasons'],
  },
  reissue: {
    bucket: 'notProcessed.confirmReissue',
    when: '要求行政机关确认或者重新出具已经获取的信息',
    found: '经审查，该申请要求确认或者重新出具已经获取的信息',
    decides: '不予处理',
    // The format of the report has the row and is no ground for refusing anybody; the pack gives no article, so none is printed: whoever writes may name one.
    articles: [],
    must: ['notProcessed', 'obtained', 'reasons', 'remedies'],
    may: ['ground'],
  },
  'not-corrected': {
    bucket: 'other.overdueCorrection',
    when: '申请人无正当理由逾期不补正，视为放弃申请',
    articles: law('三十条'),
    must: ['notFurther', 'remedies', 'correctionNotice'],
  },
  'not-paid': {
    bucket: 'other.overdueFee',
    when: '申请人逾期未按收费通知要求缴纳费用，视为放弃申请',
    articles: ['《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）'],
    must: ['notFurther', 'remedies', 'feeNotice'],
  },
  withdrawn: {
    bucket: 'other.other',
    when: '申请人撤回申请',
    articles: ['《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）'],
    must: ['withdrawal'],
  },
} as const satisfies Readonly<Record<string, Ground>>;

export type GroundKey = keyof typeof GROUNDS;

/** Articles as a letter names them: the title of a law once for all of them that follow. */
export const articlesSaid = (articles: readonly string[]): string =>
  articles
    .map((article, i) => {
      const title = /^《.*?》/.exec(article)?.[0] ?? '';
      return title !== '' && articles[i - 1]?.startsWith(title) ? article.slice(title.length) : article;
    })
    .join('、');

/** The parts of a reply in the order in which a letter has them: what must be there, then what may be. */
export const partsInOrder = (ground: GroundKey): readonly PartKey[] => {
  const { must, may = [] }: Ground = GROUNDS[ground];
  return [...must, ...may];
};

/** What a reply on this ground still lacks, to be sent or to be kept behind it; in the words a reviewer would use. */
export function missingParts(ground: GroundKey, given: Iterable<PartKey>): string[] {
  const there = new Set(given);
  return GROUNDS[ground].must.filter((part) => !there.has(part)).map((part) => PARTS[part].label);
}
