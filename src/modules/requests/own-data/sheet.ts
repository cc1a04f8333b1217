import { ID_KINDS, requestContent } from '../contract.ts';

// TypeBox types each keyword; here a schema is read by name.
const properties = requestContent.properties as Readonly<Record<string, { readonly title?: string } | undefined>>;

/** What an applicant gave of themselves, by the words of the form. */
export const titled = (who: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(who).map(([name, value]) => [properties[name]?.title ?? name, wordsOf(name, value)]),
  );

/** What was chosen, as it was called. */
const wordsOf = (name: string, value: unknown): unknown =>
  /IdKind$|^idKind$/.test(name) ? ((ID_KINDS as Readonly<Record<string, string>>)[String(value)] ?? value) : value;

/** The same as the JSON, to be read: a heading for each part, a list for each thing in it. One file, without script or anything from elsewhere. */
export function readable(said: readonly string[], sections: Readonly<Record<string, unknown>>): Buffer {
  const parts = Object.entries(sections).map(([title, value]) => `<h2>${escaped(title)}</h2>\n${shown(value)}`);
  return Buffer.from(
    `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>个人信息副本</title>
<style>body{font:16px/1.7 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}dt{color:#555}dd{margin:0 0 .6rem;white-space:pre-wrap}section{border-top:1px solid #ccc}</style>
</head><body><h1>个人信息副本</h1>
${said.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${parts.join('\n')}
</body></html>
`,
    'utf8',
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0
      ? '<p>没有。</p>'
      : value
          .map((one) => `<section>${typeof one === 'object' ? shown(one) : escaped(String(one))}</section>`)
          .join('\n');
  if (value !== null && typeof value === 'object')
    return `<dl>${Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined && inner !== '' && !isEmpty(inner))
      .map(([term, inner]) => `<dt>${escaped(term)}</dt><dd>${escaped(String(inner))}</dd>`)
      .join('\n')}</dl>`;
  return `<p>${escaped(String(value))}</p>`;
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
