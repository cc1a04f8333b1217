import type { Instant } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { OUTCOMES, METHODS, SignInRow, SignInsAnswer, SignInsQuery } from './contract.ts';

/** Where a request came from. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignInEvent {
  readonly personId: string | null;
  readonly method: keyof typeof METHODS & string;
  readonly outcome: keyof typeof OUTCOMES & string;
}

/** Appends one line to the sign-in log. Neither the name typed nor the address is kept, only keyed hashes that can be compared. */
export async function logSignIn(db: Db | Tx, services: Services, caller: Caller, event: SignInEvent): Promise<void> {
  await db
    .insertInto('sign_in_event')
    .values({
      at: services.time.now(),
      person_id: event.personId,
      method: event.method,
      outcome: event.outcome,
      address_hash: services.secrets.keyedHash(caller.address, 'sign-in.address'),
      user_agent: caller.userAgent.slice(0, 300),
    })
    .execute();
}

/** Who tried to sign in, the newest first, a page at a time. */
export async function signInsLike(db: Db, asked: SignInsQuery): Promise<SignInsAnswer> {
  const { personId, outcome, page = 1, size = 20 } = asked;
  const matching = db
    .selectFrom('sign_in_event as e')
    .$if(personId !== undefined, (q) => q.where('e.person_id', '=', personId ?? ''))
    .$if(outcome !== undefined, (q) => q.where('e.outcome', '=', outcome ?? ''));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .select(['e.id', 'e.at', 'e.person_id', 'p.name', 'e.method', 'e.outcome', 'e.address_hash', 'e.user_agent'])
    .orderBy('e.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(rowOf), total };
}

interface Kept {
  readonly id: number;
  readonly at: Instant;
  readonly person_id: string | null;
  readonly name: string | null;
  readonly method: string;
  readonly outcome: string;
  readonly address_hash: string;
  readonly user_agent: string;
}

const rowOf = (row: Kept): SignInRow => ({
  id: row.id,
  at: row.at,
  personId: row.person_id,
  name: row.name,
  method: row.method,
  outcome: row.outcome,
  place: row.address_hash.slice(0, 6),
  userAgent: row.user_agent,
});

/** When each of these people last signed in; people who never did are left out. */
export async function lastSignIns(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sign_in_event')
    .select((eb) => ['person_id', eb.fn.max('at').as('at')])
    .where('person_id', 'in', personIds)
    .where('outcome', '=', 'signed-in')
    .groupBy('person_id')
    .execute();
  return new Map(rows.flatMap(({ person_id, at }) => (person_id ? [[person_id, at] as const] : [])));
}
