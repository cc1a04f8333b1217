import { readFile, writeFile } from 'node:fs/promises';

// RESULTS.md has a head, written by `npm run bench`, and a section for each of the other benches; each run writes its own part and leaves the others.

/** The sections, in the order they stand in. */
const SECTIONS = ['search', 'requests'] as const;
type Section = (typeof SECTIONS)[number];

const mark = (section: Section) => `<!-- ${section} -->\n`;

/** Writes the head or one section anew and leaves everything else as it stands. */
export async function renewPart(file: string, part: 'head' | Section, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const starts = SECTIONS.map((section) => ({ section, at: before.indexOf(mark(section)) })).filter(
    ({ at }) => at >= 0,
  );
  const parts = new Map<'head' | Section, string>([['head', before.slice(0, starts[0]?.at ?? before.length)]]);
  for (const [i, { section, at }] of starts.entries())
    parts.set(section, before.slice(at + mark(section).length, starts[i + 1]?.at));
  parts.set(part, text);
  const written = (['head', ...SECTIONS] as const).flatMap((name) => {
    const words = parts.get(name)?.trim();
    return words ? [`${name === 'head' ? '' : mark(name)}${words}\n`] : [];
  });
  await writeFile(file, written.join('\n'));
}
