import type { PlanSection, ReadingProblem } from './reading.ts';
import { ordinal } from './text.ts';

/** How a problem says where it is: 第二部分第10条, 第10条, 第二部分, 全文. */
export function placeOf(section: string, item: string): string {
  const part = section === '' ? '' : `第${section}部分`;
  const place = item === '' ? part : `${part}第${item}条`;
  return place === '' ? '全文' : place;
}

/** What can only be seen looking at the whole. `tableRows` is how many of the items come from tables. */
export function problemsOfWhole(title: string, sections: readonly PlanSection[], tableRows: number): ReadingProblem[] {
  const items = sections.flatMap((section) => section.items);
  const untitled: ReadingProblem[] =
    title === '' ? [{ where: '标题', kind: 'title', message: '没有读到标题，请填写' }] : [];
  if (items.length === 0) return [...untitled, noItems];
  const twice: ReadingProblem[] = tableRows > 0 && items.length > tableRows ? [textAndTable] : [];
  return [...untitled, ...twice, ...withoutUnits(sections), ...numberingProblems(sections)];
}

const noItems: ReadingProblem = {
  where: '全文',
  kind: 'no-items',
  message: '没有读到任务条目：正文应有“一、”“（一）”“1.”这样的编号，或有一张列出工作任务和责任单位的表格，请核对文件',
};
const textAndTable: ReadingProblem = {
  where: '全文',
  kind: 'needs-review',
  message: '正文和表格中都读到了任务，可能重复，请核对',
};

function withoutUnits(sections: readonly PlanSection[]): ReadingProblem[] {
  const bare = sections.flatMap((section) =>
    section.items
      .filter((item) => item.annotations.length === 0)
      .map((item): ReadingProblem => {
        const place = item.number === '' ? `“${item.title}”` : placeOf(section.number, item.number);
        return { where: place, kind: 'no-units', message: '没有写明责任单位，请填写' };
      }),
  );
  const total = sections.reduce((sum, section) => sum + section.items.length, 0);
  if (bare.length < total) return bare;
  return [{ where: '全文', kind: 'no-units', message: '全文没有读到责任单位，请逐条填写' }];
}

/** Numbers may start anywhere and start again in a new section, but not jump or repeat. */
function numberingProblems(sections: readonly PlanSection[]): ReadingProblem[] {
  const problems: ReadingProblem[] = [];
  let before: { readonly value: number; readonly text: string } | undefined;
  for (const section of sections) {
    for (const [at, item] of section.items.entries()) {
      const value = ordinal(item.number);
      if (value === undefined) continue;
      if (before && value !== before.value + 1 && !(at === 0 && value === 1)) {
        problems.push({
          where: placeOf(section.number, item.number),
          kind: 'numbering',
          message: `编号不连续：第${before.text}条之后是第${item.number}条，请核对有无遗漏或重复`,
        });
      }
      before = { value, text: item.number };
    }
  }
  return problems;
}
