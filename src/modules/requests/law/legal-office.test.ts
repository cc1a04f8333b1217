import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const list = readFileSync('docs/legal-office.md', 'utf8');
const named = [...list.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) => path).filter((path) => path.includes('/'));
const marked = globSync('src/modules/{requests,annual-report}/**/*.{ts,tsx,sql}').filter(
  (path) => !path.includes('.test.') && /(?:\/\/|\*|--).*\[[KD]\]/.test(readFileSync(path, 'utf8')),
);

test('whatever is known and was not read, or ours where the law is silent, stands on the list for the legal office', () => {
  expect(marked.length).toBeGreaterThan(20);
  expect(marked.map((path) => path.replace('src/modules/', '')).filter((path) => !named.includes(path))).toEqual([]);
});

test('the list names only what is there', () => {
  expect(named.filter((path) => path !== 'src/modules/' && !existsSync(`src/modules/${path}`))).toEqual([]);
});
