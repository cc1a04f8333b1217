import { refused } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { type MeasureSaid, type MeasureState, measureStates } from './item-contract.ts';

export interface MeasureReported {
  readonly measureId: string;
  readonly state: MeasureState;
  readonly line?: string;
}

/**
 * Keeps what a report says of single measures and dates those it calls done. Refuses measures that are not (or no longer)
 * the item's, and a measure named twice. Gives each in a sentence, for the journal.
 */
export async function reportMeasures(
  act: Act,
  itemId: string,
  reportId: string,
  reported: readonly MeasureReported[],
): Promise<string[]> {
  if (reported.length === 0) return [];
  const named = new Set(reported.map(({ measureId }) => measureId));
  const measures = await act.tx
    .selectFrom('work_measure')
    .select(['id', 'text'])
    .where('item_id', '=', itemId)
    .where('id', 'in', [...named])
    .where('dropped_at', 'is', null)
    .forUpdate()
    .execute();
  if (measures.length < reported.length) throw refused(['措施已经调整，请刷新后按新的措施报告']);
  await act.tx
    .insertInto('measure_report')
    .values(
      reported.map(({ measureId, state, line }) => ({
        report_id: reportId,
        measure_id: measureId,
        state,
        line: line?.trim() || null,
      })),
    )
    .execute();
  const done = reported.filter(({ state }) => state === 'done').map(({ measureId }) => measureId);
  if (done.length > 0)
    await act.tx
      .updateTable('work_measure')
      .set({ done_on: act.today })
      .where('id', 'in', done)
      .where('done_on', 'is', null)
      .execute();
  return reported.map(({ measureId, state, line }) => {
    const words = measures.find(({ id }) => id === measureId)?.text ?? '';
    return `${words}：${measureStates[state]}${line?.trim() ? `，${line.trim()}` : ''}`;
  });
}

/** Measures that only returned reports call done are not done. */
export async function takeBackMeasures(act: Act, returned: readonly string[]): Promise<void> {
  if (returned.length === 0) return;
  await act.tx
    .updateTable('work_measure as m')
    .set({ done_on: null })
    .where((eb) =>
      eb.and([
        eb.exists(
          eb
            .selectFrom('measure_report as s')
            .select('s.measure_id')
            .whereRef('s.measure_id', '=', 'm.id')
            .where('s.report_id', 'in', [...returned])
            .where('s.state', '=', 'done'),
        ),
        eb.not(
          eb.exists(
            eb
              .selectFrom('measure_report as s')
              .innerJoin('progress_report as r', 'r.id', 's.report_id')
              .select('s.measure_id')
              .whereRef('s.measure_id', '=', 'm.id')
              .where('s.state', '=', 'done')
              .where('r.verdict', 'is distinct from', 'returned'),
          ),
        ),
      ]),
    )
    .execute();
}

/** What reports say of measures, by report, in the order of the measures. */
export async function saidByReport(
  db: Db | Tx,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MeasureSaid[]>> {
  if (reportIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('measure_report as s')
    .innerJoin('work_measure as m', 'm.id', 's.measure_id')
    .select(['s.report_id as reportId', 'm.text', 's.state', 's.line'])
    .where('s.report_id', 'in', [...reportIds])
    .orderBy('m.made_at')
    .orderBy('m.position')
    .execute();
  const said = rows.map(({ state, ...row }) => ({ ...row, state: state as MeasureState }));
  return new Map(
    [...Map.groupBy(said, ({ reportId }) => reportId)].map(([id, lines]) => [
      id,
      lines.map(({ text, state, line }) => ({ text, state, line })),
    ]),
  );
}
