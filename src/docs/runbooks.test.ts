import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { features } from '../house.ts';

const read = (file: string) => readFileSync(path.join(projectRoot(), file), 'utf8');
const manual = read('docs/operations.md');
const alerts = read('deploy/alerts.yml');

/** The chapter below an anchor, up to the next anchor; empty when there is none. */
const chapterAt = (anchor: string) => manual.split(`<a id="${anchor}"></a>`)[1]?.split('<a id=')[0] ?? '';

const promises = features.flatMap((feature) => feature.promises ?? []);

test.each(promises.map(({ key, label }) => [key, label]))(
  'whoever is woken by the broken promise %s (%s) finds what to do',
  (key) => {
    const chapter = chapterAt(`promise-${key}`);
    expect(chapter).toContain(`### ${key}：`);
    for (const part of ['**是什么**', '**原因**', '**检查**', '**处置**']) expect(chapter).toContain(part);
  },
);

test('there are promises, and no chapter about one that nobody makes', () => {
  const written = [...manual.matchAll(/<a id="promise-([^"]+)">/g)].map(([, key]) => key);
  expect(written.toSorted()).toEqual(promises.map(({ key }) => key).toSorted());
  expect(written.length).toBeGreaterThan(0);
});

const runbooks = [...alerts.matchAll(/runbook: '?docs\/operations\.md#([^'\s]+)'?/g)].map(([, anchor = '']) => anchor);

test('every alarm names a chapter that is there', () => {
  expect(runbooks).toHaveLength([...alerts.matchAll(/- alert:/g)].length);
  for (const anchor of runbooks.filter((one) => !one.includes('{{'))) expect(chapterAt(anchor)).toContain('### ');
});

test('every link inside the manual leads somewhere', () => {
  const anchors = new Set([...manual.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
  // As GitHub names them: lower case, no punctuation, spaces become hyphens.
  const headings = [...manual.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  const links = [...manual.matchAll(/\]\(#([^)]+)\)/g)].map(([, to = '']) => to);
  expect(links.filter((to) => !anchors.has(to) && !headings.includes(to))).toEqual([]);
});

test('every metric the alarms watch is one the product has', async () => {
  const { metrics } = await import('#platform/metrics.ts');
  const named = new Set(
    [...alerts.matchAll(/\b(sunlit_[a-z0-9_]+)/g)].map(([, name = '']) => name.replace(/_(count|bucket|sum)$/, '')),
  );
  const known = await metrics.text();
  expect([...named].filter((name) => !known.includes(`# TYPE ${name} `))).toEqual([]);
});
