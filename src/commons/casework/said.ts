import type { Act } from '#platform/services.ts';
import type { SeenMatter } from './visible.ts';

type Words = Readonly<Record<string, string | undefined>>;

/**
 * What somebody writes about a matter beside its steps (a remark, a question to another unit, why help is asked for), as the journal is to hold it: the words
 * themselves, or what its kind makes of them where they may name people (`keepWords`).
 */
export async function saidAbout(
  act: Act,
  { kind, matter }: SeenMatter,
  what: string,
  words: Words,
): Promise<Readonly<Record<string, unknown>>> {
  const said = Object.fromEntries(
    Object.entries(words).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ''),
  );
  if (Object.keys(said).length === 0) return {};
  return kind.keepWords ? await kind.keepWords(act, matter.id, what, said) : said;
}
