import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthDateOf, identifiers, normalise } from './identifiers.ts';
import { maskBankCard, maskCitizenId, maskEmail, maskName, maskPhone } from './masking.ts';
import { checkProductNumber, productNumberKinds, productNumberKindsOf } from './product-numbers.ts';

type Kind = keyof typeof identifiers;

const right: Record<Kind, readonly string[]> = {
  // The first of each code kind is the example verified in the standard or in regulations §8.2.
  creditCode: [
    '91440115618712245T',
    '91440115618712245t',
    '９１４４０１１５６１８７１２２４５Ｔ',
    ' 9144 0115 6187 1224 5T ',
  ],
  organisationCode: ['618712245', '61871224-5', 'D2143569X', 'd2143569-x'],
  citizenId: ['11010519491231002X', '11010519491231002x', '440524188001010014', '１１０１０５１９４９１２３１００２Ｘ'],
  mobile: [
    '13800138000',
    '+86 138-0013-8000',
    '008613800138000',
    '8613800138000',
    '１３８００１３８０００',
    '19912345678',
  ],
  landline: [
    '0791-88158000',
    '079188158000',
    '(0791)88158000',
    '010-62345678',
    '0791-8815800',
    '400-800-8888',
    '12315',
    '0791-88158000转8001',
    '+86-0791-88158000',
  ],
  phone: ['13800138000', '0791-88158000'],
  bankCard: ['4111111111111111', '6222 0212 3456 7890 128', '4111-1111-1111-1111'],
  email: ['name@example.cn', 'first.last+tag@mail.gov.cn', ' a@b.co ', 'ｎａｍｅ@example.cn', 'x@政务.cn'],
  postcode: ['330046', '100000'],
};

const wrong: Record<Kind, readonly string[]> = {
  creditCode: [
    '91440115618712245S',
    '91440115618712246T',
    '19440115618712245T',
    '9144011561871224T',
    '914401156187122455T',
    '9144011561871224IT',
    '91AB0115618712245T',
    '',
  ],
  organisationCode: ['618712246', '61871224', '61871224-55', '6187122 四 5', ''],
  citizenId: [
    '110105194912310021',
    '11010519491331002X',
    '11010519490229002X',
    '00010519491231002X',
    '110105491231002',
    '1101051949123100',
    '11010518491231002X',
    'X1010519491231002X',
    '',
  ],
  mobile: ['12800138000', '1380013800', '138001380000', '03800138000', '', '1380013800a'],
  landline: ['88158000', '0791-1815800', '0791-881580', '0000-88158000', '13800138000', ''],
  phone: ['88158000', '138001380', ''],
  bankCard: ['4111111111111112', '411111111111', '41111111111111111111', '0111111111111111', '411111111111111a', ''],
  email: [
    'name',
    'name@',
    '@example.cn',
    'a b@example.cn',
    'name@localhost',
    '.a@example.cn',
    'a..b@example.cn',
    'a.@example.cn',
    'name@-example.cn',
    'name@example.c',
    `${'a'.repeat(65)}@example.cn`,
    'a@b@example.cn',
    '"a b"@example.cn',
    '',
  ],
  postcode: ['33004', '3300460', '930046', '33004a', ''],
};

const kinds = Object.keys(identifiers) as Kind[];

describe.each(kinds)('%s', (kind) => {
  const { check, label } = identifiers[kind];

  test.each(right[kind])('%j is right', (text) => {
    expect(check(text)).toBeUndefined();
  });

  test.each(wrong[kind])('%j is refused with a sentence', (text) => {
    expect(check(text)).toMatch(/\p{Script=Han}{3,}/u);
  });

  test('arbitrary text never throws and its label is Chinese', () => {
    expect(label).toMatch(/^\p{Script=Han}+$/u);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['string', 'undefined']).toContain(typeof check(text));
      }),
    );
  });
});

describe('check digits catch what fingers do', () => {
  const cases: readonly (readonly [Kind, string])[] = [
    ['creditCode', '91440115618712245T'],
    ['citizenId', '11010519491231002X'],
    ['bankCard', '4111111111111111'],
    ['organisationCode', '618712245'],
  ];
  test.each(cases)('%s: one wrong digit is always found', (kind, sound) => {
    for (let i = 0; i < sound.length; i++)
      for (const digit of '0123456789') {
        if (sound.charAt(i) === digit) continue;
        expect(identifiers[kind].check(sound.slice(0, i) + digit + sound.slice(i + 1))).toBeDefined();
      }
  });

  test.each([
    ['creditCode', '91440115618712245T'],
    ['citizenId', '11010519491231002X'],
  ] as const)('%s: two neighbours swapped are always found', (kind, sound) => {
    for (let i = 0; i + 1 < sound.length; i++) {
      if (sound.charAt(i) === sound.charAt(i + 1)) continue;
      const swapped = sound.slice(0, i) + sound.charAt(i + 1) + sound.charAt(i) + sound.slice(i + 2);
      expect(identifiers[kind].check(swapped)).toBeDefined();
    }
  });
});

test('what to store is half-width, without spaces, upper case', () => {
  expect(normalise(' ９１ 44\u3000x\u200b ')).toBe('9144X');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ0９ｚ－- \u3000（)药') }), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text));
      expect(normalise(text)).not.toMatch(/[\sａ-ｚa-z０-９]/);
    }),
  );
});

test('the birth date is read from the number', () => {
  expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
  expect(birthDateOf('110105194902290021')).toBeUndefined();
  expect(birthDateOf('110105')).toBeUndefined();
});

describe('masking', () => {
  test.each([
    ['张三', '张某', '张*'],
    ['张三丰', '张某', '张**'],
    ['欧阳修', '欧阳某', '欧阳*'],
    ['欧阳', '欧某', '欧*'],
    ['买买提·吐尔逊', '买某', '买******'],
    ['张', '张某', '张*'],
    ['', '', ''],
  ])('%s becomes %s or %s', (name, published, listed) => {
    expect(maskName(name)).toBe(published);
    expect(maskName(name, '*')).toBe(listed);
  });

  test.each([
    [maskCitizenId, '11010519491231002x', '110***********002X'],
    [maskCitizenId, '110105491231002', '110********1002'],
    [maskCitizenId, '1101', '****'],
    [maskPhone, '13800138000', '138****8000'],
    [maskPhone, '0791-88158000', '0791-****8000'],
    [maskPhone, '8815800', '*******'],
    [maskBankCard, '4111111111111111', '************1111'],
    [maskEmail, 'zhang@example.cn', 'z***@example.cn'],
    [maskEmail, 'zhang', '*****'],
  ] as const)('%o of %s is %s', (mask, text, shown) => {
    expect(mask(text)).toBe(shown);
  });

  test('no mask shows more than it says', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,24}$/), (digits) => {
        const shown = (text: string) => [...text].filter((c) => c !== '*').length;
        expect(shown(maskCitizenId(digits))).toBeLessThanOrEqual(7);
        expect(shown(maskPhone(digits))).toBeLessThanOrEqual(8);
        expect(shown(maskBankCard(digits))).toBeLessThanOrEqual(4);
        expect(maskCitizenId(digits)).toHaveLength(digits.length);
      }),
    );
  });
});

describe('numbers of products and licences', () => {
  test.each(productNumberKinds.map((kind) => [kind.key, kind.example] as const))('%s: %s is one', (key, example) => {
    expect(checkProductNumber(key, example)).toBeUndefined();
    expect(productNumberKindsOf(example)[0]?.key).toBe(key);
  });

  test.each([
    ['drug', '国药准字Ｈ２０２６０００１'],
    ['drug', '国药准字 h20260001'],
    ['cosmetics-ordinary', '国妆网备进字（沪）2021000001'],
    ['device', '国械注进20263140001'],
    ['device-filing', '国械备20260001'],
    ['preparation', '赣药制字H20260001'],
    ['cosmetics-special', '国妆特进字20260001'],
  ] as const)('%s: %s is one too', (key, text) => {
    expect(checkProductNumber(key, text)).toBeUndefined();
  });

  test.each([
    ['drug', '国药准字H2026001'],
    ['drug', '国药准字X20260001'],
    ['drug', '国药准字HJ20260001'],
    ['drug-hk', '国药准字H20260001'],
    ['device', '赣械注准20264140001'],
    ['device', '某械注准20262140001'],
    ['drug-production', '赣12340001'],
    ['drug-distribution', '赣EA791000001'],
    ['cosmetics-production', '赣妆2026001'],
    ['advertisement', '赣药广审（图）第270101-00001号'],
    ['drug', ''],
  ] as const)('%s: %j is refused with an example', (key, text) => {
    expect(checkProductNumber(key, text)).toContain('格式应如');
  });

  test('a number we do not know is of no kind', () => {
    expect(productNumberKindsOf('12345678')).toEqual([]);
  });
});
