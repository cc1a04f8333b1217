import type { Db } from '#platform/db.ts';

/** better-auth knows people by e-mail address; ours are made up from the user name and lead nowhere (RFC 2606). */
export const addressFor = (username: string) => (username === '' ? '' : `${username}@account.invalid`);

/** Claims that may name a person, most reliable first: the staff number of the register, then the user name. */
const STAFF_NUMBER = ['staff_number', 'employee_number', 'employeeNumber'] as const;
const USERNAME = ['preferred_username', 'username'] as const;

/** The user name of whoever the identity provider vouches for, if there is an account; nobody is added on its word. */
export async function usernameOfProfile(
  db: Db,
  profile: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const staffNumber = claim(profile, STAFF_NUMBER);
  const name = claim(profile, USERNAME)?.toLowerCase();
  if (!staffNumber && !name) return undefined;
  const found = await db
    .selectFrom('auth_user')
    .innerJoin('person', 'person.id', 'auth_user.id')
    .select('auth_user.username')
    .where((eb) =>
      staffNumber ? eb('person.staff_number', '=', staffNumber) : eb('auth_user.username', '=', name ?? ''),
    )
    .executeTakeFirst();
  return found?.username;
}

function claim(profile: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  const value = names.map((name) => profile[name]).find((one) => typeof one === 'string' && one !== '');
  return typeof value === 'string' ? value : undefined;
}
