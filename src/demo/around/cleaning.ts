import { addDays, addMonths, type LocalDate } from '#kernel/dates.ts';
import { beginCleaning, decide, propose } from '#modules/normative-documents/index.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { type MovingClock, workHour } from '../publishing/index.ts';

/** A cleaning of normative documents under way: two units have said what they think, one opinion has been decided. */
export async function cleaningUnderWay(services: Services, cast: Cast, clock: MovingClock, today: LocalDate) {
  const at = (daysAgo: number, hour: number) => clock.moveTo(workHour(services, addDays(today, -daysAgo), hour));
  at(12, 9);
  const reviewer = await cast('legality-reviewer');
  const id = await act(services, reviewer, (a) =>
    beginCleaning(a, {
      title: `${a.today.slice(0, 4)}年度行政规范性文件清理`,
      scope: '本局现行有效的行政规范性文件，重点是有效期将满和上位法已经修改的文件',
      basis: '行政规范性文件制定和监督管理的有关规定',
      deadline: addMonths(a.today, 1),
    }),
  );
  const items = await services.db
    .selectFrom('normative_cleaning_item as i')
    .innerJoin('normative_document as n', 'n.id', 'i.document_id')
    .innerJoin('unit as u', 'u.id', 'i.unit_id')
    .select(['i.document_id as documentId', 'u.key as unitKey'])
    .where('i.cleaning_id', '=', id)
    .orderBy('n.released_on')
    .orderBy('n.id')
    .execute();
  const [first, second] = items;
  if (!first || !second) throw new Error('the cleaning has too few documents to show anything');
  at(8, 10);
  const goesOn = { outcome: 'continue', reason: '与上位法一致，执行中没有收到不同意见，建议继续有效。' } as const;
  const drafter = await cast('drafter', first.unitKey);
  await act(services, drafter, (a) => propose(a, id, first.documentId, goesOn));
  at(6, 15);
  const amend = { outcome: 'amend', reason: '部分条款与新修订的上位法表述不一致，建议修改后继续执行。' } as const;
  const other = await cast('drafter', second.unitKey);
  await act(services, other, (a) => propose(a, id, second.documentId, amend));
  at(5, 11);
  await act(services, reviewer, (a) =>
    decide(a, id, first.documentId, { outcome: 'continue', reason: '与上位法一致，执行情况良好。' }),
  );
}
