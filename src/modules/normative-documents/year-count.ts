import { dateOf, type LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { datesOf, eventsOf } from './rows.ts';
import { ENDED, standingOn } from './standing.ts';

/** A normative document behind a figure of the annual report. */
export interface CountedNorm {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly formedOn: LocalDate;
  readonly since: LocalDate;
}

export interface NormsOfYear {
  readonly made: readonly CountedNorm[];
  readonly repealed: readonly CountedNorm[];
  readonly inForce: readonly CountedNorm[];
}

/**
 * The normative documents of a bureau's year, from its ledger: made by the day they were formed; ended by repeal, by declaration or by expiry;
 * in force on the last day of the year, those among them that take effect later. So what was in force before and what was made are what is in
 * force now and what was ended (C7). That expiry counts as 废止, and that a text not yet effective counts as in force, is ours until the legal
 * office confirms it (regulations.md §2.5 C7, [K]).
 */
export async function normsOfYear(db: Db | Tx, bureauId: string, year: number): Promise<NormsOfYear> {
  const end = dateOf(year, 12, 31);
  const rows = await db
    .selectFrom('normative_document')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('formed_on', '<=', end)
    .orderBy('formed_on')
    .orderBy('id')
    .execute();
  const events = await eventsOf(
    db,
    rows.map(({ id }) => id),
  );
  const found = rows.map((row) => {
    const { standing, since } = standingOn(datesOf(row), events.get(row.id) ?? [], end);
    const line = { id: row.id, title: row.title, documentNumber: row.document_number, formedOn: row.formed_on, since };
    return { line, ended: ENDED.has(standing), endedOn: since };
  });
  const begins = dateOf(year, 1, 1);
  return {
    made: found.filter(({ line }) => line.formedOn >= begins).map(({ line }) => line),
    repealed: found
      .filter(({ line, ended, endedOn }) => ended && (endedOn >= begins || line.formedOn >= begins))
      .map(({ line }) => line),
    inForce: found.filter(({ ended }) => !ended).map(({ line }) => line),
  };
}
