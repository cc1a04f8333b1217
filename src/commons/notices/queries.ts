import { addHours, type Instant } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Inbox, StuckDeliveries } from './contract.ts';
import { noticeKind, saidOutside } from './kinds.ts';

const PAGE = 20;
/** What has been waiting for longer than this although due is stuck: the sweep runs every five minutes. */
const STUCK_AFTER_HOURS = 10 / 60;

export async function unreadCount(db: Db | Tx, personId: string): Promise<number> {
  const { n } = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** A person's notices, newest first, twenty on a page. */
export async function inboxOf(
  db: Db | Tx,
  personId: string,
  { unread = false, page = 1 }: { readonly unread?: boolean | undefined; readonly page?: number | undefined },
): Promise<Inbox> {
  const mine = db
    .selectFrom('notice')
    .where('person_id', '=', personId)
    .$if(unread, (q) => q.where('read_at', 'is', null));
  const rows = await mine
    .select(['id', 'kind', 'title', 'body', 'link', 'matter_id as matterId', 'made_at as madeAt', 'read_at as readAt'])
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute();
  const { total } = await mine.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    rows: rows.map((row) => ({ ...row, kindLabel: noticeKind(row.kind).label })),
    total,
    unread: await unreadCount(db, personId),
    page,
    size: PAGE,
  };
}

/** Marks one's own notices as read; those of others are left alone. */
export async function markRead(
  db: Db | Tx,
  personId: string,
  which: { readonly ids?: readonly string[] | undefined; readonly all?: boolean | undefined },
  now: Instant,
): Promise<void> {
  if (!which.all && !which.ids?.length) return;
  await db
    .updateTable('notice')
    .set({ read_at: now })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .$if(which.all !== true, (q) => q.where('id', 'in', which.ids ?? []))
    .execute();
}

/** Messages that have not gone out: given up, tried before, or overdue. Addresses are masked. */
export async function stuckDeliveries(db: Db | Tx, now: Instant): Promise<StuckDeliveries> {
  const stuck = db
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', 'n.id', 'd.notice_id')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .leftJoin('matter as m', 'm.id', 'n.matter_id')
    .where((eb) =>
      eb.or([
        eb('d.state', '=', 'failed'),
        eb.and([
          eb('d.state', '=', 'waiting'),
          eb.or([eb('d.tries', '>', 0), eb('d.next_at', '<', addHours(now, -STUCK_AFTER_HOURS))]),
        ]),
      ]),
    );
  const rows = await stuck
    .select([
      'd.id',
      'd.channel',
      'd.address',
      'd.state',
      'd.tries',
      'd.next_at as nextAt',
      'd.last_error as lastError',
      'n.title',
      'n.kind',
      'm.number',
      'p.name as person',
    ])
    .orderBy('d.next_at')
    .limit(200)
    .execute();
  const { total } = await stuck.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map(({ title, kind, number, ...row }) => ({
      ...row,
      noticeTitle: saidOutside({ title, kind, number }),
      channel: row.channel === 'sms' ? 'sms' : 'email',
      channelLabel: row.channel === 'sms' ? '短信' : '邮件',
      state: row.state === 'failed' ? 'failed' : 'waiting',
      address: row.address.replace(/^(.)[^@]*(?=@)/, '$1***'),
    })),
  };
}
