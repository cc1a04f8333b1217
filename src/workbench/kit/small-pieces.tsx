import type { ReactNode } from 'react';
import { chineseDate, chineseDateTime, type Instant, type LocalDate } from '#kernel/dates.ts';

/** A unit's name with the part it has, if any: 牵头 药品注册管理处. */
export function UnitTag({
  name,
  part,
  muted = false,
}: {
  readonly name: string;
  readonly part?: string | undefined;
  readonly muted?: boolean;
}) {
  return (
    <span className={muted ? 'unit-tag unit-tag-muted' : 'unit-tag'}>
      {part && <span className="unit-part">{part}</span>}
      {name}
    </span>
  );
}

/** Where something stands, in the workflow's words; `done` for what is closed. */
export function StateTag({
  label,
  done = false,
  late = false,
}: {
  readonly label: string;
  readonly done?: boolean;
  readonly late?: boolean;
}) {
  const look = done ? ' state-tag-done' : late ? ' state-tag-late' : '';
  return <span className={`state-tag${look}`}>{label}</span>;
}

/** Words exactly as they stand in a document or were sent by somebody; `from` says where. */
export function Verbatim({ children, from }: { readonly children: ReactNode; readonly from?: ReactNode }) {
  return (
    <figure className="verbatim">
      <blockquote>{children}</blockquote>
      {from && <figcaption>{from}</figcaption>}
    </figure>
  );
}

/** 2026年11月30日, or a dash that is read as 未定. */
export function CivilDate({ on }: { readonly on: LocalDate | null | undefined }) {
  return on ? <time dateTime={on}>{chineseDate(on)}</time> : <Absent words="未定" />;
}

/** 2026年11月30日 09:05, in China. */
export function Moment({ at }: { readonly at: Instant | null | undefined }) {
  return at ? <time dateTime={at}>{chineseDateTime(at)}</time> : <Absent words="无" />;
}

/** A dash for the eye, words for the ear. */
export function Absent({ words = '无' }: { readonly words?: string }) {
  return (
    <span className="absent">
      <span aria-hidden="true">—</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

/** Facts as pairs of term and value in a row that wraps. Leaves out pairs without a value. */
export function Facts({ facts }: { readonly facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** 1.2 MB, for attachments. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
