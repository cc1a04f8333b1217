import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlText } from './xml-text.ts';

test('control characters, non-characters and halves of characters are left out, everything people write stays', () => {
  expect(xmlText('甲\u0001\u000b乙\ufffe\ud800丙𠮷\t\r\n\u202e“”')).toBe('甲乙丙𠮷\t\r\n\u202e“”');
});

test('what comes out is well formed and comes out the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = xmlText(text);
      expect(once.isWellFormed()).toBe(true);
      expect(xmlText(once)).toBe(once);
    }),
  );
});
