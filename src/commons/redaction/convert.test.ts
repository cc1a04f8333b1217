import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { converter } from './convert.ts';

// LibreOffice itself is not asked for: a script in its place says what it was given.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sunlit-soffice-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, body: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
  return file;
}

test('the program prints in a folder and a profile of its own, with macros off, and nothing stays behind', async () => {
  const told = path.join(folder, 'told');
  const soffice = await program(
    'works',
    `pwd > ${told}; echo "$@" >> ${told}; cat profile/user/registrymodifications.xcu >> ${told}; printf '%%PDF-made' > file.pdf`,
  );
  expect(Buffer.from(await converter(soffice)(Buffer.from('x'), 'docx')).toString()).toBe('%PDF-made');
  const words = await readFile(told, 'utf8');
  expect(words).toContain('--headless');
  expect(words).toContain('pdf:writer_pdf_Export');
  expect(words).toContain('"DisableMacrosExecution" oor:op="fuse"><value>true</value>');
  await expect(readFile(path.join(words.split('\n')[0] ?? '', 'file.pdf'))).rejects.toThrow('ENOENT');
});

test.each([
  ['fails', 'exit 1'],
  ['makes nothing', 'exit 0'],
])('a program that %s is said in a sentence', async (name, body) => {
  const soffice = await program(name.replace(' ', '-'), body);
  await expect(converter(soffice)(Buffer.from('x'), 'xlsx')).rejects.toThrow(
    '这份文件转换不成 PDF，请用原来的软件导出为 PDF 后再上传',
  );
});
