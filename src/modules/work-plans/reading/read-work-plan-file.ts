import { type ExtractionLimits, extractText } from '#platform/extraction/index.ts';
import { readWorkPlan } from './read-work-plan.ts';
import type { Reading } from './reading.ts';

/**
 * The reading of a work plan file (.txt, .docx, .html, .pdf, .xlsx, .csv), as `sunlit work-plan parse FILE --json`
 * prints it. Refuses with AppError `invalid` what `extractText` refuses; what it warns about becomes a problem of the
 * reading. A document without items is no error here: its reading has the problem `no-items`.
 */
export async function readWorkPlanFile(
  bytes: Uint8Array,
  fileName: string,
  limits?: ExtractionLimits,
): Promise<Reading> {
  const { blocks, warnings } = await extractText(bytes, fileName, limits);
  const reading = readWorkPlan(blocks);
  const doubts = warnings.map((message) => ({ where: '全文', kind: 'needs-review', message }) as const);
  return { ...reading, problems: [...doubts, ...reading.problems] };
}
