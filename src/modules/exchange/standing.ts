import { notFound } from '#kernel/errors.ts';
import { documentPath, publicationKind } from '#commons/publishing/index.ts';
import type { Services } from '#platform/services.ts';
import type { Standing } from './push-schema.ts';
import type { Partner } from './signed-call.ts';

/** How far a pushed document has come. A partner asks about its own; nobody else's numbers are found. */
export async function standingOf({ db, config }: Services, partner: Partner, externalId: string): Promise<Standing> {
  const row = await db
    .selectFrom('exchange_document as x')
    .innerJoin('document as d', 'd.id', 'x.document_id')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .select(['d.id', 'd.type', 'd.index_number', 'd.released_at', 'd.withdrawn_at', 'm.state', 'r.number'])
    .select((eb) =>
      eb
        .selectFrom('exchange_push as p')
        .innerJoin('document_revision as pushed', 'pushed.id', 'p.revision_id')
        .select((sub) => sub.fn.max('pushed.number').as('number'))
        .whereRef('p.partner_id', '=', 'x.partner_id')
        .whereRef('p.external_id', '=', 'x.external_id')
        .as('pushed'),
    )
    .where('x.partner_id', '=', partner.id)
    .where('x.external_id', '=', externalId)
    .executeTakeFirst();
  if (!row) throw notFound('这个外部编号的推送');
  const states: Readonly<Record<string, { readonly label: string }>> = publicationKind.workflow.states;
  const pushed = Number(row.pushed ?? 0);
  return {
    externalId,
    documentId: row.id,
    indexNumber: row.index_number,
    type: row.type,
    state: row.state,
    stateLabel: states[row.state]?.label ?? row.state,
    revision: row.number,
    pushedRevision: pushed,
    changedHere: row.number > pushed,
    releasedAt: row.released_at,
    withdrawnAt: row.withdrawn_at,
    publicUrl: row.released_at ? `${config.baseUrl}${documentPath(row.index_number)}` : null,
  };
}
