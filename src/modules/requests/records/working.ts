import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { converter, withFile } from '#commons/redaction/index.ts';
import { scanFile } from '#commons/scanning/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import type { RecordKind } from './contract.ts';
import { makeWaitingCopies } from './making.ts';
import { sealedName, sealedPicture, sealedPieces, sealedSource } from './sealed.ts';

/** Whoever took up a piece of work and did not end it within so long has gone down with it. */
export const CLAIM_HOURS = 0.5;

/** Draws the pages of every record that waits. Safe to run twice: a record is taken up by one. */
export async function prepareWaitingRecords(services: Services): Promise<number> {
  let done = 0;
  for (;;) {
    const claimed = await claim(services);
    if (!claimed) return done;
    await prepare(services, claimed);
    done += 1;
  }
}

interface Claimed {
  readonly id: string;
  readonly requestId: string;
  readonly kind: RecordKind;
  readonly source: Buffer;
  readonly name: string;
}

async function claim({ db, time, secrets }: Services): Promise<Claimed | undefined> {
  const now = time.now();
  const row = await db
    .updateTable('request_record')
    .set({ claimed_at: now })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('request_record')
        .select('id')
        .where('state', '=', 'received')
        .where('removed_at', 'is', null)
        .where((e) => e.or([e('claimed_at', 'is', null), e('claimed_at', '<', addHours(now, -CLAIM_HOURS))]))
        .orderBy('added_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'request_id', 'kind', 'source', 'name'])
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    requestId: row.request_id,
    kind: row.kind as RecordKind,
    source: sealedSource.open(secrets, row.source, row.id),
    name: sealedName.open(secrets, row.name, row.id),
  };
}

async function prepare(services: Services, record: Claimed): Promise<void> {
  try {
    const bytes = await printedForm(services, record);
    const hidden = await hiddenIn(record);
    const pages = await withFile({ bytes, picture: record.kind === 'picture' }, async (engine, sizes) => {
      for (const [i, { width, height }] of sizes.entries()) {
        const { jpeg, pieces, outside } = await engine.ask('show', { page: i + 1 });
        await services.db
          .insertInto('request_record_page')
          .values({
            record_id: record.id,
            page: i + 1,
            width,
            height,
            picture: sealedPicture.seal(services.secrets, jpeg, record.id, i + 1),
            pieces: sealedPieces.seal(services.secrets, pieces, record.id, i + 1),
            legible: pieces.some(({ text }) => text.trim() !== ''),
            outside,
          })
          .onConflict((oc) => oc.doNothing())
          .execute();
      }
      return sizes.length;
    });
    await settle(
      services,
      record,
      {
        state: 'ready',
        hidden: JSON.stringify(hidden),
        ...(isOffice(record.kind) && { printed: sealedSource.seal(services.secrets, bytes, record.id) }),
      },
      pages,
    );
  } catch (error) {
    if (!(error instanceof AppError))
      services.log.error('a record cannot be prepared', { recordId: record.id, ...errorFacts(error) });
    const failure = error instanceof AppError ? error.reasons.join('；') : '处理时出错，已记录，请联系系统管理员';
    await settle(services, record, { state: 'failed', failure }, 0);
  }
}

const isOffice = (kind: RecordKind): kind is 'docx' | 'xlsx' => kind === 'docx' || kind === 'xlsx';

/** What is worked at: of an Office file the pages it prints, made once. */
async function printedForm({ config }: Services, { kind, source }: Claimed): Promise<Uint8Array> {
  return isOffice(kind) ? converter(config.soffice)(source, kind) : source;
}

/** What the source holds that its pages do not show, for people to know; the copy has none of it. */
async function hiddenIn({ source, name }: Claimed): Promise<string[]> {
  const findings = await scanFile(source, `材料${name.slice(name.lastIndexOf('.'))}`);
  const unseen = findings.filter(({ category }) => category === 'hidden' || category === 'metadata');
  return [...new Set(unseen.map(({ where, sentence }) => `${where}：${sentence}`))].slice(0, 30);
}

async function settle(
  services: Services,
  { id, requestId }: Claimed,
  change: { state: 'ready'; hidden: string; printed?: Buffer } | { state: 'failed'; failure: string },
  pages: number,
): Promise<void> {
  await act(services, systemActor, async (a) => {
    await a.tx.updateTable('request_record').set(change).where('id', '=', id).execute();
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: change.state === 'ready' ? 'requests.record-prepared' : 'requests.record-failed',
      payload: { recordId: id, pages },
    });
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
