import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { addDays, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { errorFacts } from './log.ts';
import type { SecretBox } from './secret-box.ts';
import type { Services } from './services.ts';

// What the public sends: under an id that bears its day, so that sending twice is sending once and a receipt says the day although the
// portal cannot read back what it wrote; opened by a job afterwards.

/** A random UUID whose first eight digits are the day. */
export const newSubmissionId = (today: LocalDate): string => `${today.replaceAll('-', '')}${randomUUID().slice(8)}`;

/** The day of an id; undefined for what is none of ours. */
export function dayOfSubmission(id: string): LocalDate | undefined {
  const ours = /^\d{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);
  return ours ? dayOfDigits(id) : undefined;
}

/** The day comes back from a browser: a receipt must not bear any other than the day it is given, or the day before at midnight. */
export function isFreshSubmission(id: string, today: LocalDate): boolean {
  const on = dayOfSubmission(id);
  return on === today || on === addDays(today, -1);
}

/** The day with which an id or a receipt begins. */
export function dayOfDigits(text: string): LocalDate | undefined {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return isLocalDate(day) ? day : undefined;
}

/** Letters and digits that are not mistaken for each other when read over the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Signs of a receipt, made of a text under a key: the same text has the same signs, and nobody else can make them. At most 32. */
export function readableSigns(secrets: SecretBox, text: string, use: string, length: number): string {
  const hash = Buffer.from(secrets.keyedHash(text, use), 'base64url');
  return [...hash.subarray(0, length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/** What a job opens: its name, under which what failed is remembered, and what waits. */
export interface Waiting {
  readonly work: string;
  /** Selects `id` and `since`; the row is the truth, so a run that was missed is made good by the next. */
  readonly rows: RawBuilder<unknown>;
  /** For the log. */
  readonly trouble: string;
  /** Where less than everything is wanted at once. */
  readonly most?: number;
}

const A_TIME = 200;
/** What failed is tried again after as many minutes as it has failed, at most so many. Ours: whoever mends the reason does not wait for long. */
const MOST_MINUTES = 30;

/**
 * Opens what waits, oldest first, what was tried before after everything fresh. One that cannot be opened holds up none of the others, however many
 * they are: it is logged as `trouble` and tried again later, and a promise tells the administrator of what waits for long. Gives how many were opened.
 */
export async function openEach(
  services: Services,
  { work, rows, trouble, most = Number.POSITIVE_INFINITY }: Waiting,
  open: (id: string) => Promise<unknown>,
): Promise<number> {
  const seen = new Set<string>();
  let opened = 0;
  while (seen.size < most) {
    const ids = await nextOf(services, work, rows, Math.min(A_TIME, most - seen.size));
    const fresh = ids.filter((id) => !seen.has(id));
    for (const id of fresh) {
      seen.add(id);
      if (await openOne(services, { work, trouble }, id, open)) opened += 1;
    }
    if (ids.length < A_TIME || fresh.length === 0) return opened;
  }
  return opened;
}

async function nextOf(
  { db, time }: Services,
  work: string,
  rows: RawBuilder<unknown>,
  most: number,
): Promise<string[]> {
  const { rows: next } = await sql<{ id: string }>`
    select w.id from (${rows}) w left join work_tried t on t.work = ${work} and t.subject_id = w.id
    where t.tries is null or t.tried_at + least(t.tries, ${MOST_MINUTES}) * interval '1 minute' <= ${time.now()}
    order by coalesce(t.tries, 0), w.since, w.id limit ${most}`.execute(db);
  return next.map(({ id }) => id);
}

async function openOne(
  { db, log, time }: Services,
  { work, trouble }: Pick<Waiting, 'work' | 'trouble'>,
  id: string,
  open: (id: string) => Promise<unknown>,
): Promise<boolean> {
  try {
    await open(id);
  } catch (error) {
    log.error(trouble, { id, ...errorFacts(error) });
    await sql`insert into work_tried (work, subject_id, tries, tried_at) values (${work}, ${id}, 1, ${time.now()})
      on conflict (work, subject_id) do update set tries = work_tried.tries + 1, tried_at = excluded.tried_at`.execute(
      db,
    );
    return false;
  }
  await db.deleteFrom('work_tried').where('work', '=', work).where('subject_id', '=', id).execute();
  return true;
}
