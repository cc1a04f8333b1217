import { readFile } from 'node:fs/promises';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PortalPage } from './layout.tsx';
import { type SiteFacts, UNNAMED_SITE } from './site-facts.ts';

const footerOf = (facts: Partial<SiteFacts>) =>
  renderToStaticMarkup(
    <PortalPage site={{ ...UNNAMED_SITE, demo: false, ...facts }} title="题" path="/">
      <h1>题</h1>
    </PortalPage>,
  ).split('<footer')[1] ?? '';

test('a site without the official mark says so, and shows nothing that could be taken for it', () => {
  expect(footerOf({})).toContain('党政机关网站标识：尚未登记');
  expect(footerOf({})).not.toContain('<svg');
});

test('a site with the official mark leads to where it is verified', () => {
  const siteMark = 'https://marks.example.invalid/site?id=1';
  expect(footerOf({ siteMark })).toContain(`<a href="${siteMark}">机构编制部门核验页面</a>`);
});

test('a demonstration has no official mark, whatever is stated', () => {
  expect(footerOf({ demo: true, siteMark: 'https://marks.example.invalid' })).not.toContain('marks.example.invalid');
});

test('a printed page of the demonstration still says what it is', async () => {
  const css = await readFile(new URL('./assets/print.css', import.meta.url), 'utf8');
  const print = css.slice(css.indexOf('@media print'));
  expect(print).toContain('.demo {');
  expect(print).not.toMatch(/\.demo[^{}]*\{[^}]*display: none/);
});
