import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '#platform/root.ts';
import type { Act } from '#platform/services.ts';
import type { Inspected } from './column-contract.ts';
import { type ColumnRow, mirrorColumns } from './reference.ts';

/** A column as every installation begins with it; `unit` is the key of the unit that answers for it in the demonstration. */
export interface StandardColumn extends Omit<ColumnRow, 'unit_id'> {
  readonly unit: string;
}

/** The columns that are delivered: `db/reference/publishing/columns.csv`. */
export async function standardColumns(): Promise<StandardColumn[]> {
  const text = await readFile(path.join(projectRoot(), 'db/reference/publishing/columns.csv'), 'utf8');
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line) => {
    const [key, name, section, type, unit, position, fresh, inspected, description, keywords] = line.split(',');
    return {
      key: key ?? '',
      name: name ?? '',
      section: section ?? '',
      type: type ?? '',
      unit: unit ?? '',
      position: Number(position),
      fresh_days: fresh ? Number(fresh) : null,
      // A test asks the file for known words.
      inspected_as: inspected as Inspected,
      description: description ?? '',
      keywords: keywords ?? '',
    };
  });
}

/**
 * Gives an installation the columns it does not have yet, in preparation: nobody answers for them until the bureau says who, and none is
 * open before it holds something (国办秘函〔2019〕19号：空白栏目). Documents can be released into them from the first day. What is there stays.
 */
export async function addStandardColumns(act: Act): Promise<number> {
  const rows = (await standardColumns()).map(({ unit: _unit, ...row }) => ({
    ...row,
    unit_id: null,
    state: 'preparing',
  }));
  const added = await act.tx
    .insertInto('publication_column')
    .values(rows)
    .onConflict((oc) => oc.column('key').doNothing())
    .returning('key')
    .execute();
  if (added.length > 0) await mirrorColumns(act);
  return added.length;
}
