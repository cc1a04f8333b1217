import type { ReactNode } from 'react';
import { chineseDate, chineseDateTime, civilDate, type Instant, type LocalDate, pageTagTime } from '#kernel/dates.ts';

/** Terms with their values, two beside each other where there is room. A term without a value is left out. */
export function DefinitionList({
  items,
}: {
  readonly items: readonly { readonly term: string; readonly value: ReactNode }[];
}) {
  const stated = items.filter(({ value }) => value !== undefined && value !== null && value !== '' && value !== false);
  return (
    <dl className="facts">
      {stated.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `2026年11月30日`. */
export function DateText({ on }: { readonly on: LocalDate }) {
  return <time dateTime={on}>{chineseDate(on)}</time>;
}

/** `2026-11-30`, for columns of dates. */
export function ShortDate({ at }: { readonly at: Instant }) {
  const on = civilDate(at);
  return <time dateTime={on}>{on}</time>;
}

/** `2026年11月30日 09:05`, Shanghai time. */
export function TimeText({ at }: { readonly at: Instant }) {
  return <time dateTime={at}>{chineseDateTime(at)}</time>;
}

/** `2026-11-30 09:05`, the form the site guide asks for beside an article's title. */
export function PublishedTime({ at }: { readonly at: Instant }) {
  return <time dateTime={at}>{pageTagTime(at)}</time>;
}
