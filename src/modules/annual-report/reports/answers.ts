import { createHash } from 'node:crypto';
import type { Db, Tx } from '#platform/db.ts';
import type { Finding } from '../checks/rule.ts';

/** A finding by its words: with other figures it is another one, and asks for another answer. */
export const keyOf = ({ rule, where, message }: Finding): string =>
  createHash('sha256')
    .update(JSON.stringify([rule, where, message]))
    .digest('hex')
    .slice(0, 32);

/** An error that a reason makes right (`figures.explanations`): organs were merged or split. Every other error has to be put right. */
export const EXPLAINABLE = new Set(['C4']);

export interface GivenAnswer {
  readonly rule: string;
  readonly finding: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export async function answersOf(db: Db | Tx, reportId: string): Promise<readonly GivenAnswer[]> {
  return db
    .selectFrom('annual_report_answer as a')
    .innerJoin('person as p', 'p.id', 'a.answered_by')
    .select(['a.rule', 'a.finding', 'a.reason', 'p.name as by', 'a.answered_at as at'])
    .where('a.report_id', '=', reportId)
    .orderBy('a.id')
    .execute();
}

/** Reasons that stand in the report itself, by the rule they are given for: the newest counts. */
export async function explanationsOf(db: Db | Tx, reportId: string): Promise<Readonly<Record<string, string>>> {
  const given = (await answersOf(db, reportId)).filter(({ rule }) => EXPLAINABLE.has(rule));
  return Object.fromEntries(given.map(({ rule, reason }) => [rule, reason]));
}
