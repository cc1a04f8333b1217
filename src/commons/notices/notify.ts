import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { sendNotices } from './jobs.ts';
import { noticeKind } from './kinds.ts';

export interface NewNotice {
  /** Ids of persons. Those no longer active are left out. */
  readonly to: readonly string[];
  /** A key of `noticeKinds`. */
  readonly kind: string;
  /** Shown in the inbox; about no matter, it goes out by mail and text message as well (`saidOutside`). */
  readonly title: string;
  /** Shown in the inbox only. */
  readonly body: string;
  /** A path of the workbench: `/workbench/matters/…`. */
  readonly link?: string;
  readonly matterId?: string;
  /** What this notice is about: the same person is told the same thing once, however often the code runs. */
  readonly dedupe: string;
}

/** All that a notice says of a matter that is restricted to named people: what it is about is seen on its page, and that look is kept. */
export const NOTICE_KEPT_SHORT = {
  title: '限定知悉的事项有新情况',
  body: '有关内容请打开事项查看；打不开的，没有列入知悉范围，请联系主管办公室。',
} as const;

/**
 * Tells people something, within the act's transaction: a row in the inbox of each and, where they have an address and the
 * channel is configured, a delivery. Gives the number of people told for the first time.
 */
export async function notify(act: Act, given: NewNotice): Promise<number> {
  const { tx, now, services } = act;
  if (given.to.length === 0) return 0;
  const notice = (await isKeptShort(tx, given.matterId)) ? { ...given, ...NOTICE_KEPT_SHORT } : given;
  const told = await tx
    .insertInto('notice')
    .columns(['person_id', 'kind', 'title', 'body', 'link', 'matter_id', 'dedupe', 'made_at'])
    .expression(
      tx
        .selectFrom('person')
        .where('active', '=', true)
        .where('id', 'in', [...new Set(notice.to)])
        .select([
          'id',
          sql<string>`${notice.kind}::text`.as('kind'),
          sql<string>`${notice.title}::text`.as('title'),
          sql<string>`${notice.body}::text`.as('body'),
          sql<string | null>`${notice.link ?? null}::text`.as('link'),
          sql<string | null>`${notice.matterId ?? null}::uuid`.as('matter_id'),
          sql<string>`${notice.dedupe}::text`.as('dedupe'),
          sql<string>`${now}::timestamptz`.as('made_at'),
        ]),
    )
    .onConflict((oc) => oc.columns(['person_id', 'dedupe']).doNothing())
    .returning('id')
    .execute();
  const ids = told.map(({ id }) => id);
  const { channels } = noticeKind(notice.kind);
  if (ids.length > 0 && (await enqueueDeliveries(act, ids, channels)) > 0)
    await services.jobs.enqueue(tx, sendNotices, {});
  return ids.length;
}

async function isKeptShort(tx: Tx, matterId: string | undefined): Promise<boolean> {
  if (matterId === undefined) return false;
  const row = await tx
    .selectFrom('matter_restriction')
    .select('matter_id')
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where a channel finds a person, and what stands in the row. A phone number stays encrypted with its person and is opened only to be dialled. */
const ADDRESSES = {
  email: { has: sql<boolean>`p.email is not null`, shown: sql<string>`p.email` },
  sms: { has: sql<boolean>`p.phone is not null`, shown: sql<string>`'尾号' || coalesce(p.phone_tail, '')` },
};

async function enqueueDeliveries(
  { tx, now, services }: Act,
  noticeIds: readonly string[],
  wanted: readonly ('email' | 'sms')[],
): Promise<number> {
  const configured = { email: services.config.mail, sms: services.config.sms };
  let made = 0;
  for (const channel of wanted) {
    if (!configured[channel]) continue;
    const { has, shown } = ADDRESSES[channel];
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('notice_delivery')
      .columns(['notice_id', 'channel', 'address', 'next_at'])
      .expression(
        tx
          .selectFrom('notice as n')
          .innerJoin('person as p', 'p.id', 'n.person_id')
          .where('n.id', 'in', noticeIds)
          .where(has)
          .select([
            'n.id',
            sql<string>`${channel}::text`.as('channel'),
            shown.as('address'),
            sql<string>`${now}::timestamptz`.as('next_at'),
          ]),
      )
      .executeTakeFirstOrThrow();
    made += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return made;
}
