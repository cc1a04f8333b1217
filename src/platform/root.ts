import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: where db/, dist/ and the reference data are. Found upward from this file, built or not. */
export function projectRoot(): string {
  if (process.env.SUNLIT_ROOT) return process.env.SUNLIT_ROOT;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'db/migrations'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error('the project folder was not found above the running file');
    folder = above;
  }
  return folder;
}
