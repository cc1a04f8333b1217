import { describe, expect, test } from 'vitest';
import { type Ground, GROUNDS, type GroundKey, missingParts } from './reply-grounds.ts';
import { type Bucket, bucketOf, FAMILIES, REPLY_KINDS } from './reply-kinds.ts';
import { type PartKey, PARTS } from './reply-parts.ts';
import { type Decision, remedyText } from './remedies.ts';

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
    expect(text(decision)).toContain('十五日内向南昌铁路运输法院提起行政诉讼（《行政诉讼法》第四十五条）');
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
