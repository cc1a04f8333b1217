import { civilDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, notFound } from '#kernel/errors.ts';
import { tidySpaces } from '#kernel/text.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act, Services } from '#platform/services.ts';
import { throughTheDoor } from '../door.ts';
import { publishingPolicy } from '../policy.ts';
import { demandOfSite } from '../site-office.ts';
import type { NewSearchHelp, SearchHelpLine } from './contract.ts';
import { titleKeyOf } from './entry.ts';

/**
 * Adds words that mean the same, or a document to stand above the results of some words, from a day and until one. By the openness
 * office of the bureau the site belongs to. Refuses both or neither, a document that cannot be read by the public, and days that end before they begin.
 */
export async function addSearchHelp(act: Act, asked: NewSearchHelp): Promise<string> {
  await demandOfSite(act, publishingPolicy['publishing.help-search']);
  const words = tidySpaces(asked.words);
  const means = asked.means ? tidySpaces(asked.means) : undefined;
  const fromOn = (asked.fromOn ?? act.today) as LocalDate;
  const untilOn = asked.untilOn as LocalDate | undefined;
  const fields: Record<string, string> = {};
  if (!means && !asked.indexNumber) fields.means = '请填同义词，或填要推荐的文件的索引号';
  if (means && asked.indexNumber) fields.means = '同义词和推荐文件请分两次添加';
  if (means && titleKeyOf(means) === titleKeyOf(words)) fields.means = '同义词和搜索词相同，请改成另一个说法';
  if (untilOn && untilOn < fromOn) fields.untilOn = '结束日期早于开始日期，请修改';
  const document = asked.indexNumber
    ? await act.tx
        .selectFrom('portal.document')
        .select('id')
        .where('index_number', '=', asked.indexNumber.trim())
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst()
    : undefined;
  if (asked.indexNumber && !document) fields.indexNumber = '门户上没有这个索引号的文件，请核对';
  if (Object.keys(fields).length > 0) throw invalid(fields);
  const row = {
    kind: means ? 'synonym' : 'best-bet',
    means: means ?? null,
    document_id: document?.id ?? null,
    from_on: fromOn,
    until_on: untilOn ?? null,
  };
  const { id } = await act.tx
    .insertInto('search_help')
    .values({ ...row, words, made_by: act.actor.id, made_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await throughTheDoor(act, async (tx) => {
    await tx
      .insertInto('portal.search_help')
      .values({ ...row, id, words_key: means ? words : titleKeyOf(words) })
      .execute();
  });
  await appendJournal(act, { chain: 'search-help', action: 'publishing.search-help-added', payload: { id, ...asked } });
  return id;
}

/** Ends it now; that it was stays on record. */
export async function endSearchHelp(act: Act, id: string): Promise<void> {
  await demandOfSite(act, publishingPolicy['publishing.help-search']);
  const { numUpdatedRows } = await act.tx
    .updateTable('search_help')
    .set({ ended_at: act.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('这条搜索设置');
  await throughTheDoor(act, async (tx) => {
    await tx.deleteFrom('portal.search_help').where('id', '=', id).execute();
  });
  await appendJournal(act, { chain: 'search-help', action: 'publishing.search-help-ended', payload: { id } });
}

/** All of it, what works first. */
export async function searchHelp({ db, time }: Services): Promise<SearchHelpLine[]> {
  const rows = await db
    .selectFrom('search_help as h')
    .innerJoin('person as p', 'p.id', 'h.made_by')
    .leftJoin('portal.document as d', (join) => join.onRef('d.id', '=', 'h.document_id'))
    .select(['h.id', 'h.kind', 'h.words', 'h.means', 'h.document_id', 'd.title', 'd.index_number', 'h.from_on'])
    .select(['h.until_on', 'p.name', 'h.ended_at'])
    .orderBy('h.ended_at', (order) => order.desc().nullsFirst())
    .orderBy('h.made_at', 'desc')
    .limit(500)
    .execute();
  const today = time.today();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === 'synonym' ? 'synonym' : 'best-bet',
    words: row.words,
    means: row.means,
    document: row.document_id
      ? { id: row.document_id, title: row.title ?? '已不在门户', indexNumber: row.index_number ?? '' }
      : null,
    fromOn: row.from_on,
    untilOn: row.until_on,
    madeBy: row.name,
    endedOn: row.ended_at && civilDate(row.ended_at),
    works: !row.ended_at && row.from_on <= today && (row.until_on === null || row.until_on >= today),
  }));
}
