import { expect, test } from 'vitest';
import { FILE_LIMITS } from './sent-files.ts';
import { UploadRoom } from './upload-room.ts';

const { bytes: FILE, files: FILES } = FILE_LIMITS;
const FORM = FILE * FILES;

test('one network sends a dozen full forms while files wait, and leaves room for others', () => {
  const room = new UploadRoom(1);
  const { keep } = room.begin('203.0.113.7');
  const waits = Array.from({ length: 12 * FILES }, () => keep(FILE));
  expect(waits.every((wait) => wait === 0)).toBe(true);
  expect(keep(1)).toBeGreaterThan(3_600);
  expect(room.begin('203.0.113.8').keep(FILE)).toBe(0);
});

test('of what is read at once one network holds two forms, all together a bound, and what is let go is free again', () => {
  const room = new UploadRoom(1);
  const forms = Array.from({ length: 8 }, (_, n) => [`203.0.113.${n}`, room.begin(`203.0.113.${n}`)] as const);
  const [, first] = forms[0] ?? [];
  expect([FORM, FORM, 1].map((bytes) => first?.take(bytes))).toEqual([true, true, false]);
  expect(forms.slice(1, 7).map(([, form]) => form.take(FORM))).toEqual([true, true, true, true, true, true]);
  expect(forms[7]?.[1].take(1)).toBe(false);
  first?.end();
  expect(forms[7]?.[1].take(FORM)).toBe(true);
  first?.end();
  expect(forms[0]?.[1].take(FORM)).toBe(true);
});
