import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanFileName, InfectedFile, makeFileStore } from './files.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sunlit-files-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const text = (words: string) => new TextEncoder().encode(words);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: Error) => error.message,
  );

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe('keeping files', () => {
  it('gives back the bytes that were put in, under their SHA-256', async () => {
    const store = makeFileStore({ dataDir });
    const kept = await store.put(text('省局工作要点'), { name: '要点.txt' });
    expect(kept).toMatchObject({
      mediaType: 'text/plain',
      extension: 'txt',
      name: '要点.txt',
      scan: 'unscanned',
      size: 18,
    });
    const read = Buffer.concat(await (await store.open(kept.hash)).toArray()).toString('utf8');
    expect(read).toBe('省局工作要点');
    expect(await store.verify(kept.hash)).toBe('intact');
    const place = path.join(dataDir, 'files', kept.hash.slice(0, 2), kept.hash.slice(2, 4), kept.hash);
    expect(statSync(place).mode & 0o222).toBe(0);
  });

  it('keeps the same bytes once, also when ten people send them at the same moment', async () => {
    const store = makeFileStore({ dataDir });
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, n) => store.put(Readable.from([text('同一份材料')]), { name: `${n}.txt` })),
    );
    expect(new Set(kept.map(({ hash }) => hash)).size).toBe(1);
    expect(filesIn(path.join(dataDir, 'files')).filter((name) => name === kept[0]?.hash)).toHaveLength(1);
    expect(filesIn(path.join(dataDir, 'files', 'incoming'))).toEqual([]);
  });

  it('notices a byte that changed on the disk, and a file that is gone', async () => {
    const store = makeFileStore({ dataDir });
    const { hash } = await store.put(text('原件'), { name: 'a.txt' });
    const place = path.join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
    chmodSync(place, 0o600);
    writeFileSync(place, '改件');
    expect(await store.verify(hash)).toBe('damaged');
    rmSync(place);
    expect(await store.verify(hash)).toBe('missing');
    expect(await reasonOf(store.open(hash))).toContain('找不到');
  });

  it('cuts off a sender who goes beyond the limit', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1024;
          yield Buffer.alloc(1024, 'a');
        }
      })(),
    );
    const store = makeFileStore({ dataDir });
    expect(await reasonOf(store.put(endless, { name: 'a.txt', limit: 1024 * 1024 }))).toBe(
      '文件超过 1 MB，请压缩或拆分后再上传',
    );
    expect(sent).toBeLessThan(3 * 1024 * 1024);
    expect(await reasonOf(store.put(new Uint8Array(11), { name: 'a.txt', limit: 10 }))).toContain('文件超过');
  });

  it('goes by the content: a program named .txt and a picture named .pdf are refused', async () => {
    const store = makeFileStore({ dataDir });
    const before = filesIn(path.join(dataDir, 'files')).length;
    expect(
      await reasonOf(store.put(Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'), { name: 'a.txt' })),
    ).not.toBe('no refusal');
    expect(await reasonOf(store.put(text('只是文字'), { name: 'a.pdf' }))).toContain('.pdf');
    expect(await reasonOf(store.put(new Uint8Array(0), { name: 'a.txt' }))).toContain('空');
    expect(filesIn(path.join(dataDir, 'files'))).toHaveLength(before);
  });

  it('never makes a path out of a name or of something that is not a hash', async () => {
    const store = makeFileStore({ dataDir });
    await expect(store.open('../../etc/passwd')).rejects.toThrow(RangeError);
    expect((await store.put(text('甲'), { name: '../../etc/passwd' })).name).toBe('passwd.txt');
  });
});

describe('names of files', () => {
  it.each([
    ['C:\\公文\\关于印发.docx', '关于印发.docx'],
    ['..', '未命名'],
    ['', '未命名'],
    ['\u202Egnp.exe.txt', 'gnp.exe.txt'],
    ['甲\u0000\r\n乙.pdf', '甲乙.pdf'],
    ['a<b>|c?.txt', 'a_b__c_.txt'],
    ['  ．.报告 .docx ', '．.报告.docx'],
  ])('%j becomes %j', (given, wanted) => {
    expect(cleanFileName(given)).toBe(wanted);
  });

  it('whatever is sent, the name is short, visible and no path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = cleanFileName(name, 'pdf');
        expect(clean).toMatch(/\.[a-z0-9]{1,8}$/i);
        expect([...clean].length).toBeLessThanOrEqual(120);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

describe('scanning for viruses', () => {
  let clamd: Server;
  let port: number;
  let received: Buffer;
  beforeAll(async () => {
    clamd = createServer((socket) => {
      const parts: Buffer[] = [];
      socket.on('data', (part: Buffer) => {
        parts.push(part);
        const all = Buffer.concat(parts);
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
        received = contentOf(all);
        const words = received.toString('utf8');
        const verdict = words.includes('病毒') ? 'Test-Virus FOUND' : 'OK';
        socket.end(`stream: ${words.includes('故障') ? 'broken ERROR' : verdict}\0`);
      });
    });
    await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
    port = (clamd.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => clamd.close(resolve)));

  it('hands the whole file to clamd and keeps what is clean', async () => {
    const store = makeFileStore({ dataDir, clamd: { host: '127.0.0.1', port } });
    const long = text('干净的材料'.repeat(40_000));
    expect((await store.put(long, { name: 'a.txt' })).scan).toBe('clean');
    expect(received.equals(Buffer.from(long))).toBe(true);
  });

  it('refuses and does not keep what is infected', async () => {
    const store = makeFileStore({ dataDir, clamd: { host: '127.0.0.1', port } });
    const refusal = await store.put(text('内有病毒'), { name: 'a.txt' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InfectedFile);
    expect(await store.verify((refusal as InfectedFile).hash)).toBe('missing');
  });

  it('refuses when the scanner fails or is not there: unscanned never passes for clean', async () => {
    const failing = makeFileStore({ dataDir, clamd: { host: '127.0.0.1', port } });
    expect(await reasonOf(failing.put(text('故障'), { name: 'a.txt' }))).toContain('病毒扫描服务没有应答');
    const absent = makeFileStore({ dataDir, clamd: { host: '127.0.0.1', port: 1 } });
    expect(await reasonOf(absent.put(text('甲'), { name: 'a.txt' }))).toContain('病毒扫描服务没有应答');
  });

  function contentOf(all: Buffer): Buffer {
    const parts: Buffer[] = [];
    for (let at = 'zINSTREAM\0'.length; at < all.length - 4; ) {
      const length = all.readUInt32BE(at);
      parts.push(all.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return Buffer.concat(parts);
  }
});
