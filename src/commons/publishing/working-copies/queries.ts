import { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import type { WorkingCopyDetail, WorkingCopyLine } from '../working-copy-contract.ts';
import { sealedFor } from './commands.ts';

/** One's own working copies, newest first; of one document, or those of new documents, or all. */
export async function workingCopiesOf(
  services: Services,
  actor: Actor,
  of: { readonly documentId?: string | undefined; readonly fresh?: boolean | undefined } = {},
): Promise<WorkingCopyLine[]> {
  const rows = await own(services, actor)
    .$if(of.documentId !== undefined, (qb) => qb.where('document_id', '=', of.documentId ?? null))
    .$if(of.fresh === true, (qb) => qb.where('document_id', 'is', null))
    .orderBy('saved_at', 'desc')
    .execute();
  return rows.map((row) => {
    const { draft: _, ...line } = opened(services, actor, row);
    return line;
  });
}

/** One working copy with what was typed. Only one's own: another's is not found. */
export async function workingCopyById(services: Services, actor: Actor, id: string): Promise<WorkingCopyDetail> {
  const row = await own(services, actor).where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', 404, ['没有找到这份没有保存的内容，可能已保存或放弃']);
  return opened(services, actor, row);
}

const own = ({ db }: Services, actor: Actor) =>
  db.selectFrom('working_copy').selectAll().where('person_id', '=', actor.id);

type Row = Awaited<ReturnType<ReturnType<typeof own>['executeTakeFirstOrThrow']>>;

function opened({ secrets }: Services, actor: Actor, row: Row): WorkingCopyDetail {
  const draft = JSON.parse(secrets.open(row.sealed, sealedFor(actor.id))) as Record<string, unknown>;
  const content = draft.content as { readonly title?: unknown } | undefined;
  return {
    id: row.id,
    version: row.version,
    savedAt: row.saved_at,
    documentId: row.document_id,
    baseRevision: row.base_revision,
    title: typeof content?.title === 'string' ? content.title : '',
    draft,
  };
}
