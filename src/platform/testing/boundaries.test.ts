import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../root.ts';

const root = projectRoot();
const fixture = path.join(root, 'src/platform/testing/boundaries-fixture');
const config = path.join(root, '.dependency-cruiser.cjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function cruise(folder: string): { read: number; broken: string[] } {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [tool, 'src', '--config', config, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number; violations: Violation[] } };
  return {
    read: summary.totalCruised,
    broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

test('the source obeys every import rule, and was really read', () => {
  const { read, broken } = cruise(root);
  expect(broken).toEqual([]);
  expect(read).toBeGreaterThan(400);
});

test('each import rule bites on the file of the fixture that breaks it', () => {
  const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: readonly { readonly name: string }[] };
  const bitten = new Set(cruise(fixture).broken.map((line) => line.split(':')[0]));
  expect([...bitten].sort()).toEqual([...new Set(forbidden.map(({ name }) => name))].sort());
});
