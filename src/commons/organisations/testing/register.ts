import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Instant, type LocalDate, instant, localDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { type TableName, TABLES } from '../contract.ts';
import { grantsOf, loadReference } from '../index.ts';

/** The reference data of the demonstration bureau. */
export const JIANGXI = path.resolve(import.meta.dirname, '../../../../db/reference/organisations/jiangxi');

export const TODAY = localDate('2026-03-02');

export interface TestRegister {
  readonly services: Services;
  today: LocalDate;
  now: Instant;
  /** Somebody by name, with the roles they have today. */
  actor(name: string): Promise<Actor>;
  as<T>(name: string, verb: (act: Act) => Promise<T>): Promise<T>;
  unit(key: string): Promise<{ id: string; version: number; path: string[] }>;
  person(name: string): Promise<{ id: string; version: number }>;
  post(unitKey: string, title: string): Promise<{ id: string; version: number }>;
  drop(): Promise<void>;
}

/** A register on a database of its own, filled with the Jiangxi reference data, on a day that tests move. */
export async function testRegister({ empty = false } = {}): Promise<TestRegister> {
  const database = await freshDatabase();
  const { db } = database;
  const register = { today: TODAY, now: instant('2026-03-02T09:00:00+08:00') };
  // What the register's commands use of the house, and nothing else: anything more would fail loudly.
  const services = {
    db,
    config: { journalAlgorithm: 'sm3' },
    secrets: makeSecretBox('a key for tests that is long enough'),
    time: { today: () => register.today, now: () => register.now },
  } as unknown as Services;
  if (!empty) await act(services, systemActor, (a) => loadReference(a, JIANGXI));
  const person = (name: string) =>
    db.selectFrom('person').select(['id', 'version']).where('name', '=', name).executeTakeFirstOrThrow();
  const actor = async (name: string): Promise<Actor> => {
    const { id } = await person(name);
    return { id, name, grants: await grantsOf(db, id, register.today), secondFactor: true };
  };
  return Object.assign(register, {
    services,
    actor,
    as: async <T>(name: string, verb: (a: Act) => Promise<T>) => act(services, await actor(name), verb),
    person,
    unit: (key: string) =>
      db.selectFrom('unit').select(['id', 'version', 'path']).where('key', '=', key).executeTakeFirstOrThrow(),
    post: (unitKey: string, title: string) =>
      db
        .selectFrom('post as p')
        .innerJoin('unit as u', 'u.id', 'p.unit_id')
        .select(['p.id', 'u.version'])
        .where('u.key', '=', unitKey)
        .where('p.title', '=', title)
        .executeTakeFirstOrThrow(),
    drop: () => database.drop(),
  });
}

export async function referenceFiles(): Promise<Record<TableName, Buffer>> {
  const files = await Promise.all(
    TABLES.map(async (table) => [table, await readFile(path.join(JIANGXI, `${table}.csv`))] as const),
  );
  return Object.fromEntries(files) as Record<TableName, Buffer>;
}

/** The reasons a verb is refused with; fails when it is not refused. */
export async function reasonsOf(verb: Promise<unknown>): Promise<readonly string[]> {
  try {
    await verb;
  } catch (error) {
    if (error instanceof Error && 'reasons' in error) return error.reasons as readonly string[];
    throw error;
  }
  throw new Error('it was not refused');
}
