import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { entryOf, inShard, SEARCH_EDITION, type SearchSource } from './entry.ts';
import { initialsOf, soundOf } from './sound.ts';

/** Excerpts are cut from this much of each text. */
const KEPT_CHARACTERS = 200_000;

/**
 * Makes a document findable by all it holds, in place of what it was found by before; within the transaction of its release and
 * under the door's role. The texts of its attachments come along where they have been read.
 */
export async function writeEntry(tx: Tx, documentId: string, source: SearchSource): Promise<void> {
  const entry = entryOf(source);
  await forgetTerms(tx, documentId);
  const { rows } = await sql<{ ordinal: string }>`
    select coalesce((select ordinal from portal.search_entry where document_id = ${documentId}), nextval('portal.search_ordinal')) as ordinal`.execute(
    tx,
  );
  const ordinal = Number(rows[0]?.ordinal);
  const words = sql`array_to_tsvector(${inShard(entry.words, ordinal)}::text[])`;
  await sql`
    insert into portal.search_entry
      (document_id, ordinal, column_key, released_at, title_key, number_key, number_tail, index_key, edition, words)
    values (${documentId}, ${ordinal}, ${source.columnKey}, ${source.firstReleasedAt}, ${entry.titleKey}, ${entry.numberKey},
      ${entry.numberTail}, ${entry.indexKey}, ${SEARCH_EDITION}, ${words})
    on conflict (document_id) do update set column_key = excluded.column_key, title_key = excluded.title_key,
      number_key = excluded.number_key, number_tail = excluded.number_tail, edition = excluded.edition, words = excluded.words`.execute(
    tx,
  );
  const texts = [
    { n: 0, name: null, text: [source.summary, source.text].filter(Boolean).join('\n'), terms: entry.terms },
    ...source.attachments.map(({ n, name, text }) => ({ n, name, text, terms: [] })),
  ];
  await tx.deleteFrom('portal.search_text').where('document_id', '=', documentId).execute();
  await tx
    .insertInto('portal.search_text')
    .values(
      texts.map(({ n, name, text, terms }) => ({
        document_id: documentId,
        n,
        name,
        text: shownText(text),
        terms: [...terms],
      })),
    )
    .execute();
  await rememberTerms(tx, entry.terms);
}

/** White space is one blank: excerpts are a line. */
const shownText = (text: string): string => text.replaceAll('\0', '').replace(/\s+/g, ' ').slice(0, KEPT_CHARACTERS);

/** Takes a document out of every search, suggestion and correction, within the transaction of its withdrawal. */
export async function dropEntry(tx: Tx, documentId: string): Promise<void> {
  await forgetTerms(tx, documentId);
  await tx.deleteFrom('portal.search_entry').where('document_id', '=', documentId).execute();
}

async function forgetTerms(tx: Tx, documentId: string): Promise<void> {
  await sql`
    with gone as (
      select unnest(terms) as term from portal.search_text where document_id = ${documentId} and n = 0
    ), last as (
      delete from portal.search_term t using gone where t.term = gone.term and t.documents <= 1 returning t.term
    )
    update portal.search_term t set documents = documents - 1 from gone where t.term = gone.term and t.documents > 1`.execute(
    tx,
  );
}

async function rememberTerms(tx: Tx, terms: readonly string[]): Promise<void> {
  if (terms.length === 0) return;
  const rows = terms.toSorted().map((term) => ({
    term,
    sound: soundOf(term),
    initials: initialsOf(term),
    pairs: pairsOf(term),
    documents: 1,
  }));
  await tx
    .insertInto('portal.search_term')
    .values(rows)
    .onConflict((oc) =>
      oc.column('term').doUpdateSet((eb) => ({ documents: eb('portal.search_term.documents', '+', 1) })),
    )
    .execute();
}

/** Neighbouring characters of a word, by which words like it are found. */
export const pairsOf = (term: string): string[] => {
  const characters = [...term];
  return [...new Set(characters.slice(0, -1).map((c, i) => `${c}${characters[i + 1] ?? ''}`))];
};
