import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { deliberationOf } from '../legality/deliberation.ts';
import { currentRevision } from '../revisions.ts';
import { standingRound } from '../standing-round.ts';
import type { SheetFacts } from './contract.ts';

/** What the sheet of a document attests as things stand now. Read from the rows themselves. */
export async function sheetFacts(db: Db | Tx, { config }: Services, matter: MatterRow): Promise<SheetFacts> {
  const revision = await currentRevision(db, matter.id);
  const document = await db.selectFrom('document').selectAll().where('id', '=', matter.id).executeTakeFirstOrThrow();
  const round = await standingRound(db, matter.id, matter.round);
  const signatures = await db
    .selectFrom('signature as s')
    .innerJoin('person as p', 'p.id', 's.signer_id')
    .leftJoin('person as absent', 'absent.id', 's.on_behalf_of')
    .select([
      's.id',
      's.step',
      's.opinion',
      's.checklist',
      's.confirmations',
      's.review_number',
      's.formed_on',
      's.signed_at',
      'p.name as signer',
      'absent.name as onBehalfOf',
    ])
    .where('s.document_id', '=', matter.id)
    .where('s.content_hash', '=', revision.contentHash)
    .where('s.round', '>=', round)
    .where('s.agrees', '=', true)
    .orderBy('s.signed_at')
    .orderBy('s.id')
    .execute();
  const said = (value: unknown) =>
    digest(config.journalAlgorithm, canonicalJson(JSON.parse(JSON.stringify(value)) as unknown)).toString('hex');
  const materials = await materialsUnder(
    db,
    signatures.map(({ id }) => id),
  );
  return {
    documentId: matter.id,
    indexNumber: document.index_number,
    number: matter.number,
    title: revision.content.title,
    revision: revision.number,
    contentHash: revision.contentHash,
    round,
    signatures: signatures.map(
      ({ id, step, signer, onBehalfOf, signed_at, review_number, formed_on, opinion, checklist, confirmations }) => ({
        id,
        step,
        signer,
        onBehalfOf,
        signedAt: signed_at,
        // Sheets from before there was a number, or a date said by the issuer, hold good.
        said: said({
          opinion,
          checklist,
          confirmations,
          ...(review_number === null ? {} : { review_number }),
          ...(formed_on === null ? {} : { formed_on }),
        }),
      }),
    ),
    ...(await deliberatedOn(db, matter.id, round, revision.contentHash)),
    opinions: await opinionsAsked(db, matter.id, said),
    // Names are not attested: that of a file which turned out to be secret may be hidden later.
    ...(materials.length > 0 ? { materials: materials.map(({ purpose, hash }) => ({ purpose, hash })) } : {}),
    releasedAt: document.released_revision_id === revision.id ? document.released_at : null,
    withdrawnAt: document.withdrawn_at,
  };
}

/** The files that lay before whoever gave these signatures. */
export async function materialsUnder(db: Db | Tx, signatureIds: readonly string[]) {
  if (signatureIds.length === 0) return [];
  return db
    .selectFrom('attachment as a')
    .select(['a.purpose', 'a.name', 'a.hash', 'a.removed_at as removedAt'])
    .where('a.id', 'in', (eb) =>
      eb
        .selectFrom('signed_material')
        .select('attachment_id')
        .where('signature_id', 'in', [...signatureIds]),
    )
    .orderBy('a.added_at')
    .orderBy('a.id')
    .execute();
}

/** The meeting that passed the text, where there was one. */
async function deliberatedOn(db: Db | Tx, id: string, round: number, contentHash: string) {
  const passed = await deliberationOf(db, id, contentHash, round);
  return passed ? { deliberation: `${passed.heldOn} ${passed.meeting}` } : {};
}

/** Seals and digests of what others said, each alone, in an order of their own. */
async function opinionsAsked(db: Db | Tx, id: string, said: (value: unknown) => string): Promise<string[]> {
  const experts = await db
    .selectFrom('expert_opinion as o')
    .innerJoin('expert_request as q', 'q.id', 'o.request_id')
    .select('o.seal')
    .where('q.document_id', '=', id)
    .execute();
  const units = await db
    .selectFrom('countersign')
    .select(['id', 'agrees', 'opinion', 'answered_by'])
    .where('matter_id', '=', id)
    .where('answered_at', 'is not', null)
    .execute();
  return [...experts.map(({ seal }) => seal), ...units.map((unit) => said(unit))].sort();
}
