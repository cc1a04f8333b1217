import type { TimelineEntry } from '#commons/casework/contract.ts';
import { civilDate } from '#kernel/dates.ts';
import { useMe } from './session.ts';
import { CivilDate, Facts, Moment } from './small-pieces.tsx';

/**
 * What has happened, newest first, each with who, for whom, when, and what was said. The round in which it happened is marked where it changes; so is
 * what others did since the reader had last read (`seen`, see `useSeen`).
 */
export function Timeline({
  entries,
  seen,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly seen?: number | null | undefined;
}) {
  const me = useMe().person.id;
  const newest = [...entries].sort((a, b) => b.seq - a.seq);
  const rounds = new Set(entries.map(({ round }) => round)).size > 1;
  return (
    <ol className="timeline" aria-label="流转记录，最近的在前">
      {newest.map((entry, at) => (
        <li key={entry.seq}>
          {rounds && newest[at - 1]?.round !== entry.round && <p className="timeline-round">第 {entry.round} 轮</p>}
          <p className="timeline-line">
            <strong>{entry.label}</strong>
            {typeof seen === 'number' && entry.seq > seen && entry.actor?.id !== me && (
              <span className="news-word">新进展</span>
            )}
            <span>
              {entry.actor?.name ?? '系统'}
              {entry.onBehalfOf && <>（代 {entry.onBehalfOf.name}）</>}
              {entry.unit && <span className="muted"> · {entry.unit}</span>}
            </span>
            <span className="muted">
              <Moment at={entry.at} />
              {!sameDay(entry) && (
                <>
                  {' '}
                  · 生效日期 <CivilDate on={entry.legalDate} />
                </>
              )}
            </span>
          </p>
          {entry.fields.length > 0 && (
            <Facts
              facts={entry.fields.map(({ label, value }) => [
                label,
                <span key={label} className="as-typed">
                  {value}
                </span>,
              ])}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

/** The legal date is repeated only where it differs from the day of the entry. */
const sameDay = ({ at, legalDate }: TimelineEntry): boolean => civilDate(at) === legalDate;
