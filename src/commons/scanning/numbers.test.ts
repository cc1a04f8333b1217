import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanParagraphs, scanText } from './index.ts';
import { inventedBankCard, inventedCitizenId, withWrongEnd } from './labelled/invented.ts';

const ID = inventedCitizenId(3);
const rulesOf = (text: string) =>
  scanText(text, { where: '正文' }).map(({ rule, confidence }) => `${rule} ${confidence}`);

/** All that may stand between the digits of one number. */
const SEPARATORS = ['', '', '', ' ', '-', '－', '\u3000', '\u200b', '\u2060', '\ufeff', '\n', '·', ' - ', '\u00a0'];
const WORDS = '推进药品监管政务公开工作，依法公布监督抽检结果。经办人在受理中心办理，时间为工作日'.split('');
const NUMBERS = ['2026年3月2日', '第3项 ', '共 12 批次', '0791-88158000，', '1,234.56元', '（一）', '批号20260103；'];
const prose = fc.array(fc.constantFrom(...WORDS, ...NUMBERS), { maxLength: 60 }).map((words) => words.join(''));
const number = fc.integer({ min: 0, max: 100_000 }).map(inventedCitizenId);

/** The number with something between its digits, each digit half- or full-width, the last letter large or small. */
const disguised = (digits: string) =>
  fc
    .array(fc.tuple(fc.constantFrom(...SEPARATORS), fc.boolean()), { minLength: 18, maxLength: 18 })
    .map((parts) =>
      parts.map(([separator, wide], n) => `${n === 0 ? '' : separator}${shape(digits.charAt(n), wide)}`).join(''),
    );
const shape = (digit: string, other: boolean) =>
  !other ? digit : digit === 'X' ? 'x' : String.fromCharCode(digit.charCodeAt(0) + 0xfee0);

describe('a citizen’s number', () => {
  test('is found however it is cut up, wherever it stands', () => {
    fc.assert(
      fc.property(
        prose,
        prose,
        number.chain((id) => disguised(id).map((text) => ({ id, text }))),
        (before, after, { id, text }) => {
          const found = scanText(`${before} ${text} ${after}`, { where: '正文' }).filter(
            ({ rule }) => rule === 'identity/citizen-id',
          );
          expect(found.map(({ confidence, offset }) => [confidence, offset])).toEqual([['certain', before.length + 1]]);
          expect(JSON.stringify(found)).not.toContain(id);
        },
      ),
      { numRuns: 500, seed: 20261123 },
    );
  });

  test('with another check digit is never certain', () => {
    fc.assert(
      fc.property(prose, prose, number, (before, after, id) => {
        const wrong = withWrongEnd(id);
        const certain = scanText(`${before} ${wrong} ${after}`, { where: '正文' }).filter(
          (one) => one.confidence === 'certain',
        );
        expect(certain.filter(({ category }) => category === 'identity')).toEqual([]);
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });

  test('within a longer number is likely, not certain', () => {
    expect(rulesOf(`追溯码${ID}99`)).toEqual(['identity/citizen-id likely']);
  });

  test('is not seen in a credit code, an approval number, amounts, dates', () => {
    for (const text of [
      '统一社会信用代码：91360100158301234X',
      '批准文号：国药准字Z36020123、国药准字HJ20210045',
      '2026年3月2日至2026年4月5日，共计123,456,789,012,345.67元',
      '360108202603020011223344',
    ])
      expect(rulesOf(text)).toEqual([]);
  });

  test('is never told whole, and its neighbours are masked too', () => {
    const other = inventedCitizenId(4);
    const said = JSON.stringify(scanText(`${ID}、${other}`, { where: '正文' }));
    for (const id of [ID, other]) expect(said).not.toContain(id.slice(0, 14));
  });
});

test('a confirmation is recognised again, and lapses when the number or what stands beside it changes', () => {
  const print = (text: string) => scanText(text, { where: '正文' })[0]?.fingerprint;
  expect(print(`前面多了一段。\n联系人的证号${ID}如上`)).not.toBe(undefined);
  expect(print(`联系人的证号${ID.slice(0, 6)} ${ID.slice(6)}如上`)).toBe(print(`联系人的证号${ID}如上`));
  expect(print(`受理人的证号${ID}如上`)).not.toBe(print(`联系人的证号${ID}如上`));
  expect(print(`联系人的证号${inventedCitizenId(9)}如上`)).not.toBe(print(`联系人的证号${ID}如上`));
});

test('paragraphs are numbered, and a number that runs over their end is found', () => {
  const found = scanParagraphs(['第一段。', `证号${ID.slice(0, 10)}`, `${ID.slice(10)}。`], { where: '正文' });
  expect(found.map(({ where }) => where)).toEqual(['正文第 2 段']);
});

test('thousands of the same are counted, none is passed over', () => {
  const text = Array.from({ length: 300 }, (_, n) => inventedCitizenId(n)).join('，');
  const found = scanText(text, { where: '正文' });
  expect(found.length).toBe(51);
  expect(found.at(-1)).toMatchObject({
    rule: 'unreadable/more',
    confidence: 'certain',
    excerpt: '公民身份号码还有 250 处没有逐一列出',
  });
});

test('a card is certain beside a bank, and unknown when Luhn fails', () => {
  const card = inventedBankCard(5);
  expect(rulesOf(`开户行：某银行，卡号：${card.replace(/(\d{4})(?=\d)/g, '$1 ')}`)).toEqual([
    'bank-card/number certain',
  ]);
  expect(rulesOf(`开户行：某银行，卡号：${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10}`)).toEqual([]);
});
