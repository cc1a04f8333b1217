import { sql } from 'kysely';
import { notFound } from '#kernel/errors.ts';
import { type Actor, allows, mayEver } from '#kernel/policy.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { cleaningKind } from './cleaning-kind.ts';
import type { CleaningDetail, CleaningItem, CleaningLine, Outcome } from './contract.ts';
import { normativePolicy } from './policy.ts';
import { type Standing, STANDINGS } from './standing.ts';

/** The cleanings somebody may see, newest first. */
export async function cleanings(services: Services, actor: Actor): Promise<CleaningLine[]> {
  const bureaus = [...new Set(actor.grants.map(({ unitPath }) => unitPath[0] ?? ''))].filter(Boolean);
  if (bureaus.length === 0) return [];
  const rows = await lines(services).where('m.bureau_id', 'in', bureaus).execute();
  return rows.map(named);
}

function lines({ db }: Services) {
  return db
    .selectFrom('normative_cleaning as c')
    .innerJoin('matter as m', 'm.id', 'c.id')
    .select([
      'c.id',
      'm.number',
      'm.title',
      'm.state',
      'c.deadline',
      'c.scope',
      'c.basis',
      'c.document_id as documentId',
      'c.applied_at as appliedAt',
      sql<number>`(select count(*)::int from normative_cleaning_item i where i.cleaning_id = c.id)`.as('items'),
      sql<number>`(select count(*)::int from normative_cleaning_item i where i.cleaning_id = c.id and i.proposal is not null)`.as(
        'proposed',
      ),
      sql<number>`(select count(*)::int from normative_cleaning_item i where i.cleaning_id = c.id and i.decision is not null)`.as(
        'decided',
      ),
    ])
    .orderBy('m.started_at', 'desc')
    .limit(200);
}

const named = <R extends { readonly state: string }>({ state, ...row }: R) => ({
  ...row,
  stateLabel: cleaningKind.workflow.states[state]?.label ?? state,
});

/** One cleaning with a line for each document, and what the asker may do with each. */
export async function cleaningDetail(services: Services, actor: Actor, id: string): Promise<CleaningDetail> {
  const { db } = services;
  const matter = await matterById(db, id);
  if (!matter || matter.kind !== cleaningKind.key || !maySee(cleaningKind, matter, actor)) throw notFound('这次清理');
  const row = await lines(services).where('c.id', '=', id).executeTakeFirstOrThrow();
  const collecting = matter.state === 'collecting';
  const items = await db
    .selectFrom('normative_cleaning_item as i')
    .innerJoin('normative_document as n', 'n.id', 'i.document_id')
    .innerJoin('unit as u', 'u.id', 'i.unit_id')
    .leftJoin('person as p', 'p.id', 'i.proposed_by')
    .leftJoin('person as q', 'q.id', 'i.decided_by')
    .select([
      'i.document_id as documentId',
      'n.title',
      'n.document_number as documentNumber',
      'i.unit_id as unitId',
      'u.name as unitName',
      'n.valid_until as validUntil',
      'n.state as standing',
      'i.proposal',
      'i.proposal_reason as proposalReason',
      'i.proposed_until as proposedUntil',
      'i.proposed_by as proposedById',
      'p.name as proposedBy',
      'i.decision',
      'i.decision_reason as decisionReason',
      'i.decided_until as decidedUntil',
      'q.name as decidedBy',
      'i.outcome',
    ])
    .where('i.cleaning_id', '=', id)
    .orderBy('u.position')
    .orderBy('n.released_on')
    .orderBy('n.document_number')
    .orderBy('n.id')
    .execute();
  return {
    ...named(row),
    mayAnnounce:
      collecting && row.decided === row.items && mayEver(normativePolicy['normative-documents.announce'], actor),
    lines: items.map(
      ({ unitId, proposedById, standing, proposal, decision, ...item }): CleaningItem => ({
        ...item,
        // The table's checks allow no other words.
        standingLabel: STANDINGS[standing as Standing],
        proposal: proposal as Outcome | null,
        decision: decision as Outcome | null,
        mayPropose:
          collecting &&
          decision === null &&
          allows(normativePolicy['normative-documents.propose'], actor, { leadUnitId: unitId }),
        mayDecide:
          collecting &&
          proposal !== null &&
          proposedById !== actor.id &&
          allows(normativePolicy['normative-documents.decide'], actor, { bureauId: matter.bureauId }),
      }),
    ),
  };
}
