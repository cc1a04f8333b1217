// Builds the parts named on the command line into dist/. Runs on the locked Node; run.mjs calls it.
import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { fingerprint, parts, stampFile } from './freshness.mjs';
import { inProject, root } from './project.mjs';

/**
 * Options of the server's bundle: our source becomes a few files, packages stay where npm put them.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const serverOptions = (outdir) => ({
  absWorkingDir: root,
  // The last two are processes of their own that open foreign files (commons/redaction, platform/extraction).
  entryPoints: {
    main: 'src/main.ts',
    cli: 'src/cli.ts',
    redactor: 'src/commons/redaction/engine/main.ts',
    reader: 'src/platform/extraction/process.ts',
    scanner: 'src/commons/scanning/process.ts',
  },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  packages: 'external',
  jsx: 'automatic',
  sourcemap: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});

const builders = {
  server: (outdir) => bundle(serverOptions(outdir)),
  portal: buildPortal,
  workbench: buildWorkbench,
};

/** Scripts, styles and pictures of the public site under names that change with their content, and a list old name → new name. */
async function buildPortal(outdir) {
  const entryPoints = globSync('src/portal/assets/**/*.*', { cwd: root }).filter((file) => !file.endsWith('.md'));
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints,
    outbase: 'src/portal/assets',
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome80', 'safari14.1', 'firefox78'],
    entryNames: '[dir]/[name]-[hash]',
    assetNames: '[dir]/[name]-[hash]',
    loader: Object.fromEntries(
      ['svg', 'png', 'jpg', 'webp', 'ico', 'woff2', 'txt'].map((kind) => [`.${kind}`, 'copy']),
    ),
    metafile: true,
    logLevel: 'warning',
  });
  const names = Object.entries(metafile.outputs).flatMap(([file, { entryPoint, inputs }]) => {
    const source = entryPoint ?? Object.keys(inputs)[0];
    return source ? [[path.relative('src/portal/assets', source), path.relative(outdir, inProject(file))]] : [];
  });
  const slashed = names.map((pair) => pair.map((name) => name.split(path.sep).join('/')));
  writeFileSync(path.join(outdir, 'manifest.json'), `${JSON.stringify(Object.fromEntries(slashed.sort()), null, 2)}\n`);
}

async function buildWorkbench(outDir) {
  const { build } = await import('vite');
  await build({ configFile: inProject('vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}

/** Builds beside and swaps at the end: a build that fails or is killed leaves the last good one in place. */
export async function buildPart(part) {
  const stamp = fingerprint(part);
  const unfinished = inProject('dist', `.${part}-${process.pid}`);
  const finished = inProject('dist', part);
  const last = `${unfinished}-last`;
  try {
    mkdirSync(unfinished, { recursive: true });
    await builders[part](unfinished);
    writeFileSync(stampFile(unfinished), stamp);
    if (existsSync(finished)) renameSync(finished, last);
    renameSync(unfinished, finished);
  } finally {
    for (const folder of [unfinished, last]) rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2);
  for (const part of wanted) if (!parts.includes(part)) throw new Error(`no such part: ${part}`);
  const results = await Promise.allSettled(wanted.map(buildPart));
  for (const [at, result] of results.entries()) {
    if (result.status === 'fulfilled') continue;
    process.exitCode = 1;
    // What esbuild finds in the source it has printed itself; vite prints nothing of what it throws.
    const { reason } = result;
    if (wanted[at] === 'workbench' || !reason?.errors) console.error(`${wanted[at]}:`, reason?.stack ?? reason);
  }
}
