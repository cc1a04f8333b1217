import { sql } from 'kysely';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import { lockedUntil, nameBrake } from './brake.ts';
import type { AccountRow } from './contract.ts';
import { lastSignIns } from './sign-in-log.ts';

const MOST = 300;

/** Accounts by name or user name, with what an administrator must know of each. At most 300. */
export async function accountsLike(services: Services, q = ''): Promise<AccountRow[]> {
  const { db, time } = services;
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('auth_user as u', 'u.id', 'a.person_id')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.person_id', 'p.name', 'u.username', 'u.two_factor_enabled', 'a.version'])
    .select(['a.disabled_at', 'a.disabled_reason', 'a.must_change_password'])
    .select(postsNow(time.today()))
    .select((eb) =>
      eb
        .selectFrom('auth_session as s')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('s.user_id', '=', 'a.person_id')
        .where('s.signed_in_at', 'is not', null)
        .as('sessions'),
    )
    .where((eb) => eb.or([eb('p.name', 'like', containing(q)), eb('u.username', 'like', containing(q.toLowerCase()))]))
    .orderBy('u.username')
    .limit(MOST)
    .execute();
  const last = await lastSignIns(
    db,
    rows.map(({ person_id }) => person_id),
  );
  const locks = await Promise.all(
    rows.map(({ username }) => lockedUntil(db, [nameBrake(services, username)], time.now())),
  );
  return rows.map((row, i) => ({
    personId: row.person_id,
    name: row.name,
    username: row.username,
    units: row.posts?.map(({ unit }) => unit).filter(unique) ?? [],
    roles: row.posts?.flatMap(({ roles }) => roles).filter(unique) ?? [],
    disabledAt: row.disabled_at,
    disabledReason: row.disabled_reason,
    lockedUntil: locks[i] ?? null,
    mustChangePassword: row.must_change_password,
    secondFactor: row.two_factor_enabled,
    sessions: row.sessions ?? 0,
    lastSignedInAt: last.get(row.person_id) ?? null,
    version: row.version,
  }));
}

interface PostNow {
  readonly unit: string;
  readonly roles: readonly string[];
}

const postsNow = (today: string) =>
  sql<readonly PostNow[] | null>`(
    select jsonb_agg(jsonb_build_object('unit', coalesce(un.short_name, un.name), 'roles', po.roles) order by un.position)
    from post_holding h join post po on po.id = h.post_id join unit un on un.id = po.unit_id
    where h.person_id = a.person_id and h.from_on <= ${today}::date and (h.until_on is null or h.until_on >= ${today}::date)
  )`.as('posts');

/** Active people who have no account yet, to choose from. */
export async function peopleWithoutAccount(
  { db }: Services,
  q = '',
): Promise<{ id: string; name: string; staffNumber: string | null }[]> {
  return db
    .selectFrom('person as p')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.staff_number as staffNumber'])
    .where('a.person_id', 'is', null)
    .where('p.active', '=', true)
    .where((eb) => eb.or([eb('p.name', 'like', containing(q)), eb('p.staff_number', 'like', containing(q))]))
    .orderBy('p.name')
    .limit(50)
    .execute();
}
const unique = <T>(value: T, i: number, all: readonly T[]) => all.indexOf(value) === i;
