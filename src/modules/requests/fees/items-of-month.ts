import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { quote } from '../law/fees.ts';

export interface CountedItem {
  readonly id: string;
  readonly number: string;
  readonly receivedOn: LocalDate;
  /** Which of the applicant's items of the month it is. */
  readonly nth: number;
  /** Yuan, by its own place in the tariff. */
  readonly price: number;
}

/** What one applicant has asked for in the calendar month of a request, with the price of each: the ledger behind a fee by items. */
export interface ItemsOfMonth {
  /** 2026-03. */
  readonly month: string;
  readonly items: readonly CountedItem[];
  /** The request's own line; undefined until it is confirmed. */
  readonly own?: CountedItem;
}

/**
 * 政府信息公开信息处理费管理办法 (国办函〔2020〕109号) art. 4: the items of one applicant in one calendar month, through whichever channel and however they
 * were decided; those asked of the same organ, for each organ charges for its own (ours). Counted in the order they were registered; a request that was split counts by its parts. Of those received the month is that of the day
 * they count as received (ours).
 */
export async function itemsOfMonth(db: Db | Tx, requestId: string): Promise<ItemsOfMonth> {
  const { rows } = await sql<{ id: string; number: string; receivedOn: LocalDate; month: string }>`
    with own as (
      select r.applicant_hash, m.bureau_id, date_trunc('month', m.received_on)::date as month
      from request r join matter m on m.id = r.id where r.id = ${requestId}
    )
    select m.id, m.number, m.received_on as "receivedOn", to_char(own.month, 'YYYY-MM') as month
    from own
    join request r on r.applicant_hash = own.applicant_hash
    join matter m on m.id = r.id and m.bureau_id = own.bureau_id
    where m.kind = 'request' and m.received_on >= own.month and m.received_on < own.month + interval '1 month'
      and r.confirmed_on is not null and m.state <> 'split'
    order by m.started_at, length(m.number), m.number`.execute(db);
  const items = rows.map(({ id, number, receivedOn }, at) => ({
    id,
    number,
    receivedOn,
    nth: at + 1,
    price: priceOf(at + 1),
  }));
  const own = items.find(({ id }) => id === requestId);
  return { month: rows[0]?.month ?? '', items, ...(own && { own }) };
}

/** What the nth item of a month costs by itself. */
export const priceOf = (nth: number): number => quote({ items: nth }).total - quote({ items: nth - 1 }).total;
