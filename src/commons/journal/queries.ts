import { addDays, localDate, startOfDay } from '#kernel/dates.ts';
import { beginningWith } from '#platform/like.ts';
import type { Act, Services } from '#platform/services.ts';
import type { JournalLine, JournalQuery, SealLine } from './contract.ts';
import { keepView } from './views.ts';

/** A page of the journal, newest first. Whoever looks leaves a trace of having looked, and for what. */
export async function journalPage(act: Act, query: JournalQuery): Promise<{ entries: JournalLine[]; total: number }> {
  const matching = matchingEntries(act, query);
  const rows = await matching
    .leftJoin('person as a', 'a.id', 'e.actor_id')
    .leftJoin('person as b', 'b.id', 'e.on_behalf_of')
    .selectAll('e')
    .select(['a.name as actor_name', 'b.name as behalf_name'])
    .orderBy('e.id', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const hidden = await hiddenNames(act, rows);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  await keepLook(act, query);
  return {
    total,
    entries: rows.map((row) => ({
      seq: row.seq,
      chain: row.chain,
      action: row.action,
      ...labelOf(act.services, row.action),
      actor: who(row.actor_id, row.actor_name),
      onBehalfOf: who(row.on_behalf_of, row.behalf_name),
      legalDate: row.legal_date,
      at: row.at,
      round: row.round,
      payload: withoutHidden(row.payload, hidden),
      hash: row.hash.toString('hex'),
    })),
  };
}

/** Names of files that say too much themselves, with what is said instead. The entries are as they were written; they are not shown so. */
async function hiddenNames(
  { tx }: Act,
  rows: readonly { readonly payload: unknown }[],
): Promise<ReadonlyMap<unknown, string>> {
  const ids = rows.map(({ payload }) => (payload as { attachmentId?: unknown }).attachmentId);
  const files = ids.filter((id): id is string => typeof id === 'string' && UUID.test(id));
  if (files.length === 0) return new Map();
  const hidden = await tx
    .selectFrom('attachment')
    .select(['id', 'name'])
    .where('id', 'in', files)
    .where('name_hidden', '=', true)
    .execute();
  return new Map(hidden.map(({ id, name }) => [id, name]));
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function withoutHidden<P>(payload: P, hidden: ReadonlyMap<unknown, string>): P {
  const name = hidden.get((payload as { attachmentId?: unknown }).attachmentId);
  return name === undefined ? payload : { ...payload, name };
}

function matchingEntries({ tx }: Act, { chain, action, actor, from, to }: JournalQuery) {
  let entries = tx.selectFrom('journal_entry as e');
  if (chain) entries = entries.where('e.chain', 'like', beginningWith(chain));
  if (action) entries = entries.where('e.action', 'like', beginningWith(action));
  if (actor) entries = entries.where('e.actor_id', '=', actor);
  if (from) entries = entries.where('e.at', '>=', startOfDay(localDate(from)));
  if (to) entries = entries.where('e.at', '<', startOfDay(addDays(localDate(to), 1)));
  return entries;
}

const who = (id: string | null, name: string | null) => (id && name ? { id, name } : null);

/** The words of a step, where the action opens a matter of a kind or takes a step of it. */
function labelOf({ catalogue }: Services, action: string): { actionLabel?: string } {
  const [kind = '', step = ''] = action.split('.');
  const known = catalogue.kinds.get(kind);
  const label = step === 'open' ? '建立' : known?.workflow.steps[step]?.label;
  return known && label ? { actionLabel: `${known.label}：${label}` } : {};
}

/** 谁查了谁: the auditor's own looking is on record like everybody's. */
function keepLook(act: Act, { page, size: _size, ...asked }: JournalQuery): Promise<void> {
  const fields = Object.entries(asked).map(([name, value]) => `${name}=${value}`);
  return keepView(act, { kind: 'journal', id: asked.chain ?? '*' }, [...fields, `page=${page}`], undefined);
}

/** Every daily seal, newest first. */
export async function sealList({ db }: Services): Promise<SealLine[]> {
  const rows = await db.selectFrom('journal_seal').selectAll().orderBy('day', 'desc').execute();
  return rows.map((row) => ({
    day: row.day,
    root: row.root.toString('hex'),
    previousRoot: row.previous_root.toString('hex'),
    entries: row.entries,
    algorithm: row.algorithm,
    sealedAt: row.sealed_at,
  }));
}
