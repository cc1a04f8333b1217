import { describe, expect, test } from 'vitest';
import { TERMS } from './check-wording.ts';
import { checkWording, withoutAllowed } from './index.ts';
import { PATTERNS } from './rules/wording-patterns.ts';

const check = (text: string, allowed?: readonly { readonly term: string; readonly neighbour: string }[]) =>
  checkWording(text, { where: '正文', ...(allowed ? { allowed } : {}) });

describe('every term', () => {
  test('has an identifier of its own, an explanation, and says something else than it finds', () => {
    const ids = [...TERMS, ...PATTERNS].map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(300);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { find, instead, why } of TERMS) {
      expect(find.length).toBeGreaterThanOrEqual(2);
      expect(why).not.toBe('');
      expect(instead).not.toBe(find);
    }
  });

  test.each(TERMS.filter((term) => !term.onlyNear).map((term) => [term.id, term] as const))(
    '%s is found in a sentence',
    (id, { find, instead }) => {
      const [finding] = check(`会议指出，${find}，请各单位抓好贯彻。`);
      expect(finding).toMatchObject({ rule: `wording/${id}`, offset: 5, term: find });
      expect(finding?.suggestion).toBe(instead);
    },
  );

  test.each(TERMS.filter((term) => term.instead && !term.onlyNear).map((term) => [term.id, term] as const))(
    'what %s proposes is not found wrong in its turn',
    (_, { instead = '' }) => {
      expect(check(`会议指出，${instead}，请各单位抓好贯彻。`)).toEqual([]);
    },
  );
});

test.each([
  ['原国家食品药品监督管理总局2017年发布的办法继续有效'],
  ['根据《国家食品药品监督管理总局关于发布规范的公告》办理'],
  ['2016年，省食品药品监督管理局组织了专项检查'],
  ['对中药饮片按装量差异检查法检查'],
  ['户籍此前已经迁出；户籍此次不变'],
  ['立即然后；恢复盖章；本部份额；自己经营；来自已注册的企业'],
  ['年末经济形势分析；可以经营；予以经办'],
  ['报名截止到2026年3月2日17时'],
  ['投标截止2026年3月2日'],
  ['既使企业受益，又让群众满意'],
  ['日本、韩国和台湾地区等国家和地区'],
  ['1911年推翻清王朝，建立中华民国'],
  ['返回教室；启蒙族谱；纤维族'],
  ['《合同法》自2021年1月1日起废止'],
  ['2026年3月2日（星期一）'],
  ['赣药监办〔2026〕5号'],
  ['不良反应情况监测'],
])('what is right in its place is let be: %s', (text) => {
  expect(check(text)).toEqual([]);
});

test.each([
  ['2026年2月30日', 'D001', undefined],
  ['2026年3月2日（星期二）', 'D002', '星期一'],
  ['26年3月2日', 'D003', undefined],
  ['2026年03月02日', 'D004', '2026年3月2日'],
  ['3/2/2026', 'D005', undefined],
  ['二０二六年', 'D006', '二〇二六年'],
  ['赣药监办[2026]05号', 'D007', '〔2026〕5号'],
  ['〔2026〕第05号', 'D008', '〔2026〕5号'],
  ['约100家左右', 'D009', '约100家'],
  ['超过100家以上', 'D010', '超过100家'],
  ['时间压缩了2倍', 'D011', undefined],
  ['截止2026年底', 'D012', '截至'],
  ['韩国、台湾等国家', 'P101', '等国家和地区'],
  ['中国和台湾', 'P102', undefined],
  ['工作，，要求', 'P103', '，'],
  ['进行进行检查', 'P104', '进行'],
])('%s is found by %s', (text, id, instead) => {
  const [finding, ...more] = check(`其中，${text}。`);
  expect(finding?.rule).toBe(`wording/${id}`);
  expect(finding?.suggestion).toBe(instead);
  expect(more).toEqual([]);
});

test('what this house knows to be right is let be beside its neighbour only', () => {
  const text = '其它事项另行通知。其它单位参照执行。';
  const allowed = [{ term: '其它', neighbour: '其它事项' }];
  expect(check(text).map(({ offset }) => offset)).toEqual([0, 9]);
  expect(check(text, allowed).map(({ offset }) => offset)).toEqual([9]);
  expect(withoutAllowed(check(text), allowed)).toEqual(check(text, allowed));
});

test('the longest of names that lie in one another is told', () => {
  expect(check('报国家食品药品监督管理总局批准').map(({ term }) => term)).toEqual(['国家食品药品监督管理总局']);
});
