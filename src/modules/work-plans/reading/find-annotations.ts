import { hints, labels } from './annotation-words.ts';
import { bracketed } from './text.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

export interface FoundAnnotation {
  readonly verbatim: string;
  readonly inner: string;
  /** Where it stands in the line it was found in. */
  readonly start: number;
  readonly end: number;
}

/**
 * Passages of one paragraph that may say who is responsible: bracketed ones that close a sentence or a paragraph, and
 * a tail such as 责任单位：办公室. Whether they do is for `readAnnotation` to say.
 */
export function findAnnotations(line: string): FoundAnnotation[] {
  const found: FoundAnnotation[] = bracketed(line).filter(({ inner, start, end }) => {
    const before = line.slice(0, start).trimEnd();
    const after = line.slice(end).trimStart();
    const closes = before === '' || /[。．.！？!?；;”’"）)】〕]$/.test(before) || /^($|[。；;（(【])/.test(after);
    return closes && (hints.test(inner) || (/^[。；;]?$/.test(after) && listsUnits(inner)));
  });
  const tail = unbracketed.exec(line);
  if (tail && !found.some(({ end }) => end > tail.index)) {
    const verbatim = tail[0].trimEnd();
    found.push({ verbatim, inner: verbatim.replace(/[。；;]$/, ''), start: tail.index, end: line.length });
  }
  return found;
}

/** （省财政厅、各市人民政府）: two names or more and nothing else, so that who does what is left open. */
export function listsUnits(inner: string): boolean {
  const { units } = splitUnits(inner.replace(/[,，;；]/g, '、'));
  return units.length > 1 && units.every(looksLikeUnit);
}

/** 责任单位：…, 完成时限：… at the beginning of a line. */
export const beginsWithLabel = (line: string) => labels.some(([, pattern]) => pattern.test(line));

/** A convention stated in a sentence of its own, outside any annotation: 注：列第一位的为牵头单位. */
export const announcesLeadFirst = (line: string) => /(?:列|排)?(?:在)?第一(?:位|个|名)?[^。；;]{0,14}牵头/.test(line);

const labelWords =
  '(?:牵头|主办|责任|负责|承办|落实|配合|协办|参与|协助)(?:单位|部门|科室|处室|机构|股室|主体)\\s*[:：]';
const unbracketed = new RegExp(`(?:^|(?<=[。；;！]\\s*))${labelWords}[^]+$`);
