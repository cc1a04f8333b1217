import { Document, Packer, Paragraph } from 'docx';
import { expect, test } from 'vitest';
import { letterPdf } from '../letters/index.ts';
import { fileScanLimits, scanElsewhere, scanFile } from './index.ts';

const NUMBER = '身份证号36010219900307703X';
const FILES: Readonly<Record<string, () => Promise<Buffer>>> = {
  docx: () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(NUMBER)] }] })),
  pdf: () =>
    letterPdf({ organ: '某局', title: '名单', addressee: '某处', body: [{ kind: 'text', text: `张某，${NUMBER}。` }] }),
  html: async () => Buffer.from(`<html><p>${NUMBER}</p></html>`),
};

test.each(Object.keys(FILES))(
  'a %s taken apart in a process of its own is found to hold what it holds',
  async (form) => {
    const file = (await FILES[form]?.()) ?? Buffer.alloc(0);
    const here = await scanFile(file, `名单.${form}`);
    expect(here.map(({ rule }) => rule)).toContain('identity/citizen-id');
    expect(await scanElsewhere(file, `名单.${form}`)).toEqual(here);
  },
);

test('one that holds up its scan is ended, and not taken for clean', async () => {
  const file = (await FILES.html?.()) ?? Buffer.alloc(0);
  const findings = await scanElsewhere(file, '名单.html', fileScanLimits, 1);
  expect(findings).toMatchObject([{ rule: 'unreadable/file', category: 'unreadable' }]);
  expect(findings[0]?.where).toBe('附件「名单.html」');
});
