import { refused } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { GROUNDS } from '../law/reply-grounds.ts';
import type { LetterRow } from '../letters/letters.ts';
import type { ReplyContent } from '../letters/reply-content.ts';
import { pagesSaid } from './contract.ts';
import { sumOf } from './page-totals.ts';
import { releasedName } from './released.ts';
import { sealedName } from './sealed.ts';

/** A record with the copy that would go out with the reply. */
interface Outgoing {
  readonly recordId: string;
  readonly name: string;
  readonly recordVersion: number;
  readonly recordState: string;
  readonly copyId: string | null;
  readonly copyVersion: number | null;
  readonly copyState: string | null;
  readonly examinedBy: string | null;
  readonly open: number;
  readonly partial: number;
  readonly withheld: number;
  readonly unrelated: number;
  /** Pages that wait for a third party, now. */
  readonly waiting: number;
}

/** Replies that give something: only these take records with them. */
const GIVING: ReadonlySet<string> = new Set(['granted', 'partial']);

type Said = Pick<LetterRow, 'kind' | 'content'>;

const bucketOf = ({ kind, content }: Said): string | undefined =>
  kind === 'reply' ? GROUNDS[(content as unknown as ReplyContent).ground]?.bucket : undefined;

async function outgoing({ secrets }: Services, db: Db | Tx, requestId: string): Promise<Outgoing[]> {
  const rows = await db
    .selectFrom('request_record as r')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('redaction_copy')
          .select([
            'id',
            'version',
            'state',
            'examined_by',
            'open_pages',
            'partial_pages',
            'withheld_pages',
            'unrelated_pages',
          ])
          .whereRef('record_id', '=', 'r.id')
          .orderBy('id', 'desc')
          .limit(1)
          .as('c'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'r.id as recordId',
      'r.name',
      'r.version as recordVersion',
      'r.state as recordState',
      'c.id as copyId',
      'c.version as copyVersion',
      'c.state as copyState',
      'c.examined_by as examinedBy',
      'c.open_pages as open',
      'c.partial_pages as partial',
      'c.withheld_pages as withheld',
      'c.unrelated_pages as unrelated',
      eb
        .selectFrom('request_record_page')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('record_id', '=', 'r.id')
        .where('flag', '=', 'consult')
        .as('waiting'),
    ])
    .where('r.request_id', '=', requestId)
    .where('r.removed_at', 'is', null)
    .orderBy('r.added_at')
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    name: sealedName.open(secrets, row.name, row.recordId),
    open: row.open ?? 0,
    partial: row.partial ?? 0,
    withheld: row.withheld ?? 0,
    unrelated: row.unrelated ?? 0,
    waiting: Number(row.waiting),
  }));
}

/**
 * Why a reply may not go on with the records attached to its request: each must have a copy of what is covered now that has passed the leak
 * gate, and (`examined`) that somebody else has examined; a reply that gives everything has nothing covered. Empty for letters that give
 * nothing. That everything is asked again at each hand is ours [D].
 */
export async function recordReasons(
  services: Services,
  db: Db | Tx,
  letter: LetterRow,
  requestId: string,
  examined: boolean,
): Promise<string[]> {
  const bucket = bucketOf(letter);
  if (bucket === undefined || !GIVING.has(bucket)) return [];
  const records = await outgoing(services, db, requestId);
  return records.flatMap((record) => defectOf(record, bucket, examined).map((what) => `材料「${record.name}」${what}`));
}

function defectOf(record: Outgoing, bucket: string, examined: boolean): string[] {
  if (record.recordState !== 'ready') return ['没有处理好，不能随答复公开：请等它处理完，或者移除'];
  if (record.waiting > 0) return [`有${record.waiting}页待征求第三方意见，不能随答复公开`];
  if (record.copyState === null) return ['没有生成公开件：请先遮盖、生成公开件'];
  if (record.copyState === 'making') return ['的公开件正在生成和核验，请等它完成'];
  if (record.copyState === 'refused') return ['的公开件没有通过防泄漏核验，不能公开：请按核验结果改正后重新生成'];
  if (record.copyVersion !== record.recordVersion) return ['在生成公开件以后遮盖又有变动：请重新生成公开件'];
  return [
    ...(examined && record.examinedBy === null ? ['的公开件还没有由另一人核对：请先打开公开件核对'] : []),
    ...(bucket === 'granted' && record.partial + record.withheld > 0
      ? ['有遮盖或者不予公开的页，应当按“部分公开”（条例第三十七条）答复']
      : []),
  ];
}

export async function demandRecords(act: Act, letter: LetterRow, requestId: string, examined: boolean): Promise<void> {
  const reasons = await recordReasons(act.services, act.tx, letter, requestId, examined);
  if (reasons.length > 0) throw refused(reasons);
}

/** With the reply the copies leave the house: a row for each, whatever went out before. */
export async function releaseRecords(act: Act, letter: LetterRow, requestId: string): Promise<void> {
  const bucket = bucketOf(letter);
  if (bucket === undefined || !GIVING.has(bucket)) return;
  await demandRecords(act, letter, requestId, true);
  const copies = (await outgoing(act.services, act.tx, requestId)).flatMap(({ copyId }) => (copyId ? [copyId] : []));
  if (copies.length === 0) return;
  await act.tx
    .insertInto('redaction_release')
    .values(copies.map((copy_id, i) => ({ letter_id: letter.id, copy_id, position: i + 1, released_at: act.now })))
    .execute();
}

/** What a reply says of the records that come with it; none for letters that give nothing. */
export async function recordsSaid(services: Services, db: Db | Tx, letter: Said, requestId: string): Promise<string[]> {
  const bucket = bucketOf(letter);
  if (bucket === undefined || !GIVING.has(bucket)) return [];
  const copies = (await outgoing(services, db, requestId)).map((record) => ({ ...record, waiting: 0 }));
  const lines = copies.map((pages, i) => {
    const explained = pages.partial + pages.withheld > 0 ? '；遮盖和不予公开的内容及依据见该件所附说明' : '';
    return `${i + 1}. ${releasedName(i)}：${pagesSaid(pages)}${explained}`;
  });
  return copies.length > 1
    ? [...lines, `合计${copies.length}份，${pagesSaid(sumOf(copies.map((one) => ({ ...one, byReason: [] }))))}`]
    : lines;
}
