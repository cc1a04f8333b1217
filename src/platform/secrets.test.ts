import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sunlit-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => path.join(folder, 'secrets.json');

test('the first start draws a key, the second reads the same one', () => {
  const first = readSecrets(folder, undefined);
  expect(readSecrets(folder, undefined)).toEqual(first);
  expect(first.masterKey).toHaveLength(43);
});

test('two installations share nothing', () => {
  const one = Object.values(readSecrets(folder, undefined));
  const other = Object.values(readSecrets(path.join(folder, 'other'), undefined));
  expect(one.filter((secret) => other.includes(secret))).toEqual([]);
});

test('nobody else may read the key', () => {
  readSecrets(folder, undefined);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('no two secrets are the same, and none gives away the key', () => {
  const { masterKey, ...derived } = readSecrets(folder, undefined);
  const values = Object.values(derived);
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(masterKey).not.toContain(value);
});

test('a key that is given is used and not stored', () => {
  const key = 'k'.repeat(40);
  expect(readSecrets(folder, key).masterKey).toBe(key);
  expect(() => readFileSync(file())).toThrow('ENOENT');
});

test.each(['', '{', '{}', '{"secretKey":"short"}', '[]', 'null'])(
  'a damaged file (%s) is refused and left as it is, never replaced by a new key',
  (content) => {
    writeFileSync(file(), content);
    expect(() => readSecrets(folder, undefined)).toThrow(/secrets\.json.*已损坏/);
    expect(readFileSync(file(), 'utf8')).toBe(content);
  },
);

test('a folder that cannot be made is one sentence', () => {
  writeFileSync(path.join(folder, 'plain'), '');
  expect(() => readSecrets(path.join(folder, 'plain'), undefined)).toThrow(/无法读写密钥文件.*路径中有一段不是文件夹/);
});
