import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { throughTheDoor } from '../door.ts';
import { publishingPolicy } from '../policy.ts';
import { demandOfSite } from '../site-office.ts';
import { MAX_ROWS, type NewRedirects, type RedirectDecision } from './contract.ts';
import { endOf, readMoves, settled } from './rules.ts';

const CHAIN = 'redirects';

/** Proposes moves of addresses. Everything wrong with any line is told at once, and nothing is kept then. */
export async function proposeRedirects(act: Act, { lines, reason }: NewRedirects): Promise<number> {
  await demandOfSite(act, publishingPolicy['publishing.manage-redirects']);
  const { moves, defects } = readMoves(lines);
  if (moves.length > MAX_ROWS) throw invalid({ lines: `一次最多 ${MAX_ROWS} 条，请分几次` });
  const { moves: fitting, defects: clashes } = settled(moves, await standing(act));
  const all = [...defects, ...clashes];
  if (all.length > 0 || moves.length === 0)
    throw invalid({ lines: all.join('；') || '没有读到地址：每行写旧地址和新地址，中间用空格或者逗号隔开' });
  await act.tx
    .insertInto('redirect')
    .values(
      fitting.map(({ from, to }) => ({
        from_path: from,
        to_path: to,
        reason,
        proposed_by: act.actor.id,
        proposed_at: act.now,
      })),
    )
    .execute();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'publishing.redirects-proposed',
    payload: { moves: fitting, reason },
  });
  return fitting.length;
}

/** Another person than the one who proposed it decides. Agreed, the old address leads on from this moment. */
export async function decideRedirect(act: Act, id: string, { agrees, opinion }: RedirectDecision): Promise<void> {
  const row = await rowInHand(act, id);
  if (row.decided_at) throw refused(['这一条已经有决定；需要改变的，请重新提出（已生效的先停用）']);
  if (row.proposed_by === act.actor.id) throw forbidden('不能审核自己提出的改指，请由另一人审核');
  await act.tx
    .updateTable('redirect')
    .set({ agrees, opinion, decided_by: act.actor.id, decided_at: act.now })
    .where('id', '=', id)
    .execute();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'publishing.redirect-decided',
    payload: { from: row.from_path, to: row.to_path, agrees, opinion },
  });
  if (agrees) await mirrorRedirects(act);
}

/** Ends a move: the old address says again that there is nothing. */
export async function retireRedirect(act: Act, id: string, reason: string): Promise<void> {
  const row = await rowInHand(act, id);
  await act.tx.updateTable('redirect').set({ retired_at: act.now }).where('id', '=', id).execute();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'publishing.redirect-retired',
    payload: { from: row.from_path, to: row.to_path, reason },
  });
  await mirrorRedirects(act);
}

async function rowInHand(act: Act, id: string) {
  await demandOfSite(act, publishingPolicy['publishing.manage-redirects']);
  const row = await act.tx.selectFrom('redirect').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row || row.retired_at) throw notFound('这一条改指');
  return row;
}

/** What is in force or proposed, old address to new. */
async function standing({ tx }: Act): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('redirect')
    .select(['from_path', 'to_path'])
    .where('retired_at', 'is', null)
    .where((eb) => eb.or([eb('agrees', 'is', null), eb('agrees', '=', true)]))
    .execute();
  return new Map(rows.map(({ from_path, to_path }) => [from_path, to_path]));
}

async function mirrorRedirects(act: Act): Promise<void> {
  const rows = await act.tx
    .selectFrom('redirect')
    .select(['from_path', 'to_path'])
    .where('retired_at', 'is', null)
    .where('agrees', '=', true)
    .execute();
  const all = new Map(rows.map(({ from_path, to_path }) => [from_path, to_path]));
  const shown = [...all.keys()].flatMap((from) => {
    const to = endOf(from, all);
    return to === undefined ? [] : [{ from_path: from, to_path: to }];
  });
  await throughTheDoor(act, async (tx) => {
    await tx.deleteFrom('portal.redirect').execute();
    if (shown.length > 0) await tx.insertInto('portal.redirect').values(shown).execute();
  });
}
