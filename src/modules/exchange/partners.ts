import { forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { bureauOf, unitsByIds } from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db.ts';
import { isNetwork } from '#platform/networks.ts';
import type { Act } from '#platform/services.ts';
import type { NewPartner, PartnerChange } from './contract.ts';
import { addressDefect } from './outbound-address.ts';
import { exchangePolicy } from './policy.ts';

/** The journal chain of everything decided about one partner. */
export const partnerChain = (partnerId: string) => `exchange:${partnerId}`;

/**
 * Registers another system for the bureau of whoever registers it. It can do nothing until the administrator gives it a key.
 * Refuses a key that is taken, units of other bureaus, networks and addresses that are none, all at once.
 */
export async function registerPartner(act: Act, input: NewPartner): Promise<string> {
  const bureauId = bureauActedFor(act.actor);
  const { key, ...fields } = input;
  const defects = await partnerDefects(act, bureauId, fields);
  const taken = await act.tx.selectFrom('exchange_partner').select('id').where('key', '=', key).executeTakeFirst();
  if (taken) defects.key = '这个代号已经有系统在用，请换一个';
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const { id } = await act.tx
    .insertInto('exchange_partner')
    .values({ key, bureau_id: bureauId, ...columnsOf(fields), changed_by: act.actor.id, changed_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, { chain: partnerChain(id), action: 'exchange.partner-registered', payload: { ...input } });
  return id;
}

/** Changes what a partner is and may do. Whoever changes it gives it no key. */
export async function changePartner(act: Act, partnerId: string, { version, ...fields }: PartnerChange): Promise<void> {
  const partner = await managedPartner(act, partnerId);
  if (partner.version !== version) throw stale();
  const defects = await partnerDefects(act, partner.bureau_id, fields, partnerId);
  if (Object.keys(defects).length > 0) throw invalid(defects);
  await act.tx
    .updateTable('exchange_partner')
    .set({ ...columnsOf(fields), version: version + 1, changed_by: act.actor.id, changed_at: act.now })
    .where('id', '=', partnerId)
    .execute();
  await appendJournal(act, {
    chain: partnerChain(partnerId),
    action: 'exchange.partner-changed',
    payload: { ...fields },
  });
}

/** Stops everything with a partner at once: its requests are refused and nothing more is sent to it. */
export async function closePartner(act: Act, partnerId: string, reason: string): Promise<void> {
  await setClosed(act, partnerId, reason, true);
}

export async function reopenPartner(act: Act, partnerId: string, reason: string): Promise<void> {
  await setClosed(act, partnerId, reason, false);
}

async function setClosed(act: Act, partnerId: string, reason: string, close: boolean): Promise<void> {
  const partner = await managedPartner(act, partnerId);
  if (close === (partner.closed_at !== null)) throw refused([close ? '这个系统已经停用' : '这个系统没有停用']);
  await act.tx
    .updateTable('exchange_partner')
    .set((eb) => ({
      closed_at: close ? act.now : null,
      version: eb('version', '+', 1),
      changed_by: act.actor.id,
      changed_at: act.now,
    }))
    .where('id', '=', partnerId)
    .execute();
  const entry = { chain: partnerChain(partnerId), payload: { reason } };
  if (close) await appendJournal(act, { ...entry, action: 'exchange.partner-closed' });
  else await appendJournal(act, { ...entry, action: 'exchange.partner-reopened' });
}

/** The partner's row, locked, for somebody of the openness office of its bureau; not found for everybody else. */
export async function managedPartner(act: Act, partnerId: string) {
  const partner = await partnerById(act.tx, partnerId);
  if (!partner) throw notFound('这个对接系统');
  if (!allows(exchangePolicy['exchange.manage-partners'], act.actor, { bureauId: partner.bureau_id }))
    throw forbidden('对接系统由它所属局的政务公开办公室登记和修改');
  return partner;
}

export const partnerById = (tx: Tx, id: string) =>
  tx.selectFrom('exchange_partner').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The bureau whose openness office somebody is. */
function bureauActedFor(actor: Actor): string {
  const grant = actor.grants.find(({ role }) => role === 'openness-officer');
  const bureauId = grant?.unitPath[0] ?? grant?.unitId;
  if (!bureauId) throw forbidden('对接系统由政务公开办公室登记');
  return bureauId;
}

type Fields = Omit<NewPartner, 'key'>;

async function partnerDefects({ tx, services }: Act, bureauId: string, fields: Fields, partnerId?: string) {
  const defects: Record<string, string> = {};
  const units = await unitsByIds(tx, fields.unitIds);
  const own = units.filter((unit) => bureauOf(unit) === bureauId && unit.closedOn === null);
  if (own.length < fields.unitIds.length) defects.unitIds = '只能选择本局现有的单位，请重新选择';
  const wrong = fields.networks.filter((network) => !isNetwork(network));
  if (wrong.length > 0) defects.networks = `「${wrong.join('、')}」不是网段，请写成 10.12.0.0/16 这样`;
  const address = fields.legalityUrl ? await addressDefect(services, fields.legalityUrl) : undefined;
  if (address) defects.legalityUrl = address;
  return { ...defects, ...(await paymentDefects(tx, services, bureauId, fields, partnerId)) };
}

/** A payment platform has an address, an item to pay into, the right to report, and the bureau to itself. */
async function paymentDefects(
  tx: Tx,
  services: Act['services'],
  bureauId: string,
  { paymentsUrl, paymentsItem, operations }: Fields,
  partnerId?: string,
): Promise<Record<string, string>> {
  if (!paymentsUrl) return paymentsItem ? { paymentsUrl: '填写了执收项目编码的，请填写缴款平台的接收地址' } : {};
  const defects: Record<string, string> = {};
  const address = await addressDefect(services, paymentsUrl);
  if (address) defects.paymentsUrl = address;
  if (!paymentsItem) defects.paymentsItem = '请填写财政部门核发的执收项目编码';
  if (!operations.includes('payments.report')) defects.operations = '缴款平台要回传缴款码和缴款结果，请勾选“非税缴款”';
  const other = await tx
    .selectFrom('exchange_partner')
    .select('name')
    .where('bureau_id', '=', bureauId)
    .where('payments_url', 'is not', null)
    .$if(partnerId !== undefined, (rows) => rows.where('id', '<>', partnerId ?? ''))
    .executeTakeFirst();
  if (other) defects.paymentsUrl = `本局已经登记了缴款平台（${other.name}），一个局只能登记一个`;
  return defects;
}

const columnsOf = ({ name, contact, operations, unitIds, networks, perMinute, ...fields }: Fields) => ({
  name,
  contact,
  operations: [...operations],
  unit_ids: [...unitIds],
  networks: [...networks],
  per_minute: perMinute,
  legality_url: fields.legalityUrl || null,
  payments_url: fields.paymentsUrl || null,
  payments_item: fields.paymentsItem || null,
  answer_hours: fields.answerHours,
});
