import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';

/** What bars ask of a document. */
export interface DocumentStanding {
  /** The revision that is out. */
  readonly out: string | null;
  /** The text being worked on is to be published. */
  readonly active: boolean;
  /** Everybody who has ever written at it. */
  readonly authors: ReadonlySet<string>;
  /** The open set it stands in. */
  readonly set: { readonly title: string; readonly ordered: boolean } | null;
}

/** In one statement: it is asked for every step of every document of a set, and for every button that a screen shows. */
export async function standingOf(db: Db | Tx, documentId: string): Promise<DocumentStanding> {
  const row = await db
    .selectFrom('document as d')
    .leftJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .leftJoin('release_set_member as sm', (join) => join.onRef('sm.document_id', '=', 'd.id').on('sm.open', '=', true))
    .leftJoin('release_set as s', 's.id', 'sm.set_id')
    .select([
      'd.released_revision_id as out',
      'r.disclosure',
      's.title',
      's.ordered_at as orderedAt',
      sql<string[]>`array(select distinct w.made_by from document_revision w where w.document_id = d.id)`.as('authors'),
    ])
    .where('d.id', '=', documentId)
    .executeTakeFirstOrThrow();
  return {
    out: row.out,
    active: row.disclosure === 'active',
    authors: new Set(row.authors),
    set: row.title === null ? null : { title: row.title, ordered: row.orderedAt !== null },
  };
}
