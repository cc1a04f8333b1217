export { checkWording, withoutAllowed } from './check-wording.ts';
export { SCAN_EDITION } from './edition.ts';
export type { ScanFinding } from './finding.ts';
export { personalHits } from './personal-hits.ts';
export { paragraphLocator } from './places.ts';
export { scanElsewhere } from './elsewhere.ts';
export { fileScanLimits, scanFile } from './scan-file.ts';
export { otherTurns, scanParagraphs, scanParagraphsInTurns, scanText } from './scan-text.ts';
