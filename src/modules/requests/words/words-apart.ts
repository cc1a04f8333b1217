import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TObject } from 'typebox';
import type { Act, Services } from '#platform/services.ts';
import type { Effect, Fields } from '../steps/effect.ts';
import { requestFields } from '../step-fields.ts';

type RequestStep = keyof typeof requestFields;

// What somebody writes when taking a step (a reason, an opinion, what proves something) may name people, and the journal forgets nothing: it keeps a keyed
// hash of such words and where they lie. They lie under encryption and go when the file is anonymised (`retention/fates.ts`).

/** Texts that reach a payload without standing in the form of its step: what was written for the lead holds for those merged into it. */
const FROM_ELSEWHERE = ['lateReason'] as const;

/** The fields of each step into which people write what they like: no day, no choice, nothing chosen from a list. */
export const TEXT_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries<TObject>(requestFields).map(([step, form]) => [
    step,
    new Set([
      // TypeBox types each keyword; here a schema is read by name.
      ...Object.entries(form.properties as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
        .filter(([, { type, format }]) => type === 'string' && format === undefined)
        .map(([name]) => name),
      ...FROM_ELSEWHERE,
    ]),
  ]),
);

/** The effects of all steps, also of those that change nothing but the state, each with what it writes into the journal free of words. The one place where that is seen to. */
export const wordsApart = (
  effects: Readonly<Partial<Record<RequestStep, Effect>>>,
): Readonly<Record<RequestStep, Effect>> => {
  const steps = Object.keys(requestFields) as RequestStep[];
  return Object.fromEntries(steps.map((step) => [step, apart(step, effects[step])])) as Record<RequestStep, Effect>;
};

const apart =
  (step: RequestStep, effect: Effect | undefined): Effect =>
  async (act, matter, fields) => {
    const done = await effect?.(act, matter, fields);
    return { ...done, payload: await withoutWords(act, matter.id, step, done?.payload ?? fields) };
  };

async function withoutWords(act: Act, requestId: string, step: string, payload: Fields): Promise<Fields> {
  const texts = TEXT_FIELDS.get(step);
  const said = Object.entries(payload).filter(
    (one): one is [string, string] => texts?.has(one[0]) === true && typeof one[1] === 'string' && one[1] !== '',
  );
  if (said.length === 0) return payload;
  const words = Object.fromEntries(said);
  return {
    ...Object.fromEntries(Object.entries(payload).filter(([name]) => !Object.hasOwn(words, name))),
    ...(await keepWords(act, { request_id: requestId }, step, words)),
  };
}

/** Keeps under encryption what somebody wrote about a request, or about a list of retention. Gives what the journal may hold of it: a keyed hash of each text, and where they lie. */
export async function keepWords(
  { tx, now, services }: Act,
  of: { readonly request_id: string } | { readonly list_id: string },
  step: string,
  given: Readonly<Record<string, string | undefined>>,
): Promise<Fields> {
  const words = Object.fromEntries(Object.entries(given).filter((one): one is [string, string] => Boolean(one[1])));
  if (Object.keys(words).length === 0) return {};
  const id = randomUUID();
  const sealed = services.secrets.seal(JSON.stringify(words), placeOf(id));
  await tx
    .insertInto('request_words')
    .values({ id, ...of, step, words: sealed, said_at: now })
    .execute();
  return {
    ...Object.fromEntries(
      Object.entries(words).map(([name, text]) => [
        `${name}Hash`,
        services.secrets.keyedHash(text, `${placeOf(id)}:${name}`),
      ]),
    ),
    wordsId: id,
  };
}

/** The words of a request's steps by what the journal calls them (`wordsId`), for whoever may see the request; none once they were cleared. */
export async function wordsBeside(
  { db, secrets }: Pick<Services, 'db' | 'secrets'>,
  requestId: string,
): Promise<ReadonlyMap<unknown, Readonly<Record<string, string>>>> {
  const rows = await db
    .selectFrom('request_words')
    .select(['id', 'words'])
    .where('request_id', '=', requestId)
    .where('cleared_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ id, words }) => [id, JSON.parse(secrets.open(words, placeOf(id))) as Record<string, string>]),
  );
}

/** What was said last about each of these lists of retention; nothing where nothing was. */
export async function wordsOfLists(
  { db, secrets }: Pick<Services, 'db' | 'secrets'>,
  listIds: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const rows = await db
    .selectFrom('request_words')
    .select(['id', 'list_id', 'words'])
    .where('list_id', '=', sql<string>`any(${listIds}::uuid[])`)
    .where('cleared_at', 'is', null)
    .orderBy('said_at')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map(({ id, list_id, words }) => [
      list_id ?? '',
      JSON.parse(secrets.open(words, placeOf(id))) as Record<string, string>,
    ]),
  );
}

const placeOf = (id: string) => `request-words:${id}`;
