import type { WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, isLocalDate } from '#kernel/dates.ts';
import type { ContentType } from './content-type.ts';
import { lastDayWords } from './last-day.ts';

/** As much of a field's JSON schema as says how it is shown. */
interface FieldSchema {
  readonly title?: string;
  readonly format?: string;
  readonly anyOf?: readonly { readonly const?: unknown; readonly title?: string }[];
  readonly 'x-public'?: boolean;
  readonly 'x-in-ledger'?: boolean;
  readonly 'x-last-day'?: string;
}

/**
 * What a kind of document brings to the facts of its public page, from its own declaration: each plain field with a title, in words.
 * Lists and structures are for the type's own page; what says `x-public: false` is for staff. What says `x-in-ledger: true` is left out
 * where a ledger tells it (`ledgered`): a validity that was lengthened is not what was typed once. What names by
 * `x-last-day` the field in which a period of the public begins ends that period, and says so where a rest day moves it.
 */
export function typeFacts(
  { data: schema }: Pick<ContentType, 'data'>,
  data: Readonly<Record<string, unknown>>,
  calendar: WorkCalendar,
  ledgered = false,
): { readonly term: string; readonly value: string }[] {
  const fields = Object.entries(schema.properties) as unknown as [string, FieldSchema][];
  return fields.flatMap(([name, field]) => {
    const untold = field['x-public'] === false || (ledgered && field['x-in-ledger']) || !field.title;
    const value = untold ? undefined : spoken(field, data[name], calendar, data[field['x-last-day'] ?? '']);
    return value === undefined ? [] : [{ term: field.title ?? '', value }];
  });
}

function spoken(field: FieldSchema, value: unknown, calendar: WorkCalendar, begunOn: unknown): string | undefined {
  const isLastDay = field['x-last-day'] && typeof value === 'string' && isLocalDate(value);
  return isLastDay
    ? lastDayWords(value, calendar, typeof begunOn === 'string' ? begunOn : undefined)
    : inWords(field, value);
}

function inWords({ anyOf, format }: FieldSchema, value: unknown): string | undefined {
  if (anyOf) return anyOf.find((one) => one.const === value)?.title;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  return format === 'date' && isLocalDate(value) ? chineseDate(value) : value;
}

/** Every word of a kind's own values that the public may read, in lists and structures too: what a document is found by. */
export function typeWords(
  { data: schema }: Pick<ContentType, 'data'>,
  data: Readonly<Record<string, unknown>>,
): string {
  const fields = Object.entries(schema.properties) as unknown as [string, FieldSchema][];
  return fields
    .filter(([, field]) => field['x-public'] !== false)
    .flatMap(([name, field]) => inWords(field, data[name]) ?? textsWithin(data[name]))
    .join('\n');
}

function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}
