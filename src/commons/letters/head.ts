import type { Composition } from './composition.ts';
import type { Drawing } from './drawing.ts';
import { HEAD, PAPER, PITCH, SIZE, TEXT_AREA, TITLE_PITCH, mm, nameSize } from './page-form.ts';
import type { Ruler } from './setting.ts';

/** What is blank above the characters in the first line of a title. */
const TITLE_LEAD = (TITLE_PITCH - SIZE.title) / 2;

/** The red head of the letter form with the document number, on the first page, and where the rows of text may begin. */
export function letterHead({ organ, documentNumber }: Composition, ruler: Ruler): { drawings: Drawing[]; top: number } {
  const size = nameSize([...organ].length);
  const rule = HEAD.nameTop + size + HEAD.belowName;
  const below = rule + HEAD.thick + HEAD.gap + HEAD.thin;
  const drawings: Drawing[] = [
    {
      kind: 'text',
      text: organ,
      x: (PAPER.width - ruler(organ, 'title', size)) / 2,
      baseline: HEAD.nameTop + size * 0.88,
      face: 'title',
      size,
      spacing: 0,
      colour: HEAD.red,
      element: { tag: 'P' },
    },
    redLine(rule, HEAD.thick),
    redLine(rule + HEAD.thick + HEAD.gap, HEAD.thin),
    redLine(PAPER.height - HEAD.ruleFromBottom, HEAD.thin),
    redLine(PAPER.height - HEAD.ruleFromBottom + HEAD.thin + HEAD.gap, HEAD.thick),
  ];
  if (documentNumber === undefined) return { drawings, top: below + 2 * PITCH - TITLE_LEAD };
  const numberTop = below + HEAD.belowRule;
  drawings.push({
    kind: 'text',
    text: documentNumber,
    x: TEXT_AREA.left + TEXT_AREA.width - ruler(documentNumber, 'body', SIZE.body),
    baseline: numberTop + SIZE.body * 0.88,
    face: 'body',
    size: SIZE.body,
    spacing: 0,
    element: { tag: 'P' },
  });
  return { drawings, top: numberTop + SIZE.body + 2 * PITCH - TITLE_LEAD };
}

/** A line of so much ink whose upper edge stands there. */
function redLine(top: number, width: number): Drawing {
  const left = (PAPER.width - HEAD.ruleWidth) / 2;
  const y = top + width / 2;
  return { kind: 'rule', from: [left, y], to: [left + HEAD.ruleWidth, y], width, colour: HEAD.red };
}

/** The first line of the grid that does not begin above; a millimetre more or less is nothing. */
export const onGrid = (y: number): number =>
  TEXT_AREA.top + Math.max(0, Math.ceil((y - TEXT_AREA.top - mm(1)) / PITCH)) * PITCH;
