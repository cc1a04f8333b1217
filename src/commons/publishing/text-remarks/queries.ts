import type { Actor } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import type { RemarkEntryLine, TextRemarkLine } from '../text-remark-contract.ts';
import { maySettle } from './commands.ts';

/** Remarks on a document's text with all that followed, oldest first; for whoever may see the document. */
export async function textRemarksOf(services: Services, actor: Actor, documentId: string): Promise<TextRemarkLine[]> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, documentId);
  const remarks = await db
    .selectFrom('text_remark as t')
    .innerJoin('person as p', 'p.id', 't.made_by')
    .innerJoin('document_revision as r', 'r.id', 't.revision_id')
    .select([
      't.id',
      't.field',
      't.anchor',
      't.made_by as madeBy',
      't.made_at as at',
      'p.name as by',
      'r.number as revision',
    ])
    .where('t.document_id', '=', documentId)
    .orderBy('t.made_at')
    .execute();
  const entries = await db
    .selectFrom('text_remark_entry as e')
    .innerJoin('text_remark as t', 't.id', 'e.remark_id')
    .innerJoin('person as p', 'p.id', 'e.made_by')
    .select(['e.remark_id as remarkId', 'e.kind', 'e.text', 'p.name as by', 'e.made_at as at'])
    .where('t.document_id', '=', documentId)
    .orderBy('e.id')
    .execute();
  return remarks.map(({ madeBy, anchor, ...remark }) => {
    const own = entries
      .filter(({ remarkId }) => remarkId === remark.id)
      // The table's check allows no other words.
      .map(({ remarkId: _, kind, ...entry }) => ({ ...entry, kind: kind as RemarkEntryLine['kind'] }));
    const last = own.findLast(({ kind }) => kind === 'resolve' || kind === 'reopen');
    return {
      ...remark,
      // Checked when it was written.
      anchor: anchor as unknown as TextRemarkLine['anchor'],
      settled: last?.kind === 'resolve' ? { by: last.by, at: last.at } : null,
      entries: own,
      maySettle: maySettle(actor, matter, madeBy),
    };
  });
}
