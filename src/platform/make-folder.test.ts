import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let here: string;
beforeEach(() => {
  here = mkdtempSync(path.join(tmpdir(), 'sunlit-folder-'));
});
afterEach(() => rmSync(here, { recursive: true, force: true }));

test('makes what is missing, others may pass through and not list, and what is there stays', () => {
  const folder = path.join(here, 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o711);
});

test('a folder that can never be is an error at once', () => {
  writeFileSync(path.join(here, 'file'), '');
  expect(() => makeFolder(path.join(here, 'file', 'below'))).toThrow(/ENOTDIR/);
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/no-such-place/at/all')).toThrow(/ENOENT|EACCES|EPERM/);
});
