import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { closeDuty, matterById } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import { type Claim, ClaimLost, eachWaiting, tooOften, type Waiting } from '#platform/claims.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { zipped } from '#platform/zip.ts';
import { ARCHIVE_DUTY } from './filing-duty.ts';
import { filedParts } from './gathering.ts';
import { packageParts } from './package.ts';

/** So much of a package lies in one row. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Binds a piece to its place in its package. */
export const piecePlace = (archiveId: string, piece: number) => `request-archive:${archiveId}:${piece}`;

const WAITING: Waiting = { table: 'request_archive', state: 'waiting', since: 'asked_at' };

/** Makes every package that waits. Safe to run twice: one is taken up by one, and one that brings down whoever makes it is set aside. */
export const makeArchives = (services: Services): Promise<number> =>
  eachWaiting(services, WAITING, async (claim) => {
    const { requestId, number } = await services.db
      .selectFrom('request_archive')
      .select(['request_id as requestId', 'number'])
      .where('id', '=', claim.id)
      .executeTakeFirstOrThrow();
    try {
      if (tooOften(claim)) throw new Error('a package was begun again and again and never ended');
      await make(services, claim, requestId, number);
    } catch (error) {
      if (error instanceof ClaimLost) throw error;
      services.log.error('the package of a request cannot be made', { archiveId: claim.id, ...errorFacts(error) });
      await failed(services, claim, requestId, number);
    }
  });

async function make(services: Services, claim: Claim, requestId: string, number: number): Promise<void> {
  const { id } = claim;
  const { db } = services;
  const matter = await matterById(db, requestId);
  const kind = matter && services.catalogue.kinds.get(matter.kind);
  const bureau = matter && (await unitById(db, matter.bureauId));
  if (!matter || !kind || !bureau) throw new Error('a package without its matter');
  const last = await lastEntry(services, requestId);
  const head = {
    request: requestId,
    number: matter.number,
    title: matter.title,
    state: kind.workflow.states[matter.state]?.label ?? matter.state,
    receivedOn: matter.receivedOn,
    closedOn: matter.closedOn,
    archive: number,
    journal: last,
  };
  // What a worker left that went down is begun anew.
  await db.deleteFrom('request_archive_piece').where('archive_id', '=', id).execute();
  let files = 0;
  const hash = createHash('sha256');
  const parts = packageParts(head, filedParts(services, kind, requestId, bureau.name), () => {
    files += 1;
  });
  const size = await keepPieces(services, claim, zipped(parts), hash);
  await act(services, systemActor, async (a) => {
    // Something happened while it was made: it is made again, whole, and that was no fault of the package.
    if ((await lastEntry({ db: a.tx }, requestId)).seq !== last.seq) {
      const again = { claimed_at: null, tries: claim.tries - 1 };
      await demandHit(a.tx.updateTable('request_archive').set(again).where(claim.mine()));
      return;
    }
    const package_hash = hash.digest('hex');
    const made = { state: 'ready', made_at: a.now, size, files, package_hash, up_to: last.seq };
    await demandHit(a.tx.updateTable('request_archive').set(made).where(claim.mine()));
    await closeDuty(a, requestId, ARCHIVE_DUTY);
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: 'requests.archive-made',
      payload: { archiveId: id, archive: number, hash: package_hash, size, files },
    });
  });
}

/** Cut into pieces, each closed for itself; only one is held at a time. Gives the size of the whole. */
async function keepPieces(
  { db, secrets }: Services,
  claim: Claim,
  chunks: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let size = 0;
  let piece = 0;
  const keep = async () => {
    piece += 1;
    await claim.renew();
    const sealed = secrets.sealBytes(Buffer.concat(held), piecePlace(claim.id, piece));
    await db.insertInto('request_archive_piece').values({ archive_id: claim.id, piece, sealed }).execute();
    held = [];
    heldBytes = 0;
  };
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= PIECE_BYTES) await keep();
  }
  if (heldBytes > 0) await keep();
  return size;
}

async function lastEntry({ db }: Pick<Services, 'db'>, requestId: string): Promise<{ seq: number; hash: string }> {
  const { seq, hash } = await db
    .selectFrom('journal_entry')
    .select(['seq', 'hash'])
    .where('chain', '=', matterChain(requestId))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { seq, hash: hash.toString('hex') };
}

async function failed(services: Services, claim: Claim, requestId: string, number: number): Promise<void> {
  await act(services, systemActor, async (a) => {
    const failure = '生成时出错，已经记录：请联系系统管理员，处理后重新归档';
    await demandHit(a.tx.updateTable('request_archive').set({ state: 'failed', failure }).where(claim.mine()));
    await a.tx.deleteFrom('request_archive_piece').where('archive_id', '=', claim.id).execute();
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: 'requests.archive-failed',
      payload: { archiveId: claim.id, archive: number },
    });
  });
}

/** Somebody else has it, or it is not waited for any more: what was done about it is taken back. */
async function demandHit(ending: { executeTakeFirst(): Promise<{ readonly numUpdatedRows: bigint }> }): Promise<void> {
  if ((await ending.executeTakeFirst()).numUpdatedRows !== 1n) throw new ClaimLost();
}

export const makeArchivesJob = defineJob({
  name: 'requests.make-archives',
  label: '生成依申请公开归档包',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await makeArchives(services);
  },
});
