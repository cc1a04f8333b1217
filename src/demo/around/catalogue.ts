import { addDays, type LocalDate } from '#kernel/dates.ts';
import { addStandardCatalogue, changeItem } from '#modules/disclosure-catalogue/index.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { catalogueSince, type MovingClock, workHour } from '../publishing/index.ts';

/** Longer than a holiday, so that the first document that names an item finds it in force. */
const DAYS_EARLIER = 20;

/** What this bureau publishes whenever it is formed, where the delivered catalogue asks for it by a day. */
const AS_FORMED = [
  'annual-plan',
  'service-statistics',
  'suggestions',
  'evaluation',
  'replies',
  'enforcement-data',
  'risk-notices',
  'functions',
  'structure',
  'enforcement-basis',
];

/**
 * The delivered catalogue comes into force before the year begins; the openness office fits some items to what the bureau has. What
 * it left as it was and nobody published since is owed: the yearly summary and the yearly figures.
 */
export async function catalogueInForce(services: Services, cast: Cast, clock: MovingClock, today: LocalDate) {
  const from = addDays(catalogueSince(today), -DAYS_EARLIER);
  clock.moveTo(workHour(services, from, 9));
  await act(services, systemActor, (a) => addStandardCatalogue(a));
  const officer = await cast('openness-officer');
  for (const key of AS_FORMED) await act(services, officer, (a) => asFormed(a, key));
}

async function asFormed(a: Act, key: string): Promise<void> {
  const row = await a.tx
    .selectFrom('catalogue_edition')
    .selectAll()
    .where('item_key', '=', key)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await changeItem(a, key, {
    version: row.number,
    inForceFrom: a.today,
    reason: '结合本局实际，改为形成或者变更后公开',
    name: row.name,
    statutoryClass: row.statutory_class,
    content: row.content,
    basis: row.basis,
    unitId: row.unit_id,
    columnKey: row.column_key,
    types: row.types,
    frequency: 'on-forming',
    workdays: 20,
    channel: row.channel,
    timeLimit: row.time_limit,
    audience: row.audience,
    position: row.position,
  });
}
