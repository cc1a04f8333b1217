import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectRoot } from '../root.ts';

const check = path.join(projectRoot(), 'bin/check-dates.mjs');
const { dateFindings } = (await import(pathToFileURL(check).href)) as { dateFindings: (folder: string) => string[] };

test('nobody but the kernel and the platform reads a clock or computes a date', () => {
  expect(dateFindings(projectRoot())).toEqual([]);
  expect(spawnSync(process.execPath, [check]).status).toBe(0);
});

test('the check finds every way of doing it, and lets pass what is excused, in the kernel, or only talked about', () => {
  const lines = dateFindings(path.join(projectRoot(), 'src/platform/testing/boundaries-fixture')).map(
    (finding) => finding.split(' ')[0],
  );
  expect(lines).toEqual([2, 3, 4, 5, 6].map((line) => `src/modules/pears/dates.ts:${line}`));
});
