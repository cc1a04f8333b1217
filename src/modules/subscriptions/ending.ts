import type { Act } from '#platform/services.ts';

/** Ends a subscription: its address is forgotten at once, and what is still waiting for it is not sent. */
export async function end({ tx, now }: Act, id: string, by: 'reader' | 'bounced'): Promise<void> {
  await tx
    .updateTable('subscription')
    .set({ ended_at: now, ended_by: by, address: null, address_hash: null, confirm_hash: null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  await tx.deleteFrom('subscription_letter').where('subscription_id', '=', id).execute();
  await tx
    .updateTable('subscription_delivery')
    .set({ state: 'ended' })
    .where('subscription_id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** A release and an end may cross: what was written for a subscription after it had ended is put right. */
export async function endedDeliveries({ tx }: Act): Promise<void> {
  await tx
    .updateTable('subscription_delivery')
    .set({ state: 'ended' })
    .where('state', '=', 'waiting')
    .where('subscription_id', 'in', (eb) =>
      eb.selectFrom('subscription').select('id').where('ended_at', 'is not', null),
    )
    .execute();
}
