import { sql } from 'kysely';
import { addDays, civilDate, daysBetween, type Instant, type LocalDate } from '#kernel/dates.ts';
import { type Actor, mayEver } from '#kernel/policy.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { forecastOf, usedUp } from './column-forecast.ts';
import { columnSettings } from './column-settings.ts';
import type { ColumnForecasts, ColumnLine, ColumnState, Inspected } from './column-contract.ts';
import type { Content, Drafting } from './contract.ts';
import type { RevisionDetail } from './document-contract.ts';
import { publishingPolicy } from './policy.ts';
import { revisionById } from './revisions.ts';

/** What one revision held. */
export async function revisionContent(db: Db, documentId: string, number: number): Promise<RevisionDetail | undefined> {
  const row = await db
    .selectFrom('document_revision')
    .select('id')
    .where('document_id', '=', documentId)
    .where('number', '=', number)
    .executeTakeFirst();
  const revision = row && (await revisionById(db, row.id));
  if (!revision) return undefined;
  const content = await withoutHiddenNames(db, documentId, revision.content);
  return { number, contentHash: revision.contentHash, content };
}

/** Files that were cleared and whose name says too much itself: the revision is as it was written; it is not shown so. */
async function withoutHiddenNames(db: Db, documentId: string, content: Content): Promise<Content> {
  const hidden = await db
    .selectFrom('attachment')
    .select(['id', 'hash', 'name'])
    .where('matter_id', '=', documentId)
    .where('name_hidden', '=', true)
    .execute();
  if (hidden.length === 0) return content;
  const shown = <F extends { readonly id: string; readonly hash: string; readonly name: string }>(file: F): F => {
    const cleared = hidden.find(({ id, hash }) => id === file.id || hash === file.hash);
    return cleared ? { ...file, name: cleared.name } : file;
  };
  const { attachments, media } = content;
  return {
    ...content,
    ...(attachments && { attachments: attachments.map(shown) }),
    ...(media && { media: media.map(shown) }),
  };
}

/** The units in whose name somebody may draft. */
export async function draftingFor({ db, time }: Services, actor: Actor): Promise<Drafting> {
  const drafting = publishingPolicy['publishing.draft'];
  const grants = actor.grants.filter((grant) => mayEver(drafting, { ...actor, grants: [grant] }));
  const units = await db
    .selectFrom('unit')
    .select(['id', 'name', 'path'])
    .where(
      'id',
      'in',
      grants.map(({ unitId }) => unitId),
    )
    .where('closed_on', 'is', null)
    .orderBy('position')
    .execute();
  return { today: time.today(), units: units.map(({ id, name, path }) => ({ id, name, bureauId: path[0] ?? id })) };
}

/** Columns with their responsible unit, their last release and the day by which they need the next. */
export async function columnsWithFreshness({ db, time }: Services): Promise<ColumnLine[]> {
  const rows = await db
    .selectFrom('publication_column as c')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoin('person as p', 'p.id', 'c.keeper_id')
    .select((eb) => [
      'c.state',
      'c.inspected_as as inspectedAs',
      'c.keeper_id as keeperId',
      'p.name as keeperName',
      'c.opened_on as openedOn',
      'c.retired_on as retiredOn',
      'c.retired_reason as retiredReason',
      'c.successor_key as successorKey',
      'c.key',
      'c.name',
      'c.version',
      'c.description',
      'c.keywords',
      'c.position',
      'c.unit_id as unitId',
      'c.section',
      'u.name as unitName',
      'c.fresh_days as freshDays',
      // A correction renews a page, not its column: inspectors look for what is new.
      sql<Instant | null>`(select max(x.released_at) from release x
        join document d on d.id = x.document_id join document_revision r on r.id = d.released_revision_id
        where x.kind = 'release' and r.column_key = ${eb.ref('c.key')} and d.withdrawn_at is null)`.as(
        'lastReleasedAt',
      ),
      sql<number>`(select count(*) from document d join document_revision r on r.id = d.released_revision_id
        where r.column_key = ${eb.ref('c.key')} and d.withdrawn_at is null)`.as('documents'),
    ])
    .orderBy('c.position')
    .orderBy('c.key')
    .execute();
  return rows.map((row) => ({
    ...row,
    // The table's checks allow no other words.
    state: row.state as ColumnState,
    inspectedAs: row.inspectedAs as Inspected,
    ...freshness(row, time.today()),
  }));
}

/** An open column that has never had a release is stale from the first day. What is not open needs no renewal. */
function freshness(
  {
    state,
    freshDays,
    lastReleasedAt,
  }: { readonly state: string; readonly freshDays: number | null; readonly lastReleasedAt: Instant | null },
  today: LocalDate,
): Pick<ColumnLine, 'staleOn' | 'daysLeft' | 'used'> {
  if (freshDays === null || state !== 'open') return { staleOn: null, daysLeft: null, used: null };
  const since = lastReleasedAt ? civilDate(lastReleasedAt) : addDays(today, -freshDays);
  const staleOn = addDays(since, freshDays);
  return { staleOn, daysLeft: daysBetween(today, staleOn), used: usedUp(since, freshDays, today) };
}

/** What an inspector would count today and in the weeks to come. */
export async function columnForecasts(services: Services): Promise<ColumnForecasts> {
  const limits = await columnSettings.current(services.db);
  const columns = (await columnsWithFreshness(services)).filter(({ state }) => state === 'open');
  return { limits, forecasts: forecastOf(columns, services.time.today(), limits) };
}
