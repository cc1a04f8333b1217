import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { closeDuty, matterById } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { zipped } from '#platform/zip.ts';
import { ARCHIVE_DUTY } from './filing-duty.ts';
import { filedParts } from './gathering.ts';
import { packageParts } from './package.ts';

/** Whoever took up a package and did not end it within so long has gone down with it. */
const CLAIM_HOURS = 0.5;
/** So much of a package lies in one row. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Binds a piece to its place in its package. */
export const piecePlace = (archiveId: string, piece: number) => `request-archive:${archiveId}:${piece}`;

interface Claimed {
  readonly id: string;
  readonly requestId: string;
  readonly number: number;
}

/** Makes every package that waits. Safe to run twice: one is taken up by one. */
export async function makeArchives(services: Services): Promise<number> {
  let made = 0;
  for (;;) {
    const claimed = await claim(services);
    if (!claimed) return made;
    try {
      await make(services, claimed);
    } catch (error) {
      services.log.error('the package of a request cannot be made', { archiveId: claimed.id, ...errorFacts(error) });
      await failed(services, claimed);
    }
    made += 1;
  }
}

async function claim({ db, time }: Services): Promise<Claimed | undefined> {
  const now = time.now();
  const row = await db
    .updateTable('request_archive')
    .set({ claimed_at: now })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('request_archive')
        .select('id')
        .where('state', '=', 'waiting')
        .where((e) => e.or([e('claimed_at', 'is', null), e('claimed_at', '<', addHours(now, -CLAIM_HOURS))]))
        .orderBy('asked_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'request_id as requestId', 'number'])
    .executeTakeFirst();
  return row;
}

async function make(services: Services, { id, requestId, number }: Claimed): Promise<void> {
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
  const size = await keepPieces(services, id, zipped(parts), hash);
  await act(services, systemActor, async (a) => {
    // Something happened while it was made: it is made again, whole.
    if ((await lastEntry({ db: a.tx }, requestId)).seq !== last.seq) {
      await a.tx.updateTable('request_archive').set({ claimed_at: null }).where('id', '=', id).execute();
      return;
    }
    const package_hash = hash.digest('hex');
    await a.tx
      .updateTable('request_archive')
      .set({ state: 'ready', made_at: a.now, size, files, package_hash, up_to: last.seq })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
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
  archiveId: string,
  chunks: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let size = 0;
  let piece = 0;
  const keep = async () => {
    piece += 1;
    const sealed = secrets.sealBytes(Buffer.concat(held), piecePlace(archiveId, piece));
    await db.insertInto('request_archive_piece').values({ archive_id: archiveId, piece, sealed }).execute();
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

async function failed(services: Services, { id, requestId, number }: Claimed): Promise<void> {
  await act(services, systemActor, async (a) => {
    await a.tx.deleteFrom('request_archive_piece').where('archive_id', '=', id).execute();
    await a.tx
      .updateTable('request_archive')
      .set({ state: 'failed', failure: '生成时出错，已经记录：请联系系统管理员，处理后重新归档' })
      .where('id', '=', id)
      .execute();
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: 'requests.archive-failed',
      payload: { archiveId: id, archive: number },
    });
  });
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
