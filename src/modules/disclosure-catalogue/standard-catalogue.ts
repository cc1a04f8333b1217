import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalDate } from '#kernel/dates.ts';
import { projectRoot } from '#platform/root.ts';
import type { Act } from '#platform/services.ts';
import type { Frequency, ItemWords } from './contract.ts';
import { insertEdition } from './editions.ts';
import { bringIntoForce } from './limits.ts';
import { mirrorCatalogue, settleFilled } from './mirror.ts';

export interface StandardItem extends Omit<ItemWords, 'unitId'> {
  readonly key: string;
  /** The key of the unit that answers for it in the demonstration. */
  readonly unit: string;
}

/** The catalogue as delivered: `db/reference/publishing/catalogue.csv`. A proposal for a provincial drug regulator, not law. */
export async function standardCatalogue(): Promise<StandardItem[]> {
  const text = await readFile(path.join(projectRoot(), 'db/reference/publishing/catalogue.csv'), 'utf8');
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line, at) => {
    const cells = line.split(',');
    const cell = (n: number) => cells[n] ?? '';
    return {
      key: cell(0),
      name: cell(1),
      statutoryClass: Number(cell(2)),
      content: cell(3),
      basis: cell(4),
      unit: cell(5),
      columnKey: cell(6) || null,
      types: cell(7).split(';').filter(Boolean),
      frequency: cell(8) as Frequency,
      ...(cell(9) ? { workdays: Number(cell(9)) } : {}),
      ...(cell(10) ? { dueDay: cell(10) } : {}),
      channel: cell(11),
      timeLimit: cell(12),
      audience: cell(13),
      position: (at + 1) * 10,
    };
  });
}

/**
 * Gives an installation the delivered items it has never had, from a day on (today), each to the unit of the register that bears its key.
 * What is there, changed or dropped, stays as the bureau made it. Gives how many were added.
 */
export async function addStandardCatalogue(act: Act, from: LocalDate = act.today): Promise<number> {
  const there = await act.tx.selectFrom('catalogue_item').select('key').execute();
  const known = new Set(there.map(({ key }) => key));
  const missing = (await standardCatalogue()).filter(({ key }) => !known.has(key));
  if (missing.length > 0) {
    await insertItems(act, missing, from);
    await settleFilled(act);
    await bringIntoForce(act);
  } else await mirrorCatalogue(act);
  return missing.length;
}

async function insertItems(act: Act, items: readonly StandardItem[], from: LocalDate): Promise<void> {
  const units = await act.tx.selectFrom('unit').select(['id', 'key']).where('closed_on', 'is', null).execute();
  const columns = await act.tx.selectFrom('publication_column').select('key').execute();
  const unitOf = new Map(units.map(({ id, key }) => [key, id]));
  const columnKeys = new Set(columns.map(({ key }) => key));
  await act.tx
    .insertInto('catalogue_item')
    .values(items.map(({ key }) => ({ key, added_at: act.now })))
    .execute();
  for (const { key, unit, columnKey, ...said } of items)
    await insertEdition(
      act,
      key,
      1,
      {
        ...said,
        unitId: unitOf.get(unit) ?? null,
        columnKey: columnKey && columnKeys.has(columnKey) ? columnKey : null,
      },
      { inForceFrom: from, reason: '随系统交付的参考目录，由政务公开办公室核对', delivered: true },
    );
}
