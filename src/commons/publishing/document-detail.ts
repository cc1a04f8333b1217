import { notFound } from '#kernel/errors.ts';
import { matterById } from '#commons/casework/index.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { DocumentDetail, ReleaseLine, RevisionLine } from './document-contract.ts';
import type { SignatureLine } from './signature-contract.ts';
import { documentPath } from './document-path.ts';
import { deliberationOf } from './legality/deliberation.ts';
import { legalityPeriod } from './legality/period.ts';
import { typeOf } from './releases.ts';
import { type Revision, currentRevision } from './revisions.ts';
import { openSetOf } from './sets/members.ts';
import { standingRound } from './standing-round.ts';
import { debtLines } from './urgency.ts';

/** One document for its screen: current content, all revisions, all signatures with whether they still count, releases. */
export async function documentDetail(services: Services, id: string): Promise<DocumentDetail> {
  const { db } = services;
  const document = await db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .selectAll('d')
    .select('m.round')
    .where('d.id', '=', id)
    .executeTakeFirst();
  if (!document) throw notFound('这份文件');
  const type = typeOf(services, document.type);
  const current = await currentRevision(db, id);
  const matter = await matterById(db, id);
  const round = await standingRound(db, id, document.round);
  return {
    id,
    type: document.type,
    typeLabel: type.label,
    indexNumber: document.index_number,
    ...(await namesOf(db, current)),
    portalPath: document.released_at ? documentPath(document.index_number) : null,
    releasedAt: document.released_at,
    withdrawnAt: document.withdrawn_at,
    current: {
      number: current.number,
      contentHash: current.contentHash,
      content: current.content,
      datedAtIssue: current.datedAtIssue,
      correctionReason: current.correctionReason,
      changedOn: current.changedOn,
    },
    urgent: document.urgent as DocumentDetail['urgent'],
    debts: (await debtLines(db, id)) as DocumentDetail['debts'],
    reassessOn: document.reassess_on,
    set: await setOf(db, id),
    chain: type.chain,
    revisions: await revisionLines(db, id),
    signatures: await signatureLines(db, id, round, current),
    legalityPeriod: matter ? await legalityPeriod(db, services, matter) : null,
    deliberated: type.deliberated === true,
    deliberation: await deliberationOf(db, id, current.contentHash, round),
    releases: await releaseLines(db, id),
  };
}

async function setOf(db: Db, id: string): Promise<DocumentDetail['set']> {
  const set = await openSetOf(db, id);
  return set ? { id: set.id, title: set.title } : null;
}

async function namesOf(db: Db, { content }: Revision) {
  const { columnName, issuingUnitName } = await db
    .selectFrom('publication_column as c')
    .innerJoin('unit as u', (join) => join.on('u.id', '=', content.issuingUnitId))
    .select(['c.name as columnName', 'u.name as issuingUnitName'])
    .where('c.key', '=', content.columnKey)
    .executeTakeFirstOrThrow();
  return { columnName, issuingUnitName };
}

function revisionLines(db: Db, id: string): Promise<RevisionLine[]> {
  return db
    .selectFrom('document_revision as r')
    .innerJoin('person as p', 'p.id', 'r.made_by')
    .select([
      'r.number',
      'r.title',
      'r.reason',
      'r.content_hash as contentHash',
      'p.name as madeBy',
      'r.made_at as madeAt',
    ])
    .where('r.document_id', '=', id)
    .orderBy('r.number', 'desc')
    .execute();
}

async function signatureLines(db: Db, id: string, round: number, current: Revision): Promise<SignatureLine[]> {
  const rows = await db
    .selectFrom('signature as s')
    .innerJoin('person as p', 'p.id', 's.signer_id')
    .leftJoin('person as absent', 'absent.id', 's.on_behalf_of')
    .innerJoin('document_revision as r', 'r.id', 's.revision_id')
    .select([
      's.id',
      's.step',
      's.agrees',
      's.opinion',
      's.checklist',
      's.confirmations',
      's.review_number as reviewNumber',
      's.formed_on as formedOn',
      's.round',
      'p.name as signer',
      'absent.name as onBehalfOf',
      's.signed_at as signedAt',
      'r.number as revision',
      's.content_hash as contentHash',
    ])
    .where('s.document_id', '=', id)
    .orderBy('s.signed_at')
    .execute();
  return rows.map((row) => ({
    ...row,
    // The table's check and the step's schema allow no other words.
    step: row.step as SignatureLine['step'],
    checklist: row.checklist as unknown as SignatureLine['checklist'],
    confirmations: row.confirmations as unknown as SignatureLine['confirmations'],
    // Of what is out, a review that was owed may have been given in a later round.
    counts: row.agrees && row.round >= round && row.contentHash === current.contentHash,
  }));
}

async function releaseLines(db: Db, id: string): Promise<ReleaseLine[]> {
  const rows = await db
    .selectFrom('release as x')
    .innerJoin('person as p', 'p.id', 'x.ordered_by')
    .innerJoin('document_revision as r', 'r.id', 'x.revision_id')
    .select([
      'x.id',
      'x.kind',
      'x.cause',
      'x.reason',
      'x.changed_on as changedOn',
      'x.due_on as dueOn',
      'p.name as orderedBy',
      'x.release_at as releaseAt',
      'x.released_at as releasedAt',
      'x.failure',
      'x.cancelled_at as cancelledAt',
      'r.number as revision',
    ])
    .where('x.document_id', '=', id)
    .orderBy('x.ordered_at')
    .execute();
  const checks = await db
    .selectFrom('release_check as k')
    .innerJoin('release as x', 'x.id', 'k.release_id')
    .select(['k.release_id', 'k.moment', 'k.checked_at as checkedAt', 'k.defects'])
    .where('x.document_id', '=', id)
    .orderBy('k.checked_at')
    .execute();
  // The table's checks allow no other words.
  return rows.map((row) => ({
    ...row,
    checks: checks
      .filter(({ release_id }) => release_id === row.id)
      .map(
        ({ moment, checkedAt, defects }) =>
          ({ moment, checkedAt, defects }) as unknown as ReleaseLine['checks'][number],
      ),
    kind: row.kind as ReleaseLine['kind'],
    cause: row.cause as ReleaseLine['cause'],
  }));
}
