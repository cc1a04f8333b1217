import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { listZipEntries, unpack } from './extraction/zip.ts';
import { printSheet } from './tables/spreadsheet.ts';
import { repacked, zip, zipped } from './zip.ts';

const text = (words: string) => Buffer.from(words);

test('every part comes back as it was, by the reader that opens the packages people send', async () => {
  const part = fc.record({
    name: fc.stringMatching(/^[\u4e00-\u9fa5a-z0-9 〔〕]{1,20}\.(pdf|txt)$/u),
    bytes: fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.constant(Buffer.alloc(20_000, 7))),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 8 }), async (parts) => {
      const file = await zip(parts);
      const read = listZipEntries(file).map((entry) => [entry.name, Buffer.from(unpack(file, entry)).toString('hex')]);
      expect(read).toEqual(parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('hex')]));
      expect(await zip(parts)).toEqual(file);
    }),
    { numRuns: 60 },
  );
});

test('another reader opens what is packed: a sheet packed anew is a sheet still', async () => {
  const sheet = () =>
    printSheet(
      '目录',
      [{ header: '材料', width: 20, value: (row: { name: string }) => row.name }],
      [{ name: '答复书〔2026〕1号' }],
    );
  const file = await repacked(await sheet());
  const book = await readXlsx(file);
  expect(book.sheets[0]?.rows).toEqual([['材料'], ['答复书〔2026〕1号']]);
});

test.each(['', '../a', 'a//b', '/a', 'a\\b', 'a/./b', 'a\u0000'])('the name %j is refused', async (name) => {
  await expect(zip([{ name, bytes: text('x') }])).rejects.toThrow('not a name');
});

test('two parts of one name are refused, and more than 4 GB', async () => {
  const part = { name: 'a', bytes: text('x') };
  await expect(zip([part, part])).rejects.toThrow('one name');
  const pretend = { name: 'large', bytes: { length: 2 ** 32 } as Uint8Array };
  await expect(drained([part, pretend])).rejects.toThrow('more than 4 GB');
});

test('what another program wrote loses the minute it was written in', async () => {
  const file = await zip([{ name: 'word/document.xml', bytes: text('<a/>') }]);
  const dated = Buffer.from(file);
  dated.writeUInt16LE(0x5a21, 12);
  expect(dated).not.toEqual(file);
  expect(await repacked(dated)).toEqual(file);
});

async function drained(parts: Parameters<typeof zipped>[0]): Promise<void> {
  for await (const chunk of zipped(parts)) if (chunk.length < 0) throw new Error('never');
}
