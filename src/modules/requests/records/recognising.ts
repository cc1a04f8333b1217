import { sql } from 'kysely';
import { Type } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { TextPiece } from '#commons/redaction/contract.ts';
import { type Opener, withFile } from '#commons/redaction/index.ts';
import { type Claim, ClaimLost, eachWaiting, tooOften, type Waiting } from '#platform/claims.ts';
import type { Db, Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { openUnder } from './claimed.ts';
import { sealedPieces, sealedRecognised, sealedSource } from './sealed.ts';

// Pages whose words are in a picture are read after they were drawn: a record can be worked at meanwhile, and each page says how far it is.

const WAITING: Waiting = {
  table: 'request_record_reading',
  state: 'waiting',
  since: 'asked_at',
  unless: sql`exists (select from request_record r where r.id = request_record_reading.id and r.removed_at is not null)`,
};

/** In the transaction in which the pages were drawn: those that wait are read in the background. */
export async function askReading({ tx, now, services }: Act, recordId: string): Promise<void> {
  const waits = await pagesWaiting(tx, recordId);
  if (waits.length === 0) return;
  await tx.insertInto('request_record_reading').values({ id: recordId, state: 'waiting', asked_at: now }).execute();
  await services.jobs.enqueue(tx, recordReadingJob, {});
}

/** The pages of a record that wait to be read. */
export async function pagesWaiting(db: Db | Tx, recordId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('request_record_page')
    .select('page')
    .where('record_id', '=', recordId)
    .where('reading', '=', 'waiting')
    .orderBy('page')
    .execute();
  return rows.map(({ page }) => page);
}

/** Reads the pages of every record that waits, each file opened by `open`: in a process of its own. Safe to run twice; what was read is not read again. */
export const readWaitingRecords = (services: Services, open: Opener = withFile): Promise<number> =>
  eachWaiting(services, WAITING, (claim) => read(services, claim, openUnder(claim, open)));

async function read(services: Services, claim: Claim, open: Opener): Promise<void> {
  if (tooOften(claim)) await failAll(services, claim.id);
  // A page that the reader breaks on takes the process with it: the next ones are read in another.
  for (let waits = await pagesWaiting(services.db, claim.id); waits.length > 0; ) {
    await readOn(services, claim.id, waits, open);
    waits = await pagesWaiting(services.db, claim.id);
  }
  await act(services, systemActor, async ({ tx }) => {
    const { numUpdatedRows } = await tx
      .updateTable('request_record_reading')
      .set({ state: 'done' })
      .where(claim.mine())
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new ClaimLost();
  });
}

/** Reads pages until one cannot be read; at least one is settled, or it throws. */
async function readOn(services: Services, recordId: string, pages: readonly number[], open: Opener): Promise<void> {
  const { db, secrets } = services;
  const row = await db
    .selectFrom('request_record')
    .select(['kind', 'source', 'printed'])
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow();
  const bytes = sealedSource.open(secrets, row.printed ?? row.source, recordId);
  let at = pages[0] ?? 0;
  try {
    await open({ bytes, picture: row.kind === 'picture' }, async (engine) => {
      for (const page of pages) {
        at = page;
        const found = await engine.ask('read', { page });
        await settlePage(db, recordId, page, {
          reading: 'read',
          recognised: sealedRecognised.seal(secrets, found, recordId, page),
        });
      }
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    services.log.error('a page cannot be read', { recordId, page: at, ...errorFacts(error) });
    await settlePage(db, recordId, at, { reading: 'failed' });
  }
}

async function settlePage(
  db: Db,
  recordId: string,
  page: number,
  change: { readonly reading: 'read'; readonly recognised: Buffer } | { readonly reading: 'failed' },
): Promise<void> {
  await db
    .updateTable('request_record_page')
    .set(change)
    .where('record_id', '=', recordId)
    .where('page', '=', page)
    .where('reading', '=', 'waiting')
    .execute();
}

async function failAll({ db }: Services, recordId: string): Promise<void> {
  await db
    .updateTable('request_record_page')
    .set({ reading: 'failed' })
    .where('record_id', '=', recordId)
    .where('reading', '=', 'waiting')
    .execute();
}

export interface PageWords {
  readonly page: number;
  readonly pieces: readonly TextPiece[];
}

/** The words of each page: of the text layer, and what was recognised where the text layer has none. */
export async function wordsOfPages(
  services: Pick<Services, 'secrets'>,
  db: Db | Tx,
  recordId: string,
): Promise<PageWords[]> {
  const { secrets } = services;
  const rows = await db
    .selectFrom('request_record_page')
    .select(['page', 'pieces', 'recognised'])
    .where('record_id', '=', recordId)
    .orderBy('page')
    .execute();
  return rows.map(({ page, pieces, recognised }) => {
    const layer = sealedPieces.open(secrets, pieces, recordId, page);
    const seen = recognised ? sealedRecognised.open(secrets, recognised, recordId, page) : [];
    return { page, pieces: [...layer, ...seen.filter((piece) => !layer.some((one) => standsOn(piece, one)))] };
  });
}

/** A recognised piece of which a text layer's piece takes the middle is that piece, read once more. */
function standsOn(piece: TextPiece, layer: TextPiece): boolean {
  const [x, y] = [piece.x + piece.w / 2, piece.y + piece.h / 2];
  return x >= layer.x && x <= layer.x + layer.w && y >= layer.y && y <= layer.y + layer.h;
}

/** Woken when pages were drawn; each minute it makes good what was missed. Apart from the drawing: reading a long scan holds nobody up. */
export const recordReadingJob = defineJob({
  name: 'requests.record-reading',
  label: '用文字识别读拟公开材料里的扫描页',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await readWaitingRecords(services);
  },
});
