import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, one after another; others may pass through, not list. Throws what the
 * system says. `mkdirSync` with `recursive` tries for ever where a folder can never be, as below /proc.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one, { mode: 0o711 });
    } catch (error) {
      // Somebody else has just made it.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  // A file that stands in its place is named by the system.
  mkdirSync(folder, { recursive: true });
}
