import { sql } from 'kysely';
import { AppError, invalid, notFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { createAccount } from './accounts.ts';
import { addressBrake, countFailure, lockedError, lockedUntil } from './brake.ts';
import type { SetUp } from './contract.ts';

/** Nobody can sign in yet: no account was ever made. */
export async function setUpNeeded(db: Db | Tx): Promise<boolean> {
  const row = await db.selectFrom('account').select('person_id').limit(1).executeTakeFirst();
  return row === undefined;
}

/**
 * The word that proves who sets up an empty installation: printed on the console at start, undefined once there is an account.
 * It is derived from the installation's key, so that every process prints the same and nothing is stored.
 */
export async function setupToken(services: Services): Promise<string | undefined> {
  return (await setUpNeeded(services.db)) ? tokenOf(services) : undefined;
}

const tokenOf = ({ secrets }: Services) =>
  (
    secrets
      .keyedHash('first administrator', 'set-up')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 20)
      .match(/.{1,5}/g) ?? []
  ).join('-');

/**
 * Makes the bureau, its first administrator and the account, once. The administrator also keeps the register of organisations,
 * so that the security officer and the auditor (三权分立) can be appointed next. Not found once there is an account;
 * a wrong token is counted against the address.
 */
export async function setUp(services: Services, address: string, asked: SetUp): Promise<void> {
  if (!(await setUpNeeded(services.db))) throw notFound('这个页面');
  const brakes = [addressBrake(services, address)];
  const locked = await lockedUntil(services.db, brakes, services.time.now());
  if (locked) throw lockedError(locked);
  if (!services.secrets.sameHash(asked.token.trim().toLowerCase(), tokenOf(services))) {
    await countFailure(services.db, brakes, services.time.now());
    throw invalid({ token: '安装口令不正确，请查看系统启动时控制台上显示的安装口令' });
  }
  await act(services, systemActor, async (verb) => {
    await onlyOnce(verb);
    const unitId = await foundBureau(verb, asked);
    const personId = await appointAdministrator(verb, unitId, asked);
    await createAccount(verb, { personId, username: asked.username, password: asked.password });
    await appendJournal(verb, { chain: 'identity', action: 'identity.set-up', payload: { unitId, personId } });
  });
}

/** Two people pressing the button together: one wins, the other finds it gone. */
async function onlyOnce({ tx }: Act): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.set-up'))`.execute(tx);
  if (!(await setUpNeeded(tx))) throw notFound('这个页面');
}

async function foundBureau({ tx }: Act, { bureauName, bureauShortName }: SetUp): Promise<string> {
  const known = await tx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'bureau')
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  if (known) return known.id;
  const { id } = await tx.selectNoFrom(sql<string>`gen_random_uuid()`.as('id')).executeTakeFirstOrThrow();
  await tx
    .insertInto('unit')
    .values({ id, key: 'bureau', kind: 'bureau', name: bureauName, short_name: bureauShortName, path: [id] })
    .execute();
  return id;
}

const FIRST_POSTS = [
  { title: '系统管理员', roles: ['administrator'] },
  { title: '机构人事管理员', roles: ['registrar'] },
];

async function appointAdministrator(
  { tx, today }: Act,
  unitId: string,
  { personName, staffNumber }: SetUp,
): Promise<string> {
  const used = await tx.selectFrom('person').select('id').where('staff_number', '=', staffNumber).executeTakeFirst();
  if (used) throw new AppError('invalid', 422, ['这个工号已有人使用'], { staffNumber: '这个工号已有人使用' });
  const person = await tx
    .insertInto('person')
    .values({ name: personName, staff_number: staffNumber })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [position, { title, roles }] of FIRST_POSTS.entries()) {
    const post = await tx
      .insertInto('post')
      .values({ unit_id: unitId, title, roles, position })
      .onConflict((oc) => oc.columns(['unit_id', 'title']).doUpdateSet({ title }))
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('post_holding').values({ post_id: post.id, person_id: person.id, from_on: today }).execute();
  }
  return person.id;
}
