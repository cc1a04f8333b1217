import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

// The workbench is one page: the styles of every screen that was opened stay, and what two features call by one name they restyle for each other.

/** Classes of their own that several sheets name, with the sheets. What the kit's sheet names belongs to all. */
function sharedClasses(sheets: Readonly<Record<string, string>>, kit: string): Record<string, string[]> {
  const ofAll = classesIn(kit);
  const owners = new Map<string, string[]>();
  for (const [name, css] of Object.entries(sheets))
    for (const one of classesIn(css).difference(ofAll)) owners.set(one, [...(owners.get(one) ?? []), name]);
  return Object.fromEntries([...owners].filter(([, names]) => names.length > 1));
}

function classesIn(css: string): Set<string> {
  const selectors = css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g);
  return new Set(
    [...selectors]
      .flatMap(([, selector = '']) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name))
      .filter((name) => !name.startsWith('ant-')),
  );
}

test('no class of one feature is styled by another: covers were drawn beside the words once a letter had been looked at', () => {
  const root = projectRoot();
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const files = globSync('src/{commons,modules}/**/workbench/**/*.css', { cwd: root });
  expect(files.length).toBeGreaterThan(2);
  const sheets = Object.fromEntries(files.map((file) => [file, read(file)]));
  expect(sharedClasses(sheets, read('src/workbench/workbench.css'))).toEqual({});
});

test('the law finds what it forbids', () => {
  const sheets = { letters: '.sheet { padding: 28px } .muted b {}', records: '.page .sheet > img {} .muted {}' };
  expect(sharedClasses(sheets, '.muted, .page { color: grey }')).toEqual({ sheet: ['letters', 'records'] });
});
