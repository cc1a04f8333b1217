import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { notFound, refused } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import { type Claim, ClaimLost, eachWaiting, tooOften, type Waiting } from '#platform/claims.ts';
import type { Db, Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { zipped } from '#platform/zip.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { type PackagedCopy, type PackagedLetter, packageContents } from './package-contents.ts';
import { packagePlace } from './released.ts';

/** Whoever makes, closes or fetches it holds it whole, some of them several times over. Ours: room for a copy of the largest kind and the reply. */
const MOST_BYTES = 100 * 1024 * 1024;
const TOO_LARGE = `公开件合计超过 ${MOST_BYTES / 1024 / 1024} MB，没有打包：请逐件下载`;
const STUMBLED = '打包时出错，已经记录：可以逐件下载，请联系系统管理员';

/** With a reply that took copies of records with it goes one package of all; it is made in the background. Nothing where no copies went. */
export async function askPackage({ tx, services, now }: Act, letterId: string): Promise<void> {
  const released = await tx.selectFrom('redaction_release').select('id').where('letter_id', '=', letterId).execute();
  if (released.length === 0) return;
  await tx.insertInto('request_package').values({ letter_id: letterId, state: 'waiting', asked_at: now }).execute();
  await services.jobs.enqueue(tx, makePackagesJob, {});
}

const WAITING: Waiting = { table: 'request_package', state: 'waiting', since: 'asked_at' };

/** Makes every package that waits. Safe to run twice: one is taken up by one, and one that brings down whoever makes it is set aside. */
export const makePackages = (services: Services, most = MOST_BYTES): Promise<number> =>
  eachWaiting(services, WAITING, async (claim) => {
    const { letter, requestId } = await packagedLetter(services.db, claim.id);
    try {
      if (tooOften(claim)) throw new Error('a package was begun again and again and never ended');
      await make(services, claim, { requestId, letter, most });
    } catch (error) {
      if (error instanceof ClaimLost) throw error;
      const tooLarge = error instanceof TooLarge;
      if (!tooLarge)
        services.log.error('the package of a reply cannot be made', { packageId: claim.id, ...errorFacts(error) });
      await end(services, claim, requestId, letter, { state: 'failed', failure: tooLarge ? TOO_LARGE : STUMBLED });
    }
  });

class TooLarge extends Error {}

async function packagedLetter(db: Db, packageId: string): Promise<{ letter: PackagedLetter; requestId: string }> {
  const row = await db
    .selectFrom('request_package as p')
    .innerJoin('request_letter as l', 'l.id', 'p.letter_id')
    .innerJoin('matter as m', 'm.id', 'l.request_id')
    .select([
      'l.id',
      'l.kind',
      'l.number',
      'l.sent_on',
      'm.id as requestId',
      'm.number as requestNumber',
      'm.bureau_id',
    ])
    .where('p.id', '=', packageId)
    .executeTakeFirstOrThrow();
  const { id, kind, number, sent_on: sentOn, requestId, requestNumber } = row;
  const bureau = await unitById(db, row.bureau_id);
  if (number === null || sentOn === null || !bureau) throw new Error('a package of a letter that was not sent');
  return { requestId, letter: { id, kind, number, sentOn, organ: bureau.name, requestNumber } };
}

async function make(
  services: Services,
  claim: Claim,
  { requestId, letter, most }: { readonly requestId: string; readonly letter: PackagedLetter; readonly most: number },
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  let files = 0;
  const contents = packageContents(services, letter, await copiesOf(services.db, letter.id));
  const counted = async function* () {
    for await (const part of contents) {
      await claim.renew();
      files += 1;
      yield part;
    }
  };
  for await (const chunk of zipped(counted())) {
    size += chunk.length;
    if (size > most) throw new TooLarge();
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const package_hash = createHash('sha256').update(bytes).digest('hex');
  const sealed = services.secrets.sealBytes(bytes, packagePlace(claim.id));
  await end(services, claim, requestId, letter, { state: 'ready', size, files, package_hash, sealed });
}

async function copiesOf(db: Db, letterId: string): Promise<PackagedCopy[]> {
  const rows = await db
    .selectFrom('redaction_release as x')
    .innerJoin('redaction_copy as c', 'c.id', 'x.copy_id')
    .select([
      'c.id as copyId',
      'x.position',
      'c.open_pages as open',
      'c.partial_pages as partial',
      'c.withheld_pages as withheld',
      'c.unrelated_pages as unrelated',
      'c.lines',
    ])
    .where('x.letter_id', '=', letterId)
    .orderBy('x.position')
    .execute();
  return rows.map(({ lines, ...row }) => ({ ...row, lines: lines as unknown as string[] }));
}

type Ending =
  | {
      readonly state: 'ready';
      readonly size: number;
      readonly files: number;
      readonly package_hash: string;
      readonly sealed: Buffer;
    }
  | { readonly state: 'failed'; readonly failure: string };

/** Keeps what was made, or that nothing was, and puts it where everybody who was answered with the letter fetches it. */
async function end(
  services: Services,
  claim: Claim,
  requestId: string,
  letter: PackagedLetter,
  ending: Ending,
): Promise<void> {
  await act(services, systemActor, async (a) => {
    const made = ending.state === 'ready' ? { ...ending, made_at: a.now } : ending;
    const { numUpdatedRows } = await a.tx
      .updateTable('request_package')
      .set(made)
      .where(claim.mine())
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new ClaimLost();
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: ending.state === 'ready' ? 'requests.package-made' : 'requests.package-failed',
      payload: {
        letterId: letter.id,
        ...(ending.state === 'ready' && { hash: ending.package_hash, size: ending.size, files: ending.files }),
      },
    });
    for (const id of await answeredBy(a.tx, requestId, letter.id)) await keepTrack(a, { id });
  });
}

async function answeredBy(tx: Tx, requestId: string, letterId: string): Promise<string[]> {
  const shared = await tx
    .selectFrom('request_letter_shared')
    .select('request_id')
    .where('letter_id', '=', letterId)
    .execute();
  return [requestId, ...shared.map(({ request_id }) => request_id)];
}

/** The package of a letter, for the office. Refuses in a sentence where there is none. */
export async function packageOf({ db, secrets }: Services, letterId: string): Promise<Buffer> {
  const row = await db
    .selectFrom('request_package')
    .select(['id', 'sealed', 'failure'])
    .where('letter_id', '=', letterId)
    .executeTakeFirst();
  if (!row) throw notFound('这份文书的文件包');
  if (!row.sealed) throw refused([row.failure ?? '文件包正在生成，请稍候']);
  return secrets.openBytes(row.sealed, packagePlace(row.id));
}

export const makePackagesJob = defineJob({
  name: 'requests.make-packages',
  label: '把答复和公开件打成一个文件包',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await makePackages(services);
  },
});
