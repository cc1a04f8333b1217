import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { invalid, notFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { addPerson, addPost, appointHolder } from '#commons/organisations/index.ts';
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
    throw invalid({ token: '安装密码不正确，请查看系统启动时控制台上显示的安装密码' });
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

async function foundBureau(verb: Act, { bureauName, bureauShortName }: SetUp): Promise<string> {
  const { tx } = verb;
  const known = await tx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'bureau')
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  if (known) return known.id;
  const id = randomUUID();
  await tx
    .insertInto('unit')
    .values({
      id,
      key: 'bureau',
      kind: 'bureau',
      name: bureauName.trim(),
      short_name: bureauShortName.trim(),
      path: [id],
    })
    .execute();
  await appendJournal(verb, {
    chain: 'organisations',
    action: 'organisations.found-bureau',
    payload: { unitId: id, name: bureauName.trim() },
  });
  return id;
}

const FIRST_POSTS = [
  { title: '系统管理员', roles: ['administrator'] },
  { title: '机构人事管理员', roles: ['registrar'] },
] as const;

/** By the register's own commands, as a registrar of the bureau just founded would. */
async function appointAdministrator(verb: Act, unitId: string, { personName, staffNumber }: SetUp): Promise<string> {
  const registrar = { role: 'registrar', unitId, unitPath: [unitId] };
  const founding: Act = { ...verb, actor: { ...systemActor, grants: [...systemActor.grants, registrar] } };
  const person = await addPerson(founding, { name: personName, staffNumber, email: '', phone: '' });
  for (const [position, { title, roles }] of FIRST_POSTS.entries()) {
    const version = async () => (await unitVersion(verb.tx, unitId)).version;
    const post = await addPost(founding, unitId, {
      version: await version(),
      title,
      roles: [...roles],
      public: false,
      position,
    });
    await appointHolder(founding, post.id, { version: await version(), personId: person.id, fromOn: verb.today });
  }
  return person.id;
}

const unitVersion = (tx: Tx, unitId: string) =>
  tx.selectFrom('unit').select('version').where('id', '=', unitId).executeTakeFirstOrThrow();
