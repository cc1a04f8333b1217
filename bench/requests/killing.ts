import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { killAndRecover } from '../faults/killing.ts';
import type { Installation, Product } from '../product.ts';
import { type Form, submitSteadily } from './submitting.ts';

export interface Killed {
  readonly acknowledged: number;
  /** Acknowledged and not there after the kill. */
  readonly lost: number;
  readonly unanswered: number;
  /** Of the unanswered, sent once more under the same id: those that are not there exactly once. */
  readonly notOnce: number;
  readonly recoverySeconds: number;
}

/** While applications are being sent the product is killed with -9; started again, it must have every receipt it gave. Those without an answer are sent again. */
export async function killInTheMiddle(
  where: Installation,
  product: Product,
  ownerUrl: string,
  forms: readonly Form[],
  perSecond: number,
): Promise<[Product, Killed]> {
  const sending = submitSteadily(product.base, forms, perSecond);
  await sleep((forms.length / perSecond / 2) * 1000);
  const [next, recoverySeconds] = await killAndRecover(where, product, 'application');
  const sent = await sending;
  const given = sent.given.map(({ receipt }) => receipt);
  const lost = given.length - (await receiptsKept(ownerUrl, given));
  const again = sent.unanswered.length > 0 ? await submitSteadily(next.base, sent.unanswered, perSecond) : undefined;
  const ids = sent.unanswered.map(({ id }) => id);
  const once = again ? await keptOnce(ownerUrl, ids) : 0;
  return [
    next,
    { acknowledged: given.length, lost, unanswered: ids.length, notOnce: ids.length - once, recoverySeconds },
  ];
}

/** How many of the receipts that were given stand in the intake. */
export const receiptsKept = (ownerUrl: string, receipts: readonly string[]): Promise<number> =>
  counted(
    ownerUrl,
    `select count(*)::int as n from unnest($1::text[]) as r
     where exists (select from intake.request_submission where receipt = r) or exists (select from request where receipt = r)`,
    receipts,
  );

const keptOnce = (ownerUrl: string, ids: readonly string[]): Promise<number> =>
  counted(
    ownerUrl,
    `select count(*)::int as n from unnest($1::uuid[]) as i
     where (select count(*) from intake.request_submission where id = i) = 1`,
    ids,
  );

async function counted(ownerUrl: string, query: string, values: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query<{ n: number }>(query, [values])).rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
