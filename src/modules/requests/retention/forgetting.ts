import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { quietlyThroughTheDoor } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { clearTable } from './clearing.ts';
import { DESTROYED, type DestroyedKind, FATES } from './fates.ts';

/** How many of each thing were destroyed of one request. */
export type Destroyed = Readonly<Record<DestroyedKind, number>>;

/**
 * Takes away who asked and what was written of them, table by table as `fates.ts` says. The rows stay with class, channel, dates and result, so
 * figures and journal stay true; so do the hashes of what was sent. Gives what went and a hash over it.
 */
export async function forget(
  act: Act,
  requestId: string,
): Promise<{ readonly destroyed: Destroyed; readonly hash: string }> {
  const { tx, now } = act;
  const { receipt, applicant } = await tx
    .selectFrom('request')
    .select(['receipt', 'applicant'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const destroyed = Object.fromEntries(DESTROYED.map((kind) => [kind, 0])) as Record<DestroyedKind, number>;
  const proofs: Record<string, readonly unknown[]> = {};
  for (const [name, fate] of Object.entries(FATES)) {
    const rows = await clearTable(tx, name, fate, requestId, now);
    if (fate.counts) destroyed[fate.counts] += rows.length;
    if (fate.proof) proofs[name] = rows;
  }
  await quietlyThroughTheDoor(act, async (portal) => {
    const gone = await portal.deleteFrom('portal.request_track').where('receipt', '=', receipt).executeTakeFirst();
    destroyed.online = Number(gone.numDeletedRows);
  });
  const hash = digest(
    'sha256',
    canonicalJson({
      requestId,
      applicant: applicant && digest('sha256', applicant).toString('hex'),
      proofs,
      destroyed,
    }),
  ).toString('hex');
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.anonymised',
    payload: { destroyed, hash },
  });
  return { destroyed, hash };
}
