import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import { civilDate, type Instant, instant, type LocalDate } from '#kernel/dates.ts';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { PaymentOutcome } from './contract.ts';
import { deliverJob } from './deliver-job.ts';
import type { PaymentCode, PaymentCodeReceipt, PaymentReceipt, PaymentReport } from './payment-schema.ts';
import { type PaymentOrder, subjectOf } from './payment-subject.ts';
import type { Partner } from './signed-call.ts';
import { sha256 } from './signing.ts';

/**
 * Asks the payment platform of a bureau for an order over what a notice asks for, once for each notice; does nothing where the bureau has no platform,
 * or stopped its exchange. What leaves says nothing of what was applied for.
 */
export async function askPayment(
  a: Act,
  asked: Omit<PaymentOrder, 'id'> & { readonly bureauId: string; readonly amountFen: number },
): Promise<void> {
  const partner = await a.tx
    .selectFrom('exchange_partner')
    .select(['id', 'payments_item'])
    .where('bureau_id', '=', asked.bureauId)
    .where('payments_url', 'is not', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!partner?.payments_item) return;
  const { id } = await a.tx
    .insertInto('exchange_payment_order')
    .values({
      partner_id: partner.id,
      matter_id: asked.matterId,
      subject_id: asked.subjectId,
      reference: asked.reference,
      item_code: partner.payments_item,
      amount_fen: asked.amountFen,
      asked_at: a.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(a, {
    chain: matterChain(asked.matterId),
    action: 'exchange.payment-asked',
    payload: { orderId: id, reference: asked.reference, amountFen: asked.amountFen },
  });
  await sendOrder(a, { id, partnerId: partner.id }, 'payment.requested');
}

/** Tells the platform of the order of a notice once more: its last day has become known. Nothing where there is none, or it is over. */
export async function tellPaymentAgain(a: Act, subjectId: string): Promise<void> {
  const order = await a.tx
    .selectFrom('exchange_payment_order')
    .select(['id', 'partner_id as partnerId'])
    .where('subject_id', '=', subjectId)
    .where('over_at', 'is', null)
    .executeTakeFirst();
  if (order) await sendOrder(a, order, 'payment.requested');
}

/** What is not to be paid any more, or was paid another way: the platform is told to close the orders of a matter. */
export async function endPayments(a: Act, matterId: string): Promise<void> {
  const ended = await a.tx
    .updateTable('exchange_payment_order')
    .set({ over_at: a.now })
    .where('matter_id', '=', matterId)
    .where('over_at', 'is', null)
    .returning(['id', 'partner_id as partnerId'])
    .execute();
  for (const order of ended) await sendOrder(a, order, 'payment.cancelled');
}

/** Puts down that the platform is told something of an order. */
export async function sendOrder(
  a: Act,
  { id, partnerId }: { readonly id: string; readonly partnerId: string },
  event: 'payment.requested' | 'payment.queried' | 'payment.cancelled',
): Promise<void> {
  await a.tx
    .insertInto('exchange_delivery')
    .values({ partner_id: partnerId, payment_order_id: id, event, made_at: a.now, next_at: a.now })
    .execute();
  await a.services.jobs.enqueue(a.tx, deliverJob, {});
}

/** The codes people pay with, by what asks for the money. */
export async function paymentCodes(
  db: Db | Tx,
  matterId: string,
): Promise<ReadonlyMap<string, { readonly code: string; readonly payUrl: string | null }>> {
  const rows = await db
    .selectFrom('exchange_payment_order')
    .select(['subject_id', 'code', 'pay_url'])
    .where('matter_id', '=', matterId)
    .execute();
  return new Map(
    rows.flatMap(({ subject_id, code, pay_url }) => (code ? [[subject_id, { code, payUrl: pay_url }] as const] : [])),
  );
}

/** What the platform reported on the orders of a matter, oldest first. */
export async function paymentReports(db: Db | Tx, matterId: string): Promise<readonly PaymentReported[]> {
  const rows = await db
    .selectFrom('exchange_payment_report as r')
    .innerJoin('exchange_payment_order as o', 'o.id', 'r.order_id')
    .select(['r.id', 'o.subject_id as subjectId', 'r.amount_fen as amountFen', 'r.paid_on as paidOn', 'r.voucher'])
    .select(['r.outcome', 'r.received_at as receivedAt'])
    .where('o.matter_id', '=', matterId)
    .orderBy('r.received_at')
    .execute();
  return rows.map((row) => ({ ...row, amountFen: Number(row.amountFen), outcome: row.outcome as PaymentOutcome }));
}

export interface PaymentReported {
  readonly id: string;
  readonly subjectId: string;
  readonly amountFen: number;
  readonly paidOn: LocalDate;
  readonly voucher: string;
  readonly outcome: PaymentOutcome;
  readonly receivedAt: Instant;
}

/** Takes the code of an order: the same again is answered with the same receipt; another is refused, for people may be paying with the first. */
export async function takePaymentCode(
  services: Services,
  partner: Partner,
  { orderId, code, payUrl }: PaymentCode,
): Promise<{ readonly receipt: PaymentCodeReceipt; readonly repeated: boolean }> {
  return act(services, systemActor, async (a) => {
    const order = await orderOf(a, partner, orderId);
    if (!order) throw notFound('这笔缴款请求');
    const known = order.code !== null && order.code === code && (order.pay_url ?? undefined) === payUrl;
    if (order.code !== null && !known) throw refused(['这笔缴款请求已经有缴款码，不能更换']);
    if (!known && order.over_at) throw refused(['这笔缴款已经结束，不再需要缴款码']);
    const receivedAt: Instant = known && order.coded_at ? instant(order.coded_at) : a.now;
    if (!known) {
      await a.tx
        .updateTable('exchange_payment_order')
        .set({ code, pay_url: payUrl ?? null, coded_at: a.now })
        .where('id', '=', orderId)
        .execute();
      await appendJournal(a, {
        chain: matterChain(order.matter_id),
        action: 'exchange.payment-coded',
        payload: { orderId, code },
      });
      await subjectOf(services).coded(a, told(order));
    }
    return { receipt: { orderId, code, receivedAt }, repeated: known };
  });
}

/**
 * Takes a report of what was paid, each once. What agrees with its order to the fen, in time and while it is waited for, is entered as a hand would;
 * everything else is kept, answered with what is wrong, and put before the office: it changes nothing by itself.
 */
export async function takePayment(
  services: Services,
  partner: Partner,
  report: PaymentReport,
): Promise<{ readonly receipt: PaymentReceipt; readonly repeated: boolean }> {
  const payloadHash = sha256(canonicalJson(report));
  return act(services, systemActor, async (a) => {
    // Locked before it is asked whether the report is known: two that come together are one after the other, also where there is no order to lock.
    await sql`select pg_advisory_xact_lock(hashtext(${payloadHash}))`.execute(a.tx);
    const order = await orderOf(a, partner, report.orderId);
    const known = await a.tx
      .selectFrom('exchange_payment_report')
      .select(['outcome', 'received_at'])
      .where('partner_id', '=', partner.id)
      .where('payload_hash', '=', payloadHash)
      .executeTakeFirst();
    if (known)
      return {
        receipt: {
          orderId: report.orderId,
          outcome: known.outcome as PaymentOutcome,
          receivedAt: instant(known.received_at),
        },
        repeated: true,
      };
    const paidOn = report.paidOn as LocalDate;
    if (paidOn > a.today) throw invalid({ paidOn: '缴款日期不能晚于今天' });
    if (order && paidOn < civilDate(order.asked_at)) throw invalid({ paidOn: '缴款日期不能早于请求缴款之日' });
    // A code that is not the order's is money for something else.
    const ours = order && (order.code === null || order.code === report.code) ? order : undefined;
    // Paid is paid: the platform is not asked again what became of the order, whatever the office makes of it.
    if (ours)
      await a.tx.updateTable('exchange_payment_order').set({ over_at: a.now }).where('id', '=', ours.id).execute();
    const outcome = ours ? await outcomeOf(a, ours, report) : 'unknown-order';
    const { id } = await a.tx
      .insertInto('exchange_payment_report')
      .values({
        partner_id: partner.id,
        order_id: ours?.id ?? null,
        payload_hash: payloadHash,
        code: report.code,
        amount_fen: report.amountFen,
        paid_on: paidOn,
        voucher: report.voucher,
        received_at: a.now,
        outcome,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (ours) await follow(a, ours, id, outcome, report);
    else await tellOffice(a, partner, report);
    return { receipt: { orderId: report.orderId, outcome, receivedAt: a.now }, repeated: false };
  });
}

type OrderRow = NonNullable<Awaited<ReturnType<typeof orderOf>>>;

const orderOf = ({ tx }: Act, partner: Partner, id: string) =>
  tx
    .selectFrom('exchange_payment_order')
    .selectAll()
    .where('id', '=', id)
    .where('partner_id', '=', partner.id)
    .forUpdate()
    .executeTakeFirst();

async function outcomeOf(a: Act, order: OrderRow, report: PaymentReport): Promise<PaymentOutcome> {
  const before = await a.tx
    .selectFrom('exchange_payment_report')
    .select('id')
    .where('order_id', '=', order.id)
    .where('outcome', '=', 'taken')
    .executeTakeFirst();
  if (before) return 'already-paid';
  if (Number(order.amount_fen) !== report.amountFen) return 'wrong-amount';
  return subjectOf(a.services).paid(a, told(order), report.paidOn as LocalDate, report.voucher);
}

async function follow(
  a: Act,
  order: OrderRow,
  reportId: string,
  outcome: PaymentOutcome,
  { paidOn, amountFen, voucher }: PaymentReport,
): Promise<void> {
  await appendJournal(a, {
    chain: matterChain(order.matter_id),
    action: 'exchange.payment-reported',
    legalDate: paidOn as LocalDate,
    payload: { orderId: order.id, reportId, outcome, amountFen, voucher },
  });
  if (outcome !== 'taken') await subjectOf(a.services).troubled(a, told(order), reportId, outcome);
}

/** Money for nothing that we know: the openness office finds out with the platform whose it is. */
async function tellOffice(a: Act, { id, name, bureauId }: Partner, { voucher, code }: PaymentReport): Promise<void> {
  await notify(a, {
    to: [...(await holdersOf(a.tx, { role: 'openness-officer', on: a.today, bureauId }))],
    kind: 'reminder',
    title: `${name}报来一笔对不上的缴款`.slice(0, 100),
    body: `缴款码 ${code}，票据号 ${voucher}，没有对应的收费通知。请与缴款平台核对。`,
    link: '/workbench/exchange/records',
    dedupe: `exchange.payment:${id}:${voucher}`,
  });
}

const told = ({ id, matter_id, subject_id, reference }: OrderRow): PaymentOrder => ({
  id,
  matterId: matter_id,
  subjectId: subject_id,
  reference,
});
