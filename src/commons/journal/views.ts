import { sql } from 'kysely';
import { addHours } from '#kernel/dates.ts';
import type { Act } from '#platform/services.ts';

/** Whose data, or what, was looked at. Several where one look showed several. */
interface Seen {
  readonly kind: string;
  readonly id: string | readonly string[];
}

/**
 * Keeps that somebody looked at personal data, at which fields and why (个人信息保护法第五十一条). The one place that writes the log of views:
 * whoever shows a thing whole calls it in the transaction that shows it, before it is shown. `reason` is undefined only where looking is the
 * person's whole task and nobody is asked (the auditor's own looks into the journal).
 */
export async function keepView(
  { tx, actor, now }: Act,
  { kind, id }: Seen,
  fields: readonly string[],
  reason: string | undefined,
): Promise<void> {
  const ids = typeof id === 'string' ? [id] : id;
  if (ids.length === 0) return;
  await tx
    .insertInto('view_log')
    .values(
      ids.map((subject) => ({
        person_id: actor.id,
        subject_kind: kind,
        subject_id: subject,
        fields: [...fields],
        reason: reason?.trim() ?? null,
        at: now,
      })),
    )
    .execute();
}

/** So long a person who works at a thing looks at it again and again, and it is one look. Ours. */
const ONE_LOOK_HOURS = 12;

/**
 * The same for what is looked at page by page while it is worked at: kept once in half a day for each person, thing and set of fields. Who
 * looks at other fields of it leaves another line.
 */
export async function keepViewOnce(
  act: Act,
  seen: { readonly kind: string; readonly id: string },
  fields: readonly string[],
  reason: string,
): Promise<void> {
  const kept = await act.tx
    .selectFrom('view_log')
    .select('id')
    .where('subject_kind', '=', seen.kind)
    .where('subject_id', '=', seen.id)
    .where('person_id', '=', act.actor.id)
    .where(sql<boolean>`fields = ${[...fields]}::text[]`)
    .where('at', '>', addHours(act.now, -ONE_LOOK_HOURS))
    .limit(1)
    .executeTakeFirst();
  if (!kept) await keepView(act, seen, fields, reason);
}
