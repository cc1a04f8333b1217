import { scanText } from '#commons/scanning/index.ts';

/**
 * Why a reason may not be told to the public as it was typed: it goes out beside the text without a revision of its own, so what the scan
 * holds for likely in it is not answered for but written otherwise.
 */
export function toldDefects(reason: string, where: string): string[] {
  return scanText(reason, { where })
    .filter(({ confidence, category }) => confidence !== 'possible' || category === 'person')
    .map(({ excerpt, sentence }) => `${where}将向社会公开，「${excerpt}」：${sentence}`);
}
