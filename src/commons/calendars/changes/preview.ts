import type { WorkCalendar } from '#kernel/calendar.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { digest } from '#kernel/hash-chain.ts';
import { awaitedPeopleOf, type Movement, matterPath, movementsBy } from '#commons/casework/index.ts';
import { peopleByIds, unitsByIds } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { type NewVersion, withVersions } from './announcement.ts';
import type { MovingLine } from './contract.ts';

/** What would happen if it were put in force now. */
export interface Preview {
  readonly calendar: WorkCalendar;
  readonly moved: readonly Movement[];
  readonly settled: number;
  /** Whom each matter waits for, by its id. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** Of days and movements: who puts it in force has seen exactly these. */
  readonly hash: string;
}

/** Looks and changes nothing. What moves is counted by the same function that moves it. */
export async function previewOf(
  db: Db | Tx,
  services: Services,
  current: WorkCalendar,
  versions: readonly NewVersion[],
  noticeTitle: string,
): Promise<Preview> {
  const calendar = withVersions(current, versions, noticeTitle);
  const { moved, settled } = await movementsBy(db, services, calendar);
  const told = await awaitedPeopleOf(
    db,
    moved.map(({ matter }) => matter.id),
    services.time.today(),
  );
  const seen = {
    versions,
    moved: moved.map(({ matter, dueOn, provisional }) => [matter.id, matter.dueOn, dueOn, provisional]),
  };
  return {
    calendar,
    moved,
    settled: settled.length,
    told,
    hash: digest('sha256', canonicalJson(seen)).toString('hex'),
  };
}

/** The movements in words people know, in the order of their new dates. */
export async function movingLines(
  db: Db | Tx,
  { catalogue }: Services,
  { moved, told }: Preview,
): Promise<readonly MovingLine[]> {
  const leads = await unitsByIds(db, [...new Set(moved.map(({ matter }) => matter.leadUnitId))]);
  const units = new Map(leads.map(({ id, name }) => [id, name]));
  const names = new Map(
    (await peopleByIds(db, [...new Set([...told.values()].flat())])).map(({ id, name }) => [id, name]),
  );
  return moved
    .map(({ matter, dueOn, provisional }) => {
      const kind = catalogue.kinds.get(matter.kind);
      return {
        id: matter.id,
        path: matterPath(kind, matter.id),
        number: matter.number,
        kindLabel: kind?.label ?? matter.kind,
        unit: units.get(matter.leadUnitId) ?? '',
        dueBefore: matter.dueOn,
        dueOn,
        provisional,
        told: (told.get(matter.id) ?? []).map((id) => names.get(id) ?? ''),
      };
    })
    .sort((a, b) => (a.dueOn === b.dueOn ? a.number.localeCompare(b.number) : a.dueOn < b.dueOn ? -1 : 1));
}
