import { forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import type { NewSubscription, SubscriptionChange } from './contract.ts';
import { deliverJob } from './deliver-job.ts';
import { addressDefect } from './outbound-address.ts';
import { managedPartner, partnerChain } from './partners.ts';
import { bureausOfPartners, ofBureaus } from './partner-sight.ts';
import { exchangePolicy } from './policy.ts';

const MOST_SUBSCRIPTIONS = 20;

/** Registers where a partner is told of what becomes public. Refuses addresses we do not reach, unknown columns and types, all at once. */
export async function subscribe(act: Act, { partnerId, ...fields }: NewSubscription): Promise<string> {
  await managedPartner(act, partnerId);
  await demandSound(act, fields);
  const { count } = await act.tx
    .selectFrom('exchange_subscription')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('partner_id', '=', partnerId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_SUBSCRIPTIONS) throw refused([`一个系统最多登记 ${MOST_SUBSCRIPTIONS} 个订阅`]);
  const { id } = await act.tx
    .insertInto('exchange_subscription')
    .values({ partner_id: partnerId, ...columnsOf(fields), changed_by: act.actor.id, changed_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const payload = { subscriptionId: id, ...withoutQuery(fields) };
  await appendJournal(act, { chain: partnerChain(partnerId), action: 'exchange.subscribed', payload });
  return id;
}

export async function changeSubscription(act: Act, id: string, change: SubscriptionChange): Promise<void> {
  const { version, ...fields } = change;
  const row = await managed(act, id);
  if (row.version !== version) throw stale();
  await demandSound(act, fields);
  await act.tx
    .updateTable('exchange_subscription')
    .set({ ...columnsOf(fields), version: version + 1, changed_by: act.actor.id, changed_at: act.now })
    .where('id', '=', id)
    .execute();
  const payload = { subscriptionId: id, ...withoutQuery(fields) };
  await appendJournal(act, { chain: partnerChain(row.partner_id), action: 'exchange.subscription-changed', payload });
}

/** Holds back what would be sent, or lets it go again. Nothing is lost meanwhile: it waits. */
export async function pauseSubscription(act: Act, id: string, reason: string): Promise<void> {
  const row = await managed(act, id);
  const paused = row.paused_at === null;
  await act.tx
    .updateTable('exchange_subscription')
    .set((eb) => ({ paused_at: paused ? act.now : null, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  const payload = { subscriptionId: id, paused, reason };
  await appendJournal(act, { chain: partnerChain(row.partner_id), action: 'exchange.subscription-paused', payload });
  if (!paused) await act.services.jobs.enqueue(act.tx, deliverJob, {});
}

/** Sends something once more, with a new round of tries. What was withdrawn meanwhile is not sent again. */
export async function replayDelivery(act: Act, id: string, reason: string): Promise<void> {
  const row = await deliveryToSettle(act, id);
  if (row.state === 'superseded') throw refused(['这份文件已经撤回，不能再推送']);
  await act.tx
    .updateTable('exchange_delivery')
    .set({ state: 'waiting', tries: 0, next_at: act.now, settled_by: act.actor.id, settled_for: reason })
    .where('id', '=', id)
    .execute();
  const payload = { deliveryId: id, reason };
  await appendJournal(act, { chain: partnerChain(row.partner_id), action: 'exchange.delivery-replayed', payload });
  await act.services.jobs.enqueue(act.tx, deliverJob, {});
}

/** Says that something need not be sent any more: the alarm about it ends. */
export async function abandonDelivery(act: Act, id: string, reason: string): Promise<void> {
  const row = await deliveryToSettle(act, id);
  if (row.state !== 'waiting' && row.state !== 'dead') throw refused(['只有等待发送和已停发的推送可以放弃']);
  await act.tx
    .updateTable('exchange_delivery')
    .set({ state: 'abandoned', settled_by: act.actor.id, settled_for: reason })
    .where('id', '=', id)
    .execute();
  const payload = { deliveryId: id, reason };
  await appendJournal(act, { chain: partnerChain(row.partner_id), action: 'exchange.delivery-abandoned', payload });
}

async function deliveryToSettle(act: Act, id: string) {
  if (!allows(exchangePolicy['exchange.settle-deliveries'], act.actor)) throw forbidden();
  const row = await act.tx
    .selectFrom('exchange_delivery as x')
    .innerJoin('exchange_partner as p', 'p.id', 'x.partner_id')
    .select(['x.partner_id', 'x.state'])
    .where('x.id', '=', id)
    .where(ofBureaus(bureausOfPartners(act.actor)))
    .forUpdate('x')
    .executeTakeFirst();
  if (!row) throw notFound('这次推送');
  return row;
}

async function managed(act: Act, id: string) {
  const row = await act.tx
    .selectFrom('exchange_subscription')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('这个订阅');
  await managedPartner(act, row.partner_id);
  return row;
}

type Fields = Omit<NewSubscription, 'partnerId'>;

async function demandSound({ tx, services }: Act, fields: Fields): Promise<void> {
  const defects: Record<string, string> = {};
  const address = await addressDefect(services, fields.url);
  if (address) defects.url = address;
  const known = await tx.selectFrom('publication_column').select('key').execute();
  const columns = fields.columns.filter((key) => !known.some((column) => column.key === key));
  if (columns.length > 0) defects.columns = `没有这些栏目：${columns.join('、')}`;
  const types = fields.types.filter((key) => !services.catalogue.contentTypes.has(key));
  if (types.length > 0) defects.types = `没有这些信息类别：${types.join('、')}`;
  if (Object.keys(defects).length > 0) throw invalid(defects);
}

const columnsOf = ({ name, url, events, columns, types, unitIds }: Fields) => ({
  name,
  url,
  events: [...events],
  columns: [...columns],
  types: [...types],
  unit_ids: [...unitIds],
});

/** What stands behind the question mark of an address may be a secret of the receiver. */
const withoutQuery = ({ url, ...fields }: Fields) => ({ ...fields, url: url.replace(/\?.*$/, '') });
