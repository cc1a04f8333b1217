import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

const isTest = (file) =>
  /\.test\.tsx?$/.test(file) || file.includes('/fixtures/') || file.startsWith('src/platform/testing/');
const isWorkbench = (file) => file.includes('/workbench/');
/** What browser code may import from the rest of the source (architecture §2). */
const isShared = (file) =>
  file.startsWith('src/kernel/') || /[/.](?:contract|workflow|clocks|policy|roles|kinds)\.ts$/.test(file);

/** What each part of the product is built from. */
const inputs = {
  server: (file) => !isWorkbench(file) && !isTest(file) && !file.startsWith('src/portal/assets/'),
  portal: (file) => file.startsWith('src/portal/assets/'),
  workbench: (file) => (isWorkbench(file) || isShared(file)) && !isTest(file),
};
const always = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'bin/build.mjs'];

export const parts = Object.keys(inputs);

/** A word that changes when a source of the part is added, removed, or written: names, sizes and times, no contents. */
export function fingerprint(part) {
  const hash = createHash('sha256');
  const files = [...walk('src').filter((file) => inputs[part](file)), ...always];
  for (const file of files) {
    const { size, mtimeMs } = statSync(inProject(file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

export const isFresh = (part) => readStamp(part) === fingerprint(part);

export const stampFile = (folder) => path.join(folder, '.stamp');

function readStamp(part) {
  try {
    return readFileSync(stampFile(inProject('dist', part)), 'utf8');
  } catch {
    return undefined;
  }
}

function walk(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}
