import { sql } from 'kysely';
import { Type } from 'typebox';
import { AppError, invalid } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { converter, type Opener, withFile } from '#commons/redaction/index.ts';
import { scanElsewhere, type ScanFinding } from '#commons/scanning/index.ts';
import { type Claim, ClaimLost, eachWaiting, tooOften, type Waiting } from '#platform/claims.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { NEVER_ENDED, openUnder } from './claimed.ts';
import type { RecordKind } from './contract.ts';
import { makeWaitingCopies } from './making.ts';
import { askReading } from './recognising.ts';
import { sealedName, sealedPicture, sealedPieces, sealedSource } from './sealed.ts';

const WAITING: Waiting = {
  table: 'request_record',
  state: 'received',
  since: 'added_at',
  unless: sql`removed_at is not null`,
};

/** What the scan says of a file: taken apart in a process of its own. */
type Scan = (bytes: Uint8Array, fileName: string) => Promise<ScanFinding[]>;

/** Draws the pages of every record that waits, each file opened by `open` and scanned by `scan`: in processes of their own. Safe to run twice: a record is taken up by one. */
export const prepareWaitingRecords = (
  services: Services,
  open: Opener = withFile,
  scan: Scan = scanElsewhere,
): Promise<number> => eachWaiting(services, WAITING, (claim) => prepare(services, claim, openUnder(claim, open), scan));

interface Source {
  readonly kind: RecordKind;
  readonly source: Buffer;
  readonly name: string;
}

async function sourceOf({ db, secrets }: Services, id: string): Promise<Source> {
  const row = await db
    .selectFrom('request_record')
    .select(['kind', 'source', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    kind: row.kind as RecordKind,
    source: sealedSource.open(secrets, row.source, id),
    name: sealedName.open(secrets, row.name, id),
  };
}

async function prepare(services: Services, claim: Claim, open: Opener, scan: Scan): Promise<void> {
  const { id } = claim;
  try {
    if (tooOften(claim)) throw invalid({ file: NEVER_ENDED });
    const record = await sourceOf(services, id);
    const bytes = await printedForm(services, record);
    const hidden = await hiddenIn(record, scan);
    const pages = await open({ bytes, picture: record.kind === 'picture' }, async (engine, sizes) => {
      for (const [i, { width, height }] of sizes.entries()) {
        const { jpeg, pieces, outside, pictured } = await engine.ask('show', { page: i + 1 });
        await services.db
          .insertInto('request_record_page')
          .values({
            record_id: id,
            page: i + 1,
            width,
            height,
            picture: sealedPicture.seal(services.secrets, jpeg, id, i + 1),
            pieces: sealedPieces.seal(services.secrets, pieces, id, i + 1),
            legible: pieces.some(({ text }) => text.trim() !== ''),
            outside,
            reading: pictured ? 'waiting' : 'none',
          })
          .onConflict((oc) => oc.doNothing())
          .execute();
      }
      return sizes.length;
    });
    await settle(
      services,
      claim,
      {
        state: 'ready',
        hidden: JSON.stringify(hidden),
        ...(isOffice(record.kind) && { printed: sealedSource.seal(services.secrets, bytes, id) }),
      },
      pages,
    );
  } catch (error) {
    if (error instanceof ClaimLost) throw error;
    if (!(error instanceof AppError))
      services.log.error('a record cannot be prepared', { recordId: id, ...errorFacts(error) });
    const failure = error instanceof AppError ? error.reasons.join('；') : '处理时出错，已记录，请联系系统管理员';
    await settle(services, claim, { state: 'failed', failure }, 0);
  }
}

const isOffice = (kind: RecordKind): kind is 'docx' | 'xlsx' => kind === 'docx' || kind === 'xlsx';

/** What is worked at: of an Office file the pages it prints, made once. */
async function printedForm({ config }: Services, { kind, source }: Source): Promise<Uint8Array> {
  return isOffice(kind) ? converter(config.soffice)(source, kind) : source;
}

/** What the source holds that its pages do not show, for people to know; the copy has none of it. */
async function hiddenIn({ source, name }: Source, scan: Scan): Promise<string[]> {
  const findings = await scan(source, `材料${name.slice(name.lastIndexOf('.'))}`);
  const unseen = findings.filter(({ category }) => category === 'hidden' || category === 'metadata');
  return [...new Set(unseen.map(({ where, sentence }) => `${where}：${sentence}`))].slice(0, 30);
}

async function settle(
  services: Services,
  claim: Claim,
  change: { state: 'ready'; hidden: string; printed?: Buffer } | { state: 'failed'; failure: string },
  pages: number,
): Promise<void> {
  await act(services, systemActor, async (a) => {
    const row = await a.tx
      .updateTable('request_record')
      .set(change)
      .where(claim.mine())
      .returning(['id', 'request_id'])
      .executeTakeFirst();
    if (!row) throw new ClaimLost();
    await appendJournal(a, {
      chain: matterChain(row.request_id),
      action: change.state === 'ready' ? 'requests.record-prepared' : 'requests.record-failed',
      payload: { recordId: row.id, pages },
    });
    if (change.state === 'ready') await askReading(a, row.id);
  });
}

/** Woken by whoever adds a record or asks for a copy; each minute it makes good what was missed. */
export const recordWorkJob = defineJob({
  name: 'requests.record-work',
  label: '处理拟公开的材料：展开页面，生成和核验公开件',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await prepareWaitingRecords(services);
    await makeWaitingCopies(services);
  },
});
