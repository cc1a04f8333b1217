import { sql } from 'kysely';
import { chineseDate, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import type { ContentType } from './content-type.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Content } from './contract.ts';

// 成文日期: of a document with a number the day on which the one responsible signs it, or the meeting that passed it
// (党政机关公文处理工作条例第九条). Nobody knows it while drafting: the issuer says it with the signature. A text bears a date of its own where it
// has no number, where it was signed elsewhere before it came here, and once it went out.

/** The date a revision `r` bears: its own, or what its issuer said (`0043_dated_at_issue.sql`). */
export const formedOn = sql<LocalDate | null>`formed_on(r)`;

/** The date of what has been issued. */
export function formedOnOf({ title, formedOn: on }: Pick<Content, 'title' | 'formedOn'>): LocalDate {
  if (on === undefined || !isLocalDate(on)) throw new Error(`${title} is out and bears no date`);
  return on;
}

/**
 * The date an issuer says of a text that bears none; left open it is today. Refuses a day that has not come, one that contradicts what
 * the text says, and any other than the text's own where it bears one.
 */
export function dateSaid(
  type: ContentType,
  { content, datedAtIssue }: { readonly content: Content; readonly datedAtIssue: boolean },
  said: unknown,
  today: LocalDate,
): LocalDate | undefined {
  const typed = typeof said === 'string' && isLocalDate(said) ? said : undefined;
  if (!datedAtIssue) {
    if (typed === undefined || typed === content.formedOn) return undefined;
    throw invalid({
      formedOn: `文稿已写明成文日期为${chineseDate(content.formedOn as LocalDate)}，签发时不能另定；日期有误的请退回改正`,
    });
  }
  const on = typed ?? today;
  if (on > today) throw invalid({ formedOn: '成文日期不能晚于今天，请改为签发或者会议通过的日期' });
  const odd = Object.values(type.defects?.({ ...content, formedOn: on }) ?? {});
  if (odd.length > 0) throw invalid({ formedOn: `${odd.join('；')}。请另定日期，或者退回改正文稿` });
  return on;
}

/**
 * What is odd about the date a numbered document is to bear, seen by whoever signs it on a day: it is to be the day of signing, or of
 * the meeting that passed it. A reason settles it, a refusal would be wrong: what was signed on paper comes here later. Documents
 * without a number bear the day they were made.
 */
export function dateFinding(
  { content, datedAtIssue }: { readonly content: Content; readonly datedAtIssue: boolean },
  on: string | undefined,
  signedOn: LocalDate,
  passedOn?: LocalDate,
): string | undefined {
  if (!content.documentNumber?.trim() || on === undefined || on === signedOn || on === passedOn) return undefined;
  const days = `成文日期为${chineseDate(on as LocalDate)}，与签发日期${chineseDate(signedOn)}不一致`;
  const mend = datedAtIssue ? '请改为这样的日期' : '请退回改正';
  const due = content.jointOrgans?.length
    ? '联合发文的成文日期应为最后签发机关负责人签发的日期'
    : '成文日期应为负责人签发或者会议通过的日期';
  return `${days}。${due}：${mend}，确有原因的请在此说明`;
}

/**
 * What is odd about a numbered text that is to replace one that is out and bears another date: neither a correction nor a change moves the
 * day it was formed, not to the day it is signed again either. A reason settles it, for a date may be what was written wrong.
 */
export function redatedFinding(stood: Content, { content }: { readonly content: Content }): string | undefined {
  const { documentNumber, formedOn: on } = content;
  const before = formedOnOf(stood);
  if (!documentNumber?.trim() || on === undefined || on === before) return undefined;
  return `文件公开时的成文日期为${chineseDate(before)}，现在的文稿写为${chineseDate(on as LocalDate)}。更正、变更不改变成文日期：请退回改回，原来的日期写错了的请在此说明`;
}

/** The date a document had when it was last issued, whether or not it was returned since; undefined where it never was. */
export async function dateLastIssued(db: Db | Tx, documentId: string): Promise<LocalDate | undefined> {
  const row = await db
    .selectFrom('signature as s')
    .innerJoin('document_revision as r', 'r.id', 's.revision_id')
    .select(({ fn }) => fn.coalesce('s.formed_on', 'r.formed_on').as('on'))
    .where('s.document_id', '=', documentId)
    .where('s.step', '=', 'issue')
    .where('s.agrees', '=', true)
    .orderBy('s.signed_at', 'desc')
    .executeTakeFirst();
  return row?.on ?? undefined;
}

/**
 * What is odd about another date than the one a numbered document was issued with before it was returned: with it the period begins anew,
 * which a return alone is no reason for.
 */
export function reissuedFinding(
  { content }: { readonly content: Content },
  on: string | undefined,
  before: LocalDate | undefined,
): string | undefined {
  if (!content.documentNumber?.trim() || on === undefined || before === undefined || on === before) return undefined;
  return `这份文件此前已经签发，成文日期为${chineseDate(before)}；退回后重新签发改为${chineseDate(on as LocalDate)}，公开期限将重新起算。请在此说明原因`;
}
