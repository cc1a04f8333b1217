import { createHash } from 'node:crypto';
import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import type { FiguresFile, ImportedReport } from '../contract.ts';
import { checkFigures } from '../check.ts';
import { filledCells } from '../figures.ts';
import { annualReportPolicy } from '../policy.ts';
import { readFigures } from '../read-figures.ts';
import { reportById } from '../reports/rows.ts';
import { readReportFile } from './reading.ts';

/** Reads last year's report and keeps what was read to be looked at: every cell, and what was not understood. Nothing is compared with it before it is taken. */
export async function readPrevious(
  services: Services,
  actor: Actor,
  reportId: string,
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<ImportedReport> {
  const { matter } = await seenMatter(services.db, services, actor, reportId);
  if (!allows(annualReportPolicy['annual-report.import'], actor, matter))
    throw forbidden('上一年度报告由本局政务公开办公室导入');
  if (matter.state !== 'collecting' && matter.state !== 'drafting')
    throw refused(['报告已经送审，不能再导入上一年度报告']);
  const { bureauId, year, authority } = await reportById(services.db, reportId);
  const read = await readReportFile(file.bytes, file.name, year - 1, authority);
  const id = await act(services, actor, async (a) => {
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const { id: importId } = await a.tx
      .insertInto('annual_report_import')
      .values({
        bureau_id: bureauId,
        year: year - 1,
        file_name: file.name.slice(0, 200),
        file_hash: hash,
        format: read.format,
        figures: JSON.stringify(read.figures),
        notes: JSON.stringify(read.notes),
        read_by: actor.id,
        read_at: a.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendJournal(a, {
      chain: matterChain(reportId),
      action: 'annual-report.import-read',
      payload: { importId, name: file.name.slice(0, 200), hash, year: year - 1 },
    });
    return importId;
  });
  return importDetail(services, actor, reportId, id);
}

/** What was read, cell by cell, with what the checks find in it: a mistake of last year's is seen before it is carried over. */
export async function importDetail(
  services: Services,
  actor: Actor,
  reportId: string,
  importId: string,
): Promise<ImportedReport> {
  await seenMatter(services.db, services, actor, reportId);
  const { bureauId, year } = await reportById(services.db, reportId);
  const row = await services.db
    .selectFrom('annual_report_import')
    .selectAll()
    .where('id', '=', importId)
    .where('bureau_id', '=', bureauId)
    .where('year', '=', year - 1)
    .executeTakeFirst();
  if (!row) throw notFound('这次导入');
  // Written by `readPrevious`.
  const figures = row.figures as unknown as FiguresFile;
  const read = readFigures(figures);
  return {
    id: row.id,
    reportId,
    year: row.year,
    fileName: row.file_name,
    authority: read.authority ?? null,
    taken: row.taken_at !== null,
    notes: row.notes as readonly string[],
    texts: read.texts.map(({ place, text }) => ({ label: place.label, text })),
    cells: filledCells(read).map(({ place, value }) => ({ path: place.path, label: place.label, value })),
    findings: checkFigures(read).map(({ severity, where, message }) => ({ severity, where, message })),
  };
}

/** Takes what was read as last year's report: carry-over is compared with it from now on. */
export async function takePrevious(a: Act, reportId: string, importId: string): Promise<void> {
  const { matter } = await lockSeen(a, reportId);
  if (!allows(annualReportPolicy['annual-report.import'], a.actor, matter))
    throw forbidden('上一年度报告由本局政务公开办公室导入');
  const { bureauId, year } = await reportById(a.tx, reportId);
  const taken = await a.tx
    .updateTable('annual_report_import')
    .set({ taken_by: a.actor.id, taken_at: a.now })
    .where('id', '=', importId)
    .where('bureau_id', '=', bureauId)
    .where('year', '=', year - 1)
    .where('taken_at', 'is', null)
    .returning('file_hash as hash')
    .executeTakeFirst();
  if (!taken) throw refused(['这次导入已经采用，或者不属于这份报告：请刷新后再看']);
  await appendJournal(a, {
    chain: matterChain(reportId),
    action: 'annual-report.import-taken',
    payload: { importId, hash: taken.hash, year: year - 1 },
  });
}
