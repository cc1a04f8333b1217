import { notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import { hitsIn, isCovered, personalOn } from '#commons/redaction/index.ts';
import type { Services } from '#platform/services.ts';
import type { Box, Proposal, RecordDetail, RecordPage, Records, RecordWord } from './contract.ts';
import { examiningRefusals } from './examining.ts';
import { recordLines } from './lines.ts';
import { sumOf } from './page-totals.ts';
import { demandReading, demandReadingOf, handlingRefusals } from './permission.ts';
import { wordsOfPages } from './recognising.ts';
import { sealedCopy, sealedPicture, sealedWord } from './sealed.ts';

/** The records of a request, for those who have to do with them. */
export async function recordsOf(services: Services, actor: Actor, requestId: string): Promise<Records> {
  const matter = await demandReading(services, actor, requestId);
  const rows = await recordLines(services.secrets, services.db, requestId);
  const handling = handlingRefusals(matter, actor);
  return {
    rows,
    ...(handling && { handling }),
    totals: sumOf(rows.map(({ now }) => now)),
  };
}

/** One record with its pages and everything drawn on them. */
export async function recordDetail(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
): Promise<RecordDetail> {
  const matter = await demandReadingOf(services, actor, requestId, recordId);
  const { db, secrets } = services;
  const [line] = await recordLines(secrets, db, requestId, recordId);
  if (!line) throw notFound('这份材料');
  const { hidden } = await db
    .selectFrom('request_record')
    .select('hidden')
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow();
  const handling = handlingRefusals(matter, actor);
  const copy = await db
    .selectFrom('redaction_copy')
    .select(['id', 'record_id as recordId', 'version', 'state', 'examined_by as examinedBy'])
    .where('record_id', '=', recordId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const examining = await examiningRefusals(db, matter, copy, actor);
  return {
    ...line,
    requestNumber: matter.number,
    hidden: hidden as unknown as string[],
    pageList: await pagesOf(services, recordId),
    boxList: await boxesOf(services, recordId),
    words: await wordsOf(services, recordId),
    ...(handling && { handling }),
    ...(examining && { examining }),
  };
}

async function pagesOf({ db }: Services, recordId: string): Promise<RecordPage[]> {
  const rows = await db
    .selectFrom('request_record_page')
    .select(['page', 'width', 'height', 'legible', 'reading', 'outside', 'flag', 'reason'])
    .where('record_id', '=', recordId)
    .orderBy('page')
    .execute();
  return rows.map((row) => ({
    ...row,
    reading: row.reading as RecordPage['reading'],
    flag: row.flag as RecordPage['flag'],
    reason: row.reason as ReasonCode | null,
  }));
}

async function boxesOf({ db }: Services, recordId: string): Promise<Box[]> {
  const rows = await db
    .selectFrom('redaction_box as b')
    .innerJoin('person as p', 'p.id', 'b.drawn_by')
    .select(['b.id', 'b.page', 'b.x', 'b.y', 'b.w', 'b.h', 'b.reason', 'b.origin', 'p.name as drawnBy'])
    .where('b.record_id', '=', recordId)
    .where('b.copy_id', 'is', null)
    .where('b.removed_at', 'is', null)
    .orderBy('b.page')
    .orderBy('b.y')
    .orderBy('b.x')
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason as ReasonCode, origin: row.origin as Box['origin'] }));
}

async function wordsOf({ db, secrets }: Services, recordId: string): Promise<RecordWord[]> {
  const rows = await db
    .selectFrom('redaction_word as w')
    .innerJoin('person as p', 'p.id', 'w.said_by')
    .select(['w.id', 'w.kind', 'w.word', 'w.reason', 'p.name as saidBy'])
    .where('w.record_id', '=', recordId)
    .where('w.dropped_at', 'is', null)
    .orderBy('w.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as RecordWord['kind'],
    word: sealedWord.open(secrets, row.word, recordId),
  }));
}

/** A page as it is seen, whole. */
export async function pagePicture(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
  page: number,
): Promise<Buffer> {
  await demandReadingOf(services, actor, requestId, recordId);
  const row = await services.db
    .selectFrom('request_record_page')
    .select('picture')
    .where('record_id', '=', recordId)
    .where('page', '=', page)
    .executeTakeFirst();
  if (!row) throw notFound('这一页');
  return sealedPicture.open(services.secrets, row.picture, recordId, page);
}

/** A copy that has passed the gate. */
export async function copyFile(services: Services, actor: Actor, requestId: string, copyId: string): Promise<Buffer> {
  await demandReading(services, actor, requestId);
  const row = await services.db
    .selectFrom('redaction_copy as c')
    .innerJoin('request_record as r', 'r.id', 'c.record_id')
    .select('c.pdf')
    .where('c.id', '=', copyId)
    .where('r.request_id', '=', requestId)
    .executeTakeFirst();
  if (!row?.pdf) throw notFound('这份公开件');
  return sealedCopy.open(services.secrets, row.pdf, copyId);
}

/** So many are shown; whoever finds more withholds pages. */
const MOST = 2_000;

/** Where a word stands, or else where the scanner takes something for personal information. Only proposals. */
export async function proposalsOf(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
  word?: string,
): Promise<Proposal[]> {
  await demandReadingOf(services, actor, requestId, recordId);
  const boxes = Map.groupBy(await boxesOf(services, recordId), ({ page }) => page);
  const found: Proposal[] = [];
  for (const { page, pieces } of await wordsOfPages(services, services.db, recordId)) {
    const hits =
      word === undefined
        ? personalOn(pieces).map((hit) => ({ ...hit, origin: 'personal' as const }))
        : hitsIn(pieces, word).map((hit) => ({ ...hit, kind: '查找', sure: true, origin: 'searched' as const }));
    const drawn = boxes.get(page) ?? [];
    found.push(
      ...hits.map((hit) => ({
        ...hit,
        page,
        reason: 'privacy' as const,
        covered: hit.rects.every((rect) => isCovered(rect, drawn)),
      })),
    );
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}
