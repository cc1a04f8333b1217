import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '..');

/** What is broken on purpose, or laid out for others to fill in. */
const NOT_OURS = /^(?:node_modules|dist|test-results|bin\/templates|\.sunlit)\/|boundaries-fixture/;

test('every program we own has its types checked by one of the projects `npm run check` looks at', () => {
  const checked = new Set(['tsconfig.json', 'tsconfig.workbench.json', 'tsconfig.tools.json'].flatMap(filesOf));
  const written = globSync(['*.{ts,cjs}', '{bin,bench,e2e,src}/**/*.{ts,tsx,mjs,js,cjs}', '.dependency-cruiser.cjs'], {
    cwd: PROJECT,
  }).filter((file) => !NOT_OURS.test(file));
  expect(written.length).toBeGreaterThan(400);
  expect(written.filter((file) => !checked.has(file))).toEqual([]);
});

function filesOf(project: string): string[] {
  const compiler = path.join(PROJECT, 'node_modules/typescript-7/bin/tsc');
  return execFileSync(process.execPath, [compiler, '--listFilesOnly', '-p', project], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
    .split('\n')
    .map((file) => path.relative(PROJECT, file.trim()));
}
