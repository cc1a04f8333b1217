import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CONVERSION, confinedBy, converter } from './convert.ts';

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

const FAILED = '这份文件转换不成 PDF，请用原来的软件导出为 PDF 后再上传';

test('a program that never ends is ended after its time, with everything it has started', async () => {
  const child = path.join(folder, 'child');
  const soffice = await program('hangs', `sleep 300 & echo $! > ${child}; wait`);
  await expect(converter(soffice, { ...CONVERSION, withinMs: 1_500 })(Buffer.from('x'), 'docx')).rejects.toThrow(
    FAILED,
  );
  await gone(Number(await readFile(child, 'utf8')));
});

test('what a program leaves running when it has printed ends too', async () => {
  const child = path.join(folder, 'left');
  const soffice = await program('leaves', `sleep 300 & echo $! > ${child}; printf '%%PDF-made' > file.pdf`);
  await converter(soffice)(Buffer.from('x'), 'docx');
  await gone(Number(await readFile(child, 'utf8')));
});

const gone = (pid: number) => vi.waitFor(async () => expect(await runs(pid)).toBe(false));

/** Ended and not yet buried by whoever started it, a process has no command any more. */
async function runs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'another system')) !== '';
}

test('a program keeps its limits of memory, of processor and of what it writes', async () => {
  const told = path.join(folder, 'limits');
  const soffice = await program(
    'limited',
    `ulimit -v > ${told}; ulimit -t >> ${told}; ulimit -f >> ${told}; head -c 3000000 /dev/zero > file.pdf`,
  );
  const few = { withinMs: 20_000, cpuSeconds: 17, memoryBytes: 1024 * 1024 * 1024, fileBytes: 1024 * 1024 };
  await expect(converter(soffice, few)(Buffer.from('x'), 'docx')).rejects.toThrow(FAILED);
  expect((await readFile(told, 'utf8')).trim().split('\n')).toEqual([`${1024 * 1024}`, '17', `${(1024 * 1024) / 512}`]);
});

test('a link put where the print should be is not followed', async () => {
  const soffice = await program('links', 'ln -s /etc/hostname file.pdf');
  await expect(converter(soffice)(Buffer.from('x'), 'docx')).rejects.toThrow(FAILED);
});

test('a program has no network but itself, wherever the machine lets us take it away', async () => {
  const told = path.join(folder, 'net');
  const soffice = await program(
    'asks',
    `cut -d: -f1 -s /proc/net/dev | tr -d ' ' > ${told}; printf '%%PDF-made' > file.pdf`,
  );
  await converter(soffice)(Buffer.from('x'), 'docx');
  const seen = (await readFile(told, 'utf8'))
    .trim()
    .split('\n')
    .filter((name) => !name.includes('|'));
  const apart = confinedBy(CONVERSION)[0] === 'unshare';
  expect(seen.length > 0 && (!apart || seen.every((name) => name === 'lo'))).toBe(true);
});
