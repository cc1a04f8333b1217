import { LineRuleType } from 'docx';

/** Twentieths of a point, as Word measures. */
export const twips = (points: number): number => Math.round(points * 20);

/** Half points, as Word measures type. */
export const halfPoints = (points: number): number => Math.round(points * 2);

/** A line of exactly that height, with points before and after. */
export const lines = (pitch: number, more: { before?: number; after?: number } = {}) => ({
  line: twips(pitch),
  lineRule: LineRuleType.EXACT,
  before: twips(more.before ?? 0),
  after: twips(more.after ?? 0),
});
