import { createHash } from 'node:crypto';
import { AppError, invalid, refused } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import {
  type GateFinding,
  leaks,
  linesOf,
  type Opener,
  releaseCopy,
  totalsOf,
  unreadPages,
  withFile,
} from '#commons/redaction/index.ts';
import { type Claim, ClaimLost, eachWaiting, tooOften, type Waiting } from '#platform/claims.ts';
import type { Tx } from '#platform/db.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { JobDef } from '#platform/jobs.ts';
import { NEVER_ENDED, openUnder } from './claimed.ts';
import { ordersOf } from './orders.ts';
import { pagesWaiting, wordsOfPages } from './recognising.ts';
import { demandHandling, demandRecord } from './permission.ts';
import { sealedCopy, sealedFindings, sealedSource, sealedWord } from './sealed.ts';

/**
 * Asks for the copy that may be released, of what is covered now: the working layer is written down as the copy's own, and the copy is
 * made and checked in the background. Refuses while one is being made, while pages wait to be read of a record of which something is covered, and when the newest is of this very version and has passed.
 */
export async function askCopy(
  a: Act,
  requestId: string,
  recordId: string,
  version: number,
  work: JobDef<Record<never, never>>,
): Promise<string> {
  await demandHandling(a, requestId);
  await demandRecord(a.tx, requestId, recordId, version);
  const known = await a.tx
    .selectFrom('redaction_copy')
    .select('id')
    .where('record_id', '=', recordId)
    .where('version', '=', version)
    .where('state', '=', 'passed')
    .executeTakeFirst();
  if (known) throw refused(['遮盖没有变动，公开件已经生成并通过核验，不需要重新生成']);
  await demandDecided(a.tx, recordId);
  const orders = await ordersOf(a.tx, recordId);
  const { open, partial, withheld, unrelated } = totalsOf(orders);
  if (unrelated === orders.length) throw refused(['每一页都与申请内容无关，不需要公开件：请移除这份材料']);
  if (partial + withheld > 0 || (await looksForWords(a.tx, recordId))) await demandRead(a.tx, recordId);
  const { id } = await a.tx
    .insertInto('redaction_copy')
    .values({
      record_id: recordId,
      version,
      state: 'making',
      open_pages: open,
      partial_pages: partial,
      withheld_pages: withheld,
      unrelated_pages: unrelated,
      unread_pages: unreadPages(orders),
      lines: JSON.stringify(linesOf(orders)),
      made_by: a.actor.id,
      made_at: a.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await a.tx
    .insertInto('redaction_box')
    .columns(['record_id', 'page', 'x', 'y', 'w', 'h', 'reason', 'origin', 'copy_id', 'drawn_by', 'drawn_at'])
    .expression((eb) =>
      eb
        .selectFrom('redaction_box as b')
        .select((e) => [
          'b.record_id',
          'b.page',
          'b.x',
          'b.y',
          'b.w',
          'b.h',
          'b.reason',
          'b.origin',
          e.val(id).as('copy_id'),
          'b.drawn_by',
          'b.drawn_at',
        ])
        .where('b.record_id', '=', recordId)
        .where('b.copy_id', 'is', null)
        .where('b.removed_at', 'is', null),
    )
    .execute();
  await appendJournal(a, {
    chain: matterChain(requestId),
    action: 'requests.copy-asked',
    payload: { recordId, copyId: id, version, open, partial, withheld, unrelated },
  });
  await a.services.jobs.enqueue(a.tx, work, {});
  return id;
}

/** Pages of which a third party is still to be heard are neither given nor withheld (条例第三十二条). */
async function demandDecided(tx: Tx, recordId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('request_record_page')
    .select('page')
    .where('record_id', '=', recordId)
    .where('flag', '=', 'consult')
    .orderBy('page')
    .execute();
  if (waiting.length > 0)
    throw refused([
      `第${waiting.map(({ page }) => page).join('、')}页待征求第三方意见，不能生成公开件：有了结果，请改为公开、遮盖或者不予公开`,
    ]);
}

async function looksForWords(tx: Tx, recordId: string): Promise<boolean> {
  const word = await tx
    .selectFrom('redaction_word')
    .select('id')
    .where('record_id', '=', recordId)
    .where('kind', '=', 'cover')
    .where('dropped_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return word !== undefined;
}

/** What is covered is looked for on every page, so every page is read first. A record of which nothing is covered waits for no reader. */
async function demandRead(tx: Tx, recordId: string): Promise<void> {
  const waits = await pagesWaiting(tx, recordId);
  if (waits.length > 0)
    throw refused([
      `还有 ${waits.length} 页扫描件正在识别文字，读完才能核对遮盖的内容有没有露在别处，请稍后再生成公开件`,
    ]);
}

const WAITING: Waiting = { table: 'redaction_copy', state: 'making', since: 'made_at' };

/** Makes and checks every copy that waits, each file opened by `open`: in a process of its own. Safe to run twice. */
export const makeWaitingCopies = (services: Services, open: Opener = withFile): Promise<number> =>
  eachWaiting(services, WAITING, (claim) => make(services, claim, openUnder(claim, open)));

async function make(services: Services, claim: Claim, open: Opener): Promise<void> {
  const { db, secrets } = services;
  const row = await db
    .selectFrom('redaction_copy as c')
    .innerJoin('request_record as r', 'r.id', 'c.record_id')
    .select(['r.id', 'r.request_id', 'r.kind', 'r.source', 'r.printed'])
    .where('c.id', '=', claim.id)
    .executeTakeFirstOrThrow();
  let pdf: Buffer | undefined;
  let findings: readonly GateFinding[];
  try {
    if (tooOften(claim)) throw invalid({ file: NEVER_ENDED });
    const orders = await ordersOf(db, row.id, claim.id);
    const source = sealedSource.open(secrets, row.printed ?? row.source, row.id);
    const made = await open({ bytes: source, picture: row.kind === 'picture' }, (engine) =>
      releaseCopy(engine, orders),
    );
    const input = {
      copy: made,
      orders,
      texts: (await wordsOfPages(services, db, row.id)).map(({ pieces }) => pieces),
      ...(await wordsOf(services, row.id)),
    };
    findings = await leaks(input, open);
    pdf = findings.length === 0 ? made : undefined;
  } catch (error) {
    if (error instanceof ClaimLost) throw error;
    // A check that could not be made has not been passed.
    services.log.error('a copy cannot be made or checked', { copyId: claim.id, ...errorFacts(error) });
    findings = [
      {
        kind: 'file',
        sentence:
          error instanceof AppError
            ? error.reasons.join('；')
            : '核验时出错，已记录，请稍后重新生成，仍不行的请联系系统管理员',
      },
    ];
  }
  await settle(services, claim, row.request_id, pdf, findings);
}

async function wordsOf({ db, secrets }: Services, recordId: string) {
  const rows = await db
    .selectFrom('redaction_word')
    .select(['kind', 'word'])
    .where('record_id', '=', recordId)
    .where('dropped_at', 'is', null)
    .execute();
  const of = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ word }) => sealedWord.open(secrets, word, recordId));
  return { words: of('cover'), mayStand: of('may-stand') };
}

async function settle(
  services: Services,
  claim: Claim,
  requestId: string,
  pdf: Buffer | undefined,
  findings: readonly GateFinding[],
): Promise<void> {
  const copyId = claim.id;
  const hash = pdf && createHash('sha256').update(pdf).digest('hex');
  await act(services, systemActor, async (a) => {
    const { numUpdatedRows } = await a.tx
      .updateTable('redaction_copy')
      .set({
        checked_at: a.now,
        ...(pdf && hash
          ? { state: 'passed', pdf: sealedCopy.seal(services.secrets, pdf, copyId), pdf_hash: hash, size: pdf.length }
          : { state: 'refused', findings: sealedFindings.seal(services.secrets, findings, copyId) }),
      })
      .where(claim.mine())
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new ClaimLost();
    await appendJournal(a, {
      chain: matterChain(requestId),
      action: pdf ? 'requests.copy-passed' : 'requests.copy-refused',
      payload: { copyId, ...(hash ? { hash } : { findings: findings.length }) },
    });
  });
}
