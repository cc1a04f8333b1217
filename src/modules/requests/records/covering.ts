import { invalid, refused } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Rect } from '#commons/redaction/contract.ts';
import { hitsIn, plainWord } from '#commons/redaction/index.ts';
import type { Act } from '#platform/services.ts';
import type { BoxOrigin, ChangeBoxes, CoverWord, FlagPages, MayStand } from './contract.ts';
import { demandHandling, demandRecord } from './permission.ts';
import { wordsOfPages } from './recognising.ts';
import { sealedWord } from './sealed.ts';

// What people decide about a record: rectangles, whole pages, words. Each verb is of the version the person saw and makes the next.

/** A box as it is drawn; those of a page may lie over each other. */
interface NewBox extends Rect {
  readonly page: number;
  readonly reason: string;
  readonly origin: BoxOrigin;
}

/** Room for every line of a thousand pages; more than this is a page that should be withheld whole. */
const MOST_BOXES = 20_000;

/**
 * Draws, changes and takes away rectangles. One that is changed is taken away and drawn anew, so that what stood is still there to be read.
 * Refuses, all at once, rectangles off their page and ones that are gone. Gives the new version.
 */
export async function changeBoxes(act: Act, requestId: string, recordId: string, change: ChangeBoxes): Promise<number> {
  await demandHandling(act, requestId);
  await demandRecord(act.tx, requestId, recordId, change.version);
  const gone = [...change.remove, ...change.change.map(({ id }) => id)];
  const before = await takeAway(act, recordId, gone);
  const origins = new Map(before.map(({ id, origin }) => [id, origin]));
  const changed = change.change.map(
    ({ id, ...box }): NewBox => ({ ...box, origin: (origins.get(id) ?? 'drawn') as NewBox['origin'] }),
  );
  const added = [...change.add, ...changed];
  await draw(act, recordId, added);
  return advance(act, requestId, recordId, change.version, {
    added: change.add.length,
    changed: changed.length,
    removed: change.remove.length,
  });
}

async function takeAway({ tx, actor, now }: Act, recordId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('redaction_box')
    .set({ removed_at: now, removed_by: actor.id })
    .where('record_id', '=', recordId)
    .where('copy_id', 'is', null)
    .where('removed_at', 'is', null)
    .where('id', 'in', [...new Set(ids)])
    .returning(['id', 'origin'])
    .execute();
  if (rows.length !== new Set(ids).size) throw refused(['有的遮盖已经不在了，请刷新后再改']);
  return rows;
}

async function draw({ tx, actor, now }: Act, recordId: string, boxes: readonly NewBox[]): Promise<void> {
  if (boxes.length === 0) return;
  const pages = await tx
    .selectFrom('request_record_page')
    .select(['page', 'width', 'height'])
    .where('record_id', '=', recordId)
    .execute();
  const sizes = new Map(pages.map((page) => [page.page, page]));
  const fitted = boxes.map((box) => {
    const size = sizes.get(box.page);
    if (!size) throw invalid({ page: `没有第 ${box.page} 页，请核对页码` });
    const [w, h] = [Math.min(box.w, size.width - box.x), Math.min(box.h, size.height - box.y)];
    if (w < 1 || h < 1) throw invalid({ page: `第 ${box.page} 页有遮盖画在页面以外，请重画` });
    return { ...box, w, h };
  });
  const { count } = await tx
    .selectFrom('redaction_box')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('record_id', '=', recordId)
    .where('copy_id', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) + boxes.length > MOST_BOXES)
    throw refused([`一份材料最多遮盖 ${MOST_BOXES} 处；遮盖很多的页，请改为整页不予公开`]);
  for (let i = 0; i < fitted.length; i += 1_000)
    await tx
      .insertInto('redaction_box')
      .values(
        fitted.slice(i, i + 1_000).map(({ page, x, y, w, h, reason, origin }) => ({
          record_id: recordId,
          page,
          x,
          y,
          w,
          h,
          reason,
          origin,
          drawn_by: actor.id,
          drawn_at: now,
        })),
      )
      .execute();
}

async function advance(
  act: Act,
  requestId: string,
  recordId: string,
  from: number,
  what: Readonly<Record<string, unknown>>,
): Promise<number> {
  const version = from + 1;
  await act.tx.updateTable('request_record').set({ version }).where('id', '=', recordId).execute();
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.record-covered',
    payload: { recordId, version, ...what },
  });
  return version;
}

/** Pages that are withheld whole, with their reason, or given back. */
export async function flagPages(
  act: Act,
  requestId: string,
  recordId: string,
  { version, from, to, flag, reason }: FlagPages,
): Promise<number> {
  await demandHandling(act, requestId);
  await demandRecord(act.tx, requestId, recordId, version);
  if (flag === 'withheld' && !reason) throw invalid({ reason: '整页不予公开的，请选择理由' });
  const { numUpdatedRows } = await act.tx
    .updateTable('request_record_page')
    .set({ flag, reason: flag === 'withheld' ? (reason ?? null) : null, flagged_by: act.actor.id, flagged_at: act.now })
    .where('record_id', '=', recordId)
    .where('page', '>=', from)
    .where('page', '<=', to)
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) !== to - from + 1 || to < from) throw invalid({ to: '没有这些页，请核对起止页码' });
  return advance(act, requestId, recordId, version, { pages: [from, to], flag, reason });
}

/**
 * Covers every place where a word stands that is not covered yet, and keeps the word: the gate refuses a copy in which it is left anywhere.
 * Gives how many places there are. None is no failure: the word is kept all the same (handwriting is not read).
 */
export async function coverWord(
  act: Act,
  requestId: string,
  recordId: string,
  { version, word, reason }: CoverWord,
): Promise<{ version: number; places: number }> {
  await demandHandling(act, requestId);
  await demandRecord(act.tx, requestId, recordId, version);
  await say(act, recordId, 'cover', word, reason);
  const boxes: NewBox[] = [];
  for (const { page, hits } of await pagesWith(act, recordId, word))
    boxes.push(
      ...hits.flatMap((rects) => rects.map((rect): NewBox => ({ ...rect, page, reason, origin: 'searched' }))),
    );
  await draw(act, recordId, boxes);
  return {
    version: await advance(act, requestId, recordId, version, { word: true, added: boxes.length }),
    places: boxes.length,
  };
}

async function pagesWith({ tx, services }: Act, recordId: string, word: string) {
  const pages = await wordsOfPages(services, tx, recordId);
  return pages.map(({ page, pieces }) => ({ page, hits: hitsIn(pieces, word).map(({ rects }) => rects) }));
}

/** A word may stand although it is covered elsewhere; who says so says why. */
export async function letStand(
  act: Act,
  requestId: string,
  recordId: string,
  { version, word, because }: MayStand,
): Promise<number> {
  await demandHandling(act, requestId);
  await demandRecord(act.tx, requestId, recordId, version);
  await say(act, recordId, 'may-stand', word, because);
  return advance(act, requestId, recordId, version, { mayStand: true, because });
}

async function say(
  act: Act,
  recordId: string,
  kind: 'cover' | 'may-stand',
  word: string,
  reason: string,
): Promise<void> {
  const { tx, services, actor, now } = act;
  const plain = plainWord(word);
  if (plain.length < 2) throw invalid({ word: '请至少写两个字' });
  const hash = services.secrets.keyedHash(plain, `request-record:${recordId}:word`);
  await tx
    .updateTable('redaction_word')
    .set({ dropped_at: now, dropped_by: actor.id })
    .where('record_id', '=', recordId)
    .where('word_hash', '=', hash)
    .where('dropped_at', 'is', null)
    .execute();
  await tx
    .insertInto('redaction_word')
    .values({
      record_id: recordId,
      kind,
      word: sealedWord.seal(services.secrets, word.trim(), recordId),
      word_hash: hash,
      reason,
      said_by: actor.id,
      said_at: now,
    })
    .execute();
}

/** A word is no longer looked for, or no longer let stand. What was covered for it stays covered. */
export async function dropWord(
  act: Act,
  requestId: string,
  recordId: string,
  wordId: string,
  version: number,
): Promise<number> {
  await demandHandling(act, requestId);
  await demandRecord(act.tx, requestId, recordId, version);
  const { numUpdatedRows } = await act.tx
    .updateTable('redaction_word')
    .set({ dropped_at: act.now, dropped_by: act.actor.id })
    .where('id', '=', wordId)
    .where('record_id', '=', recordId)
    .where('dropped_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) !== 1) throw refused(['这个词已经去掉了']);
  return advance(act, requestId, recordId, version, { wordDropped: true });
}
