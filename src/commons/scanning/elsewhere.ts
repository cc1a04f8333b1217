import { AppError } from '#kernel/errors.ts';
import { atOnce, type Confinement, startConfined } from '#platform/confined.ts';
import type { ScanFinding } from './finding.ts';
import { fileScanLimits, type FileScanLimits, scanFile, unreadable } from './scan-file.ts';

export type ScanningAsks = {
  scan: { ask: { bytes: Uint8Array; fileName: string; limits: FileScanLimits }; answer: ScanFinding[] };
};

const SCANNER: Confinement = {
  built: 'scanner.js',
  source: 'commons/scanning/process.ts',
  // Twice what a scan gives itself: one that does not keep to it is ended.
  withinMs: 2 * fileScanLimits.milliseconds,
  heapMb: 768,
  stumbled: '文件的内容过于复杂，检查没有完成',
};

const inTurn = atOnce(2);

/**
 * `scanFile` for what strangers made: packages, PDF and pages are taken apart in a process of their own that ends with it, so that whatever stands
 * in them holds up nobody else. Never throws about a file either: a process that ended without an answer is itself a finding (`unreadable/file`).
 * Plain text and pictures, of which nothing is unpacked, are scanned here.
 */
export function scanElsewhere(
  bytes: Uint8Array,
  fileName: string,
  limits: FileScanLimits = fileScanLimits,
  withinMs = SCANNER.withinMs,
): Promise<ScanFinding[]> {
  if (!isUnpacked(bytes)) return scanFile(bytes, fileName, limits);
  return inTurn(async () => {
    const scanner = startConfined<ScanningAsks>({ ...SCANNER, withinMs });
    try {
      return await scanner.ask('scan', { bytes: new Uint8Array(bytes), fileName, limits });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [unreadable('unreadable/file', `附件「${fileName}」`, error.reasons.join('；'))];
    } finally {
      scanner.close();
    }
  });
}

/** By its first bytes: a package, a PDF, a page, or an older format that holds others. */
function isUnpacked(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return (
    first.startsWith('PK') ||
    first.startsWith('\u00d0\u00cf\u0011\u00e0') ||
    first.includes('%PDF') ||
    /<\s*[!?a-z]/i.test(first)
  );
}
