import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';

/** The squares a path draws, read back from it. */
function drawn({ size, path }: ReturnType<typeof qrCode>): boolean[][] {
  const squares = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) {
      const row = squares[Number(y)];
      if (row) row[at] = true;
    }
  return squares;
}

describe('a QR code', () => {
  it.each([
    ['the address of a document', 'https://mpa.example.gov.cn/documents/YJ2026-00012'],
    ['the address of a sheet', 'https://mpa.example.gov.cn/workbench/verify?code=ABCD-EFGH-JKLM-NPQR-STUV-WX'],
    ['the longest address a site may have', `https://${'a'.repeat(250)}.gov.cn/documents/YJ2026-00012`],
  ])('draws every square of %s, and no other', (_, address) => {
    const code = qrCode(address);
    expect(drawn(code)).toEqual(encode(address, { ecc: 'M', border: 4 }).data);
    expect(code.path.replaceAll(/M\d+ \d+h\d+v1h-\d+z/g, '')).toBe('');
  });

  it('leaves the margin a camera needs free on all sides', () => {
    const squares = drawn(qrCode('https://mpa.example.gov.cn/'));
    const dark = squares.flatMap((row, y) => row.flatMap((is, x) => (is ? [[x, y]] : []))).flat();
    expect(Math.min(...dark)).toBe(4);
    expect(Math.max(...dark)).toBe(squares.length - 5);
  });
});
