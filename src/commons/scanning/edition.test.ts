import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SCAN_EDITION } from './index.ts';

const here = import.meta.dirname;

test('the edition changes with the rules, so that no finding that was kept is older than they are', () => {
  const files = ['.', 'rules', 'files'].flatMap((folder) =>
    readdirSync(path.join(here, folder))
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^edition\.ts$|^index\.ts$/.test(name))
      .sort()
      .map((name) => path.join(here, folder, name)),
  );
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file, 'utf8'));
  const print = hash.digest('hex').slice(0, 16);
  expect(SCAN_EDITION, `规则有变：请把 edition.ts 的 SCAN_EDITION 的末段改为 ${print}`).toMatch(
    new RegExp(`-${print}$`),
  );
});
