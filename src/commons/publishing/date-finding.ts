import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Content } from './contract.ts';

/**
 * What is odd about the date a numbered document bears, seen by whoever signs it on a day: it is to be the day on which the
 * one responsible signs, or the meeting adopts it (党政机关公文处理工作条例第九条). A reason settles it, a refusal would be
 * wrong: what was signed on paper comes here later. Documents without a number bear the day they were made.
 */
export function dateFinding(
  { documentNumber, formedOn }: Content,
  signedOn: LocalDate,
  passedOn?: LocalDate,
): string | undefined {
  if (!documentNumber?.trim() || formedOn === signedOn || formedOn === passedOn) return undefined;
  const days = `成文日期为${chineseDate(formedOn as LocalDate)}，与签发日期${chineseDate(signedOn)}不一致`;
  return `${days}。成文日期应为负责人签发或者会议通过的日期：请退回改正，确有原因的请在此说明`;
}
