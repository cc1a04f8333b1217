export { checkWording, withoutAllowed } from './check-wording.ts';
export { SCAN_EDITION } from './edition.ts';
export type { ScanFinding } from './finding.ts';
export { fileScanLimits, scanFile } from './scan-file.ts';
export { scanParagraphs, scanText } from './scan-text.ts';
