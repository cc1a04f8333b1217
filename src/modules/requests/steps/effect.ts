import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import type { Bucket } from '../law/reply-kinds.ts';

// What every effect of a step has at hand. Forms have been checked against `step-fields.ts`.

export type Fields = Readonly<Record<string, unknown>>;
export type Effect = (act: Act, matter: MatterRow, fields: Fields) => Promise<StepEffect | undefined>;
export const text = (fields: Fields, name: string) => String(fields[name] ?? '');
export const day = (fields: Fields, name: string) => text(fields, name) as LocalDate;

/** What the journal keeps of words that may name people. */
export const hashOf = (words: string): string => digest('sha256', words).toString('hex');

/** What came in came on a day that is past, and not before what it answers. */
export function demandDay(
  act: Act,
  fields: Fields,
  name: string,
  label: string,
  notBefore?: LocalDate | null,
): LocalDate {
  const on = day(fields, name);
  if (on > act.today) throw invalid({ [name]: `${label}不能晚于今天` });
  if (notBefore && on < notBefore) throw invalid({ [name]: `${label}不能早于${chineseDate(notBefore)}` });
  return on;
}

/** What ended without an answer has its row in the annual report all the same, on the day it ended by law. */
export async function closeAs({ tx }: Act, requestId: string, bucket: Bucket, on: LocalDate): Promise<void> {
  await tx.updateTable('request').set({ reply_kind: bucket, replied_on: on }).where('id', '=', requestId).execute();
}
