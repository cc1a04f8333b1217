import { randomUUID } from 'node:crypto';
import { type Actor, allows } from '#kernel/policy.ts';
import { forbidden, notFound } from '#kernel/errors.ts';
import { keptFrom, seenMatter } from '#commons/casework/index.ts';
import { type CountedNorm, normsOfYear } from '#modules/normative-documents/index.ts';
import { COUNTED_COLUMNS, COUNTED_ROWS, requestsBehind } from '#modules/requests/index.ts';
import type { Services } from '#platform/services.ts';
import type { BehindLine } from '../contract.ts';
import { applicationRows, applicantColumns, keysOf, reviewBlocks, reviewOutcomes, rowLabel } from '../tables.ts';
import { type CountedDispute, disputesBehind } from './disputes.ts';
import { annualReportPolicy } from '../policy.ts';
import { reportById } from '../reports/rows.ts';

export interface BehindPage {
  readonly rows: readonly BehindLine[];
  readonly total: number;
}

/**
 * The matters behind a cell as it is counted now: as many as the cell says. Nothing of who asked or what was asked; whoever may see the matter
 * finds that behind its number. Refuses cells that were typed: their source stands beside them.
 */
export async function behindCell(
  services: Services,
  actor: Actor,
  reportId: string,
  { cell, page, size }: { readonly cell: string; readonly page: number; readonly size: number },
): Promise<BehindPage> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, reportId);
  if (!allows(annualReportPolicy['annual-report.drill'], actor, matter))
    throw forbidden('数字背后的事项由本局政务公开办公室、信息公开工作机构负责人、局领导和督查员查看');
  const { bureauId, year } = await reportById(db, reportId);
  const part = { limit: size, offset: (page - 1) * size };
  const [table, ...rest] = cell.split('.');
  const column = rest.at(-1) ?? '';
  const row = rest.slice(0, -1).join('.');
  if (table === 'applications') {
    const counted = COUNTED_ROWS.find((one) => one === row);
    const of = COUNTED_COLUMNS.find((one) => one === column);
    if (!counted || !of) throw notFound('这一格');
    const { rows, total } = await requestsBehind(db, { bureauId, year, row: counted, column: of }, part);
    const kept = await keptFrom(
      services,
      actor,
      rows.map(({ id }) => id),
    );
    return { rows: rows.map((row) => keptShort(requestLine(row), kept.has(row.id))), total };
  }
  if (table === 'proactive' && row === 'normativeDocs') {
    const norms = await normsOfYear(db, bureauId, year);
    const found = column === 'made' || column === 'repealed' || column === 'inForce' ? norms[column] : undefined;
    if (!found) throw notFound('这一格');
    return {
      rows: found.slice(part.offset, part.offset + part.limit).map((norm) => normLine(norm, column)),
      total: found.length,
    };
  }
  const block = keysOf(reviewBlocks).find((one) => table === 'review' && one === row);
  const outcome = keysOf(reviewOutcomes).find((one) => one === column);
  if (block && outcome) {
    const found = await disputesBehind(db, { bureauId, year, block, outcome });
    const rows = found.slice(part.offset, part.offset + part.limit);
    const kept = await keptFrom(
      services,
      actor,
      rows.map(({ requestId }) => requestId),
    );
    return { rows: rows.map((row) => keptShort(disputeLine(row), kept.has(row.requestId))), total: found.length };
  }
  throw notFound('这一格的明细（填报的数据只有来源，没有明细）');
}

function requestLine(request: Awaited<ReturnType<typeof requestsBehind>>['rows'][number]): BehindLine {
  const { id, number, applicantClass, receivedOn, repliedOn, bucket, unitName } = request;
  const row = keysOf(applicationRows).find((one) => one === bucket);
  return {
    id,
    name: number,
    path: `/matters/${id}`,
    kind: applicantColumns[applicantClass],
    from: receivedOn,
    until: repliedOn,
    result: row ? rowLabel(row) : '还没有答复',
    unit: unitName,
  };
}

/** 限定知悉范围: it is counted, and that is all that is said of it to whoever may not see it. */
const keptShort = (line: BehindLine, kept: boolean): BehindLine =>
  kept ? { ...line, id: randomUUID(), name: '限定知悉', path: null, unit: '' } : line;

const disputeLine = (dispute: CountedDispute): BehindLine => ({
  id: dispute.id,
  name: `${dispute.number}（${dispute.caseNumber}）`,
  path: `/matters/${dispute.requestId}`,
  kind: dispute.organ,
  from: dispute.filedOn,
  until: dispute.decidedOn,
  result: reviewOutcomes[dispute.outcome],
  unit: '',
});

const normLine = ({ id, title, documentNumber, formedOn, since }: CountedNorm, column: string): BehindLine => ({
  id,
  name: title,
  path: `/normative-documents/${id}`,
  kind: documentNumber ?? '没有文号',
  from: formedOn,
  until: column === 'repealed' ? since : null,
  result: column === 'repealed' ? '已废止、失效' : '',
  unit: '',
});
