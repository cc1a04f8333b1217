import { describe, expect, test } from 'vitest';
import { articlesSaid, type Ground, GROUNDS, type GroundKey, missingParts } from './reply-grounds.ts';
import { type Bucket, bucketOf, FAMILIES, REPLY_KINDS } from './reply-kinds.ts';
import { type PartKey, PARTS } from './reply-parts.ts';
import { type Decision, remedyClassOf, remedyText } from './remedies.ts';

const buckets = Object.keys(REPLY_KINDS) as Bucket[];
const grounds = Object.keys(GROUNDS) as GroundKey[];
const groundOf = (key: GroundKey): Ground => GROUNDS[key];
const mustOf = (key: GroundKey) => groundOf(key).must;

describe('the closed list', () => {
  test('has twenty-one kinds in six families: 1 + 1 + 8 + 3 + 5 + 3', () => {
    const counts = FAMILIES.map((family) => buckets.filter((bucket) => REPLY_KINDS[bucket].family === family).length);
    expect(counts).toEqual([1, 1, 8, 3, 5, 3]);
  });

  test('has a ground for every kind, and only parts that somebody asks for', () => {
    expect(new Set(grounds.map((ground) => GROUNDS[ground].bucket))).toEqual(new Set(buckets));
    const asked = new Set(grounds.flatMap((key) => [...mustOf(key), ...(groundOf(key).may ?? [])]));
    expect([...asked].sort()).toEqual(Object.keys(PARTS).sort());
  });

  test('everything that is sent names its remedies; a refusal its ground and reasons too', () => {
    for (const ground of grounds.filter((key) => key !== 'withdrawn')) expect(mustOf(ground)).toContain('remedies');
    for (const ground of grounds.filter((key) => /^denied\.(?!adminQuery)|^partial$/.test(GROUNDS[key].bucket)))
      expect(mustOf(ground)).toEqual(expect.arrayContaining(['ground', 'reasons']));
  });
});

/** Every kind of reply against the law: article, what is decided in its words, what the letter must say or rest on (besides remedies), how it is fought. */
const LAW: readonly (readonly [GroundKey, Bucket, string, string | undefined, string, 'review-first' | 'choice'])[] = [
  ['already-public', 'granted', '三十六条第一项', '现告知获取该政府信息的方式、途径', 'way', 'choice'],
  ['supplied', 'granted', '三十六条第二项', '决定予以公开，提供该政府信息', 'information', 'choice'],
  [
    'told-where',
    'granted',
    '三十六条第二项',
    '决定予以公开，现告知获取该政府信息的方式、途径和时间',
    'way time',
    'choice',
  ],
  [
    'separated',
    'partial',
    '三十七条',
    '决定公开其中可以公开的内容，其余内容不予公开',
    'openPart withheldPart ground reasons',
    'review-first',
  ],
  ['state-secret', 'denied.stateSecret', '十四条、第三十六条第三项', '决定不予公开', 'ground reasons', 'review-first'],
  [
    'prohibited-by-law',
    'denied.otherLaw',
    '十四条、第三十六条第三项',
    '决定不予公开',
    'prohibitingLaw ground reasons',
    'review-first',
  ],
  [
    'safety-stability',
    'denied.safetyStability',
    '十四条、第三十六条第三项',
    '决定不予公开',
    'ground reasons',
    'review-first',
  ],
  [
    'third-party',
    'denied.thirdParty',
    '十五条、第三十二条、第三十六条第三项',
    '决定不予公开',
    'ground reasons opinion',
    'review-first',
  ],
  [
    'internal-affairs',
    'denied.internalAffairs',
    '十六条第一款、第三十六条第三项',
    '决定不予公开',
    'ground reasons',
    'review-first',
  ],
  ['process', 'denied.process', '十六条第二款、第三十六条第三项', '决定不予公开', 'ground reasons', 'review-first'],
  [
    'enforcement-file',
    'denied.enforcementFile',
    '十六条第二款、第三十六条第三项',
    '决定不予公开',
    'ground reasons',
    'review-first',
  ],
  [
    'special-query',
    'denied.adminQuery',
    '三十六条第七项',
    '现告知依照有关法律、行政法规的规定办理',
    'specialRules',
    'choice',
  ],
  ['absent', 'unable.notHeld', '三十六条第四项', '现告知该政府信息不存在', 'absence searchRecord', 'choice'],
  ['not-ours', 'unable.notHeld', '三十六条第五项', '现予告知并说明理由', 'notOurs reasons', 'choice'],
  ['to-be-made', 'unable.needCreate', '三十八条', '决定不予提供', 'notMade', 'choice'],
  ['still-unclear', 'unable.unclear', '三十条', '本机关无法提供', 'unclear correctionNotice corrected', 'choice'],
  ['complaint', 'notProcessed.complaint', '三十九条第一款', '不作为政府信息公开申请处理', 'notRequest', 'choice'],
  ['duplicate', 'notProcessed.duplicate', '三十六条第六项', '不予重复处理', 'notProcessed earlierReply', 'choice'],
  ['publication', 'notProcessed.publication', '三十九条第二款', '不予处理', 'notProcessed', 'choice'],
  ['massive', 'notProcessed.massive', '三十五条', '不予处理', 'notProcessed reasons askedReasons', 'choice'],
  ['reissue', 'notProcessed.confirmReissue', '', '不予处理', 'notProcessed obtained reasons', 'choice'],
  ['not-corrected', 'other.overdueCorrection', '三十条', undefined, 'notFurther correctionNotice', 'choice'],
  ['not-paid', 'other.overdueFee', '', undefined, 'notFurther feeNotice', 'choice'],
  ['withdrawn', 'other.other', '', undefined, 'withdrawal', 'choice'],
];

describe('every kind of reply, held against the law', () => {
  test('none is left out, and they come in the order of the table', () => {
    expect(LAW.map(([key]) => key)).toEqual(grounds);
  });

  test.each(LAW)('%s: %s', (key, bucket, articles, decides, parts, remedy) => {
    const ground = groundOf(key);
    const ours = articlesSaid(ground.articles.filter((article) => article.startsWith('《政府信息公开条例》')));
    expect([ground.bucket, ours, ground.decides]).toEqual([
      bucket,
      articles && `《政府信息公开条例》第${articles}`,
      decides,
    ]);
    expect(ground.must.filter((part) => part !== 'remedies').join(' ')).toBe(parts);
    expect(remedyClassOf(bucket)).toBe(remedy);
    // 条例第三十六条第三项: a refusal is told as one.
    expect(/不予公开/.test(ground.decides ?? '')).toBe(remedy === 'review-first');
  });
});

describe('what a reply must contain, arts 36-39', () => {
  test.each<[GroundKey, PartKey[], string[]]>([
    ['already-public', [], ['获取该政府信息的方式、途径', '救济途径和期限']],
    ['told-where', ['way', 'remedies'], ['获取该政府信息的时间']],
    ['separated', ['openPart', 'remedies'], ['不予公开的是哪些内容', '所依据的条款', '理由']],
    ['absent', ['absence', 'remedies'], ['检索记录（检索的系统、检索词、检索人、日期）']],
    ['not-ours', ['notOurs', 'reasons', 'remedies'], []],
    ['reissue', ['notProcessed', 'reasons', 'remedies'], ['申请人已经获取该信息的情况（何时、以何种方式、文号）']],
    ['third-party', ['ground', 'reasons', 'remedies'], ['第三方意见，或者第三方逾期未提出意见的记录']],
  ])('%s with %s lacks %s', (ground, given, lacking) => {
    expect(missingParts(ground, given)).toEqual(lacking);
  });
});

describe('the row a reply is counted in', () => {
  test.each<[Bucket[], Bucket | undefined]>([
    [['granted'], 'granted'],
    [['granted', 'granted'], 'granted'],
    [['granted', 'denied.process'], 'partial'],
    [['partial', 'denied.process', 'unable.notHeld'], 'partial'],
    [['granted', 'unable.needCreate'], 'partial'],
    [['denied.process', 'denied.process'], 'denied.process'],
    [['denied.process', 'unable.notHeld'], undefined],
    [[], undefined],
  ])('%s: %s', (decided, bucket) => {
    expect(bucketOf(decided)).toBe(bucket);
  });
});

describe('the remedies', () => {
  const bodies = { reviewOrgan: '江西省人民政府', court: '南昌铁路运输法院', reviewUrl: 'https://fy.example.gov.cn/' };
  const text = (decision: Decision, servedOnline = false) => remedyText({ decision, servedOnline }, bodies).join('');
  const FIRST = /应当自.{3,12}之日起六十日内先向江西省人民政府申请行政复议/;
  const DIRECT = /六个月内直接向南昌铁路运输法院提起行政诉讼（《行政诉讼法》第四十六条）/;

  const refusals = buckets.filter((bucket) => /^denied\.(?!adminQuery)/.test(bucket));
  test.each([...refusals, 'silence'] as Decision[])('%s: review first, then fifteen days', (decision) => {
    expect(text(decision)).toMatch(FIRST);
    expect(text(decision)).toContain(
      '十五日内向南昌铁路运输法院或者其他有管辖权的人民法院提起行政诉讼（《行政诉讼法》第四十五条）',
    );
    expect(text(decision)).toContain('行政复议机关逾期不作决定的，可以自收到行政复议决定书之日或者行政复议期满之日起');
    expect(text(decision)).not.toMatch(DIRECT);
    expect(text(decision)).toContain(`第二十三条第一款第${decision === 'silence' ? '三' : '四'}项`);
  });

  test.each(buckets.filter((bucket) => bucket !== 'partial' && !refusals.includes(bucket)))(
    '%s: review or court, as one likes',
    (decision) => {
      expect(text(decision)).toMatch(DIRECT);
      expect(text(decision)).not.toMatch(FIRST);
    },
  );

  test('of a partial disclosure, what is withheld goes to review first and the rest may go to court', () => {
    expect(text('partial')).toMatch(/对不予公开的部分不服的，应当.*先向/);
    expect(text('partial')).toMatch(/对其他部分不服的，可以/);
  });

  test('served online it names the online channel; always where one may complain', () => {
    expect(text('granted')).not.toContain('在线');
    expect(text('granted', true)).toContain(
      '可以通过 https://fy.example.gov.cn/ 在线申请行政复议（《行政复议法》第二十二条）',
    );
    expect(text('granted')).toContain('第五十一条');
  });

  test('without the names it is refused, with every reason', () => {
    const bare = { reviewOrgan: ' ', court: '' };
    expect(() => remedyText({ decision: 'granted', servedOnline: true }, bare)).toThrow(
      /行政复议机关.*管辖法院.*在线申请行政复议的渠道/,
    );
    expect(() =>
      remedyText({ decision: 'granted', servedOnline: true }, { ...bodies, reviewUrl: 'javascript:x' }),
    ).toThrow();
    expect(remedyText({ decision: 'granted' }, { reviewOrgan: '甲', court: '乙' })).toHaveLength(2);
  });
});
