import { AlignmentType, BorderStyle, Footer, Header, PageNumber, Paragraph, TextRun } from 'docx';
import type { Composition } from './composition.ts';
import type { StyleName } from './docx-styles.ts';
import { TYPEFACES } from './docx-typefaces.ts';
import { halfPoints, lines, twips } from './docx-units.ts';
import { HEAD, SIZE, TEXT_AREA, mm, nameSize } from './page-form.ts';

/** The red lines are longer than the text area: so much on either side. */
const OUTSIDE = {
  left: -twips((HEAD.ruleWidth - TEXT_AREA.width) / 2),
  right: -twips((HEAD.ruleWidth - TEXT_AREA.width) / 2),
};
const OFF_GRID: StyleName = 'OffGrid';
const RED = HEAD.red.slice(1);
/** Word gives a double line the width of its thick one, in eighths of a point. */
const RULE = Math.round(HEAD.thick * 8);

/** 发文机关标志 with the thick and the thin line below, 30 mm from the upper edge; Word moves the text below it. */
export function letterHeader({ organ }: Composition): Header {
  const size = nameSize([...organ].length);
  const name = new Paragraph({
    style: OFF_GRID,
    alignment: AlignmentType.CENTER,
    spacing: lines(size),
    indent: OUTSIDE,
    border: {
      bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, color: RED, size: RULE, space: Math.round(HEAD.belowName) },
    },
    children: [
      new TextRun({ text: organ, color: RED, size: halfPoints(size), font: { eastAsia: TYPEFACES.title.name } }),
    ],
  });
  return new Header({ children: [name] });
}

/** Nothing, and next to no height: a higher one would push the text down. */
export const noHeader = (): Header => new Header({ children: [new Paragraph({ style: OFF_GRID, spacing: lines(1) })] });

/** The thin and the thick line 20 mm from the lower edge of the first page, which has no number. */
export function firstFooter(): Footer {
  const rule = new Paragraph({
    style: OFF_GRID,
    spacing: lines(1),
    indent: OUTSIDE,
    border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, color: RED, size: RULE, space: 0 } },
  });
  return new Footer({ children: [rule] });
}

/** `— 2 —` in 4号, 7 mm below the text area, one character in from the outer edge. */
export function numberFooter(pages: 'odd' | 'even'): Footer {
  const pitch = SIZE.small * 1.2;
  // The footer's lower edge is where the red line is; the dashes are in the middle of the line of type.
  const after = mm(35) - mm(7) - HEAD.ruleFromBottom - pitch / 2;
  const number = new Paragraph({
    style: OFF_GRID,
    alignment: pages === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: pages === 'odd' ? { right: twips(SIZE.small) } : { left: twips(SIZE.small) },
    spacing: lines(pitch, { after }),
    children: [new TextRun({ size: halfPoints(SIZE.small), children: ['— ', PageNumber.CURRENT, ' —'] })],
  });
  return new Footer({ children: [number] });
}
