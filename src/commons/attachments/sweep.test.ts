import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Bureau, openBureau } from '#commons/casework/testing/bureau.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeFileStore } from '#platform/files.ts';
import { folderStorage } from '#platform/files/folder-storage.ts';
import { sweepFilesJob, sweepUnnamedFiles } from './sweep.ts';

let bureau: Bureau;
let clerk: Actor;
let bystander: Actor;
let files: string;
beforeAll(async () => {
  bureau = await openBureau();
  clerk = await bureau.who('clerk', 'jx-licensing');
  bystander = await bureau.who('clerk', 'jx-cosmetics');
  files = path.join(bureau.services.config.dataDir, 'files');
});
afterAll(() => bureau.close());
beforeEach(async () => {
  await sweepUnnamedFiles(bureau.services);
});

const words = (text: string) => new TextEncoder().encode(text);
const placeOf = (hash: string) => path.join(files, hash.slice(0, 2), hash.slice(2, 4), hash);
const HOUR = 3600;
const age = (file: string, hours: number) => {
  const then = Date.now() / 1000 - hours * HOUR;
  utimesSync(file, then, then);
};
const kept = (): string[] =>
  (existsSync(files) ? readdirSync(files, { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
/** A file whose verb fails: somebody without a part in the matter sends it in. */
async function orphan(text: string): Promise<string> {
  const matter = await bureau.errand('jx-licensing');
  const before = new Set(kept());
  const sent = await bureau.browse(bystander).upload(`/api/attachments?matterId=${matter.id}`, '材料.txt', words(text));
  expect(sent.statusCode).toBe(409);
  const [hash] = kept().filter((name) => !before.has(name));
  if (!hash) throw new Error('the file that was refused was not kept at all');
  return hash;
}
const put = (text: string, files = bureau.services.files) => files.put(words(text), { name: '材料.txt' });

it('a file whose verb failed is taken away after a day, not before', async () => {
  const hash = await orphan('没有办成的材料');
  age(placeOf(hash), 23.9);
  expect(await sweepUnnamedFiles(bureau.services)).toBe(0);
  expect(kept()).toContain(hash);
  age(placeOf(hash), 24.1);
  expect(await sweepUnnamedFiles(bureau.services)).toBe(1);
  expect(kept()).not.toContain(hash);
});

it('a file that a row names stays, however old', async () => {
  const matter = await bureau.errand('jx-licensing');
  const before = new Set(kept());
  const sent = await bureau.browse(clerk).upload(`/api/attachments?matterId=${matter.id}`, '证据.txt', words('证据'));
  const [hash = ''] = kept().filter((name) => !before.has(name));
  age(placeOf(hash), 9999);
  expect(await sweepUnnamedFiles(bureau.services)).toBe(0);
  const { href } = sent.json<{ href: string }>();
  expect((await bureau.browse(clerk).get(href)).body).toBe('证据');
});

it('an old file that is sent in again counts from then', async () => {
  const hash = await orphan('再次上传的材料');
  age(placeOf(hash), 48);
  await put('再次上传的材料');
  expect(await sweepUnnamedFiles(bureau.services)).toBe(0);
  expect(await bureau.services.files.verify(hash)).toBe('intact');
});

it('a file that is sent in again while the sweep runs stays', async () => {
  const { services } = bureau;
  const hash = await orphan('清理时又上传的材料');
  age(placeOf(hash), 48);
  const sentAgain = {
    ...services.files,
    async remove(found: string, hours: number) {
      await put('清理时又上传的材料');
      return services.files.remove(found, hours);
    },
  };
  expect(await sweepUnnamedFiles({ ...services, files: sentAgain })).toBe(0);
  expect(await services.files.verify(hash)).toBe('intact');
});

it('many sending the same bytes while it is swept again and again always find them afterwards', async () => {
  const dataDir = bureau.services.config.dataDir;
  const storage = folderStorage(dataDir);
  const store = makeFileStore({ dataDir, storage });
  for (let round = 0; round < 30; round++) {
    const { hash } = await put('众人同传的材料', store);
    age(placeOf(hash), 48);
    await Promise.all([
      storage.remove(hash, 24),
      put('众人同传的材料', store),
      storage.remove(hash, 24),
      put('众人同传的材料', store),
    ]);
    expect(await store.verify(hash)).toBe('intact');
  }
});

it('what a sweep that was cut off had set aside is put back', async () => {
  const hash = await orphan('清理一半的材料');
  mkdirSync(path.join(files, 'leaving'), { recursive: true });
  renameSync(placeOf(hash), path.join(files, 'leaving', `${hash}.1`));
  expect(await sweepUnnamedFiles(bureau.services)).toBe(0);
  expect(await bureau.services.files.verify(hash)).toBe('intact');
});

it('files half written by a process that was killed go after a day', async () => {
  mkdirSync(path.join(files, 'incoming'), { recursive: true });
  for (const [name, hours] of [
    ['old', 25],
    ['new', 1],
  ] as const) {
    writeFileSync(path.join(files, 'incoming', name), '半');
    age(path.join(files, 'incoming', name), hours);
  }
  await sweepUnnamedFiles(bureau.services);
  expect(readdirSync(path.join(files, 'incoming'))).toEqual(['new']);
});

it('the administrator reads how many', async () => {
  age(placeOf(await orphan('又一份没有办成的材料')), 48);
  expect(await sweepFilesJob.run({}, bureau.services)).toBe('清理了 1 个文件');
});
