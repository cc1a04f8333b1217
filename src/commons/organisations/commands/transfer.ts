import { createHash } from 'node:crypto';
import { forbidden, refused } from '#kernel/errors.ts';
import { keepView } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { type ImportFiles, type ImportProblem, type Rehearsal, TABLES, type TableName } from '../contract.ts';
import { printCsv } from '#platform/tables/csv.ts';
import { applyChanges } from '../transfer/apply.ts';
import { TABLE_LABELS, columnsOf, fieldsOf } from '../transfer/columns.ts';
import { registerTables } from '../transfer/current.ts';
import { type Incoming, type Plan, planImport } from '../transfer/plan.ts';
import { readTable } from '../transfer/read.ts';
import { gainingNothing } from '../self-gain.ts';
import { separationBreaches } from '../separation.ts';
import { demandRole, lockRegister, record, refuseAny } from './register.ts';

export type TableFiles = { readonly [T in TableName]?: Uint8Array };

/** Files as they come over HTTP. */
export function filesOf({ files }: ImportFiles): TableFiles {
  return Object.fromEntries(
    Object.entries(files).map(([table, base64]) => [table, Buffer.from(base64 ?? '', 'base64')]),
  );
}

/** What an import would do, and every problem of every row. Writes nothing. */
export async function rehearseImport(act: Act, files: TableFiles): Promise<Rehearsal> {
  await demandWhole(act);
  return rehearsalOf(await planFor(act.tx, act.services, act, files));
}

/** Imports tables of the register, all of it or nothing: refuses while any row has a problem. */
export async function importRegister(act: Act, files: TableFiles): Promise<Rehearsal> {
  await demandWhole(act);
  return gainingNothing(act, () => carryOut(act, files));
}

/**
 * Fills an empty register at first start, without a registrar there could not be yet. Refuses a register that holds anything.
 */
export async function fillEmptyRegister(act: Act, files: TableFiles): Promise<Rehearsal> {
  await lockRegister(act);
  if (await act.tx.selectFrom('unit').select('id').executeTakeFirst())
    throw refused(['登记册中已有机构，参考数据只能装入空的登记册']);
  return carryOut(act, files);
}

async function carryOut(act: Act, files: TableFiles): Promise<Rehearsal> {
  const plan = await planFor(act.tx, act.services, act, files);
  if (plan.problems.length > 0) throw refused(plan.problems.map(problemSentence));
  await applyChanges(act, plan.changes);
  // Delegations are not in the files, so what they add is looked at once the rows are in place.
  refuseAny(await separationBreaches(act.tx, act.today));
  await record(act, 'import', {
    files: Object.fromEntries(Object.entries(files).map(([table, bytes]) => [table, sha256(bytes)])),
    tables: rehearsalOf(plan).tables,
  });
  return rehearsalOf(plan);
}

/** One table of the register as a file for a spreadsheet. Full phones only with a reason, and each is then logged as viewed. */
export async function exportTable(act: Act, table: TableName, reason?: string): Promise<string> {
  await demandWhole(act);
  const phones = table === 'people' && reason !== undefined;
  if (phones) await logPhonesViewed(act, reason);
  const rows = (await registerTables(act.tx, phones ? act.services.secrets : undefined))[table];
  await record(act, 'export', { table, rows: rows.length, phones });
  return tableFile(table, rows);
}

export function tableFile(table: TableName, rows: readonly Readonly<Record<string, string>>[]): string {
  const heading = Object.values(columnsOf(table)).map((column) => column.heading);
  return printCsv([heading, ...rows.map((row) => fieldsOf(table).map((field) => row[field] ?? ''))]);
}

async function logPhonesViewed(act: Act, reason: string): Promise<void> {
  const people = await act.tx.selectFrom('person').select('id').where('phone', 'is not', null).execute();
  await keepView(act, { kind: 'person', id: people.map(({ id }) => id) }, ['phone'], reason);
}

async function demandWhole(act: Act): Promise<void> {
  const reach = await demandRole(act, 'organisations.transfer');
  if (!reach.whole) throw forbidden('批量导入导出涉及全省登记册，由省局的机构人事管理员办理');
}

async function planFor(
  db: Db | Tx,
  services: Services,
  { today }: Pick<Act, 'today'>,
  files: TableFiles,
): Promise<Plan> {
  const incoming = Object.fromEntries(
    TABLES.flatMap((table) => {
      const bytes = files[table];
      return bytes ? [[table, readTable(table, bytes)]] : [];
    }),
  ) as Incoming;
  return planImport(await registerTables(db, services.secrets), incoming, today);
}

function rehearsalOf({ rows, changes, problems }: Plan): Rehearsal {
  return {
    problems,
    tables: TABLES.filter((table) => rows[table] > 0 || problems.some((problem) => problem.table === table)).map(
      (table) => {
        const all: readonly { readonly before?: unknown }[] = changes[table];
        const added = all.filter((change) => !change.before).length;
        return { table, rows: rows[table], added, changed: all.length - added, same: rows[table] - all.length };
      },
    ),
  };
}

export const problemSentence = ({ table, row, column, message }: ImportProblem): string =>
  `${TABLE_LABELS[table]}表第 ${row} 行${column ? `「${column}」` : ''}：${message}`;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
