import { sql } from 'kysely';
import { workdaysBetween } from '#kernel/calendar.ts';
import { daysBetween, type LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { Frequency, OwedLine, OwedQuery } from './contract.ts';
import { openOwings, type Rule, rulesOf } from './frequency.ts';
import { fills, inForceOn } from './in-force.ts';
import { catalogueSettings } from './settings.ts';

interface Item {
  readonly key: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly columnKey: string | null;
}

/** Everything the catalogue promises that is not there: over, near, and the next of each item; the most urgent first. */
export async function owedToday(services: Services): Promise<OwedLine[]> {
  const today = services.time.today();
  const calendar = services.calendar();
  const { warnWorkdays } = await catalogueSettings.current(services.db);
  const line = (item: Item, id: string, what: string, dueOn: LocalDate, provisional: boolean, documentId?: string) => {
    const workdaysLeft = workdaysBetween(today, dueOn, calendar);
    const standing = dueOn < today ? 'over' : workdaysLeft <= warnWorkdays ? 'near' : 'open';
    return {
      id,
      itemKey: item.key,
      itemName: item.name,
      unitId: item.unitId,
      unitName: item.unitName,
      what,
      dueOn,
      provisional,
      daysLeft: daysBetween(today, dueOn),
      workdaysLeft,
      standing,
      documentId: documentId ?? null,
      columnKey: item.columnKey,
    } satisfies OwedLine;
  };
  const items = await itemsWithRules(services, today);
  const { rows: filled } = await fills().execute(services.db);
  const given = new Map(filled.map(({ itemKey, releasedOn }) => [itemKey, releasedOn]));
  const periodic = items.flatMap((item) =>
    openOwings(item.rules, given.get(item.key) ?? [], today, calendar).map(({ dueOn, provisional, period }) =>
      line(item, `${item.key}:${dueOn}`, period || '还没有公开过', dueOn, provisional),
    ),
  );
  const formed = (await draftsThatFill(services, today)).flatMap((draft) => {
    const item = items.find(({ key }) => key === draft.itemKey);
    if (item?.current?.frequency !== 'on-forming') return [];
    const what = draft.changed ? `《${draft.title}》变更后的内容` : `《${draft.title}》`;
    const id = draft.changed ? `${item.key}:${draft.id}:${draft.dueOn}` : `${item.key}:${draft.id}`;
    return [line(item, id, what, draft.dueOn, draft.provisional, draft.id)];
  });
  return [...periodic, ...formed].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** A page of it, narrowed. */
export async function owedPage(services: Services, query: OwedQuery): Promise<{ rows: OwedLine[]; total: number }> {
  const q = query.q?.trim();
  const rows = (await owedToday(services)).filter(
    (line) =>
      (!query.standing || line.standing === query.standing) &&
      (!query.unit || line.unitId === query.unit) &&
      (!q || line.itemName.includes(q) || line.what.includes(q)),
  );
  if (query.sort === '-due') rows.reverse();
  return { rows: rows.slice((query.page - 1) * query.size, query.page * query.size), total: rows.length };
}

async function itemsWithRules({ db }: Services, today: LocalDate) {
  const { rows: items } = await sql<Item>`
    select i.item_key as key, i.name, i.unit_id as "unitId", u.name as "unitName", i.column_key as "columnKey"
    from ${inForceOn(today)} i left join unit u on u.id = i.unit_id
    order by i.position, i.item_key`.execute(db);
  const editions = await db
    .selectFrom('catalogue_edition')
    .select([
      'item_key as key',
      'frequency',
      'workdays',
      'due_day as dueDay',
      'in_force_from as inForceFrom',
      'dropped',
    ])
    .orderBy('item_key')
    .orderBy('number')
    .execute();
  // The table's check allows no other words.
  const byItem = Map.groupBy(
    editions.map((edition) => ({ ...edition, frequency: edition.frequency as Frequency })),
    ({ key }) => key,
  );
  return items.map((item) => {
    const rules = rulesOf(byItem.get(item.key) ?? []);
    const current: Rule | undefined = rules.findLast(({ from, to }) => from <= today && (to === null || today < to));
    return { ...item, rules, current };
  });
}

interface UnderWay {
  readonly id: string;
  readonly itemKey: string;
  readonly title: string;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  /** It is out, and what it says has changed since. */
  readonly changed: boolean;
}

/** Documents that say they fill an item, are to be public and are not out yet, or not as the information now is; each with the day of its own clock. */
async function draftsThatFill({ db }: Services, today: LocalDate) {
  const { rows } = await sql<UnderWay>`
    select d.id, r.catalogue_item as "itemKey", r.title, m.due_on as "dueOn", m.due_provisional as provisional,
      d.released_revision_id is not null as changed
    from document d join matter m on m.id = d.id join document_revision r on r.id = d.current_revision_id
    where r.catalogue_item is not null and r.disclosure = 'active' and formed_on(r) <= ${today}
      and m.due_on is not null and m.clock_state <> 'stopped' and m.closed_on is null
    order by m.due_on, d.id limit 2000`.execute(db);
  return rows;
}
