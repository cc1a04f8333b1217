import { sql } from 'kysely';
import { Type } from 'typebox';
import { sealDays, unsealedDays } from '#commons/journal/index.ts';
import { throughTheDoor } from '#commons/publishing/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';

/** As many days as go into one transaction when an installation was down, or a demonstration has lived through months. */
const MOST_AT_ONCE = 120;

/**
 * Seals every civil day that is over and not sealed, in order, and publishes the roots. Gives how many.
 * Two processes may run it at once; a root the portal already holds for such a day is not overwritten but fails: somebody removed the seal.
 */
export async function sealOverdueDays(services: Services): Promise<number> {
  let sealed = 0;
  for (;;) {
    const days = await act(services, systemActor, sealNext);
    sealed += days;
    if (days < MOST_AT_ONCE) return sealed;
  }
}

async function sealNext(a: Act): Promise<number> {
  // One at a time: each seal stands on the one before.
  await sql`select pg_advisory_xact_lock(702020)`.execute(a.tx);
  const days = (await unsealedDays(a.tx, a.today)).slice(0, MOST_AT_ONCE);
  if (days.length === 0) return 0;
  const seals = await sealDays(a.tx, days, { algorithm: a.services.config.journalAlgorithm, now: a.now });
  await throughTheDoor(a, async (tx) => {
    await tx
      .insertInto('portal.seal')
      .values(
        seals.map((seal) => ({
          ...seal,
          root: seal.root.toString('hex'),
          previous_root: seal.previous_root.toString('hex'),
        })),
      )
      .execute();
  });
  return days.length;
}

/**
 * Ten minutes after midnight: what began before midnight has been committed by then. And at ten past every other hour, for the
 * days an installation was down.
 */
export const sealJob = defineJob({
  name: 'seals.seal-days',
  label: '封存前一日的留痕并公布根值',
  cron: '10 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await sealOverdueDays(services);
  },
});
