import { sql } from 'kysely';
import type { MatterKind, MatterRow } from '#commons/casework/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';

/** What publishing knows of a file that turned out to be secret (`attachments/clearing.ts`). */
export const secretFiles: NonNullable<MatterKind['secretFiles']> = { shownIn, forget, tell };

/** Texts that name the file among their attachments or show it: those are mended or taken off the portal first. */
async function shownIn(tx: Tx, hash: string): Promise<string[]> {
  const named = JSON.stringify([{ hash }]);
  const rows = await tx
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select(['d.index_number', 'm.state'])
    .where('m.state', 'not in', ['withdrawn', 'discarded'])
    .where(
      sql<boolean>`exists (select from document_revision r where r.id in (d.current_revision_id, d.released_revision_id)
        and (r.attachments @> ${named}::jsonb or r.media @> ${named}::jsonb))`,
    )
    .orderBy('d.index_number')
    .execute();
  return rows.map(
    ({ index_number, state }) =>
      `文件 ${index_number} 的附件或者正文里还列着它：请先${FIRST[state] ?? '退回拟稿，从文稿里去掉'}，再清除`,
  );
}

/** How a text lets go of a file, by where the document stands. */
const FIRST: Readonly<Record<string, string>> = {
  drafting: '从文稿里去掉',
  scheduled: '取消定时、退回拟稿，从文稿里去掉',
  released: '紧急撤回',
  changeOwed: '紧急撤回',
  kept: '重新认定公开属性，回到拟稿后从文稿里去掉',
};

/** Findings quote the words they are about. */
async function forget(tx: Tx, hash: string): Promise<void> {
  await tx.deleteFrom('gate_scan').where('key', 'like', `file:${hash}:%`).execute();
}

/** Whoever issued the document; before that, all who may. */
async function tell(tx: Tx, { id, bureauId }: MatterRow, today: LocalDate): Promise<string[]> {
  const signed = await tx
    .selectFrom('signature')
    .select(['signer_id', 'on_behalf_of'])
    .where('document_id', '=', id)
    .where('step', '=', 'issue')
    .where('agrees', '=', true)
    .execute();
  const issuers = signed.flatMap(({ signer_id, on_behalf_of }) =>
    on_behalf_of ? [signer_id, on_behalf_of] : [signer_id],
  );
  return issuers.length > 0 ? issuers : holdersOf(tx, { role: 'issuer', on: today, bureauId });
}
