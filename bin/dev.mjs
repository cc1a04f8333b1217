// Development: builds on every change, restarts the server, and rebuilds the workbench. Runs on the locked Node.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { context } from 'esbuild';
import { build as viteBuild } from 'vite';
import { buildPart, serverOptions } from './build.mjs';
import { inProject } from './project.mjs';
import { typeFolder, writeTypeList } from './type-list.mjs';

const out = inProject('dist/server');
let server;
let ending = false;

async function restart() {
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
  if (ending) return;
  const env = { ...process.env, NODE_ENV: 'development' };
  server = spawn(process.execPath, ['--enable-source-maps', `${out}/main.js`, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
}

writeTypeList();
await buildPart('portal');
let queue = Promise.resolve();
const restartAfterBuild = {
  name: 'restart-after-build',
  setup: ({ onEnd }) =>
    onEnd(({ errors }) => {
      if (errors.length > 0) return;
      queue = queue.then(restart);
    }),
};
const options = { ...serverOptions(out), define: {}, plugins: [restartAfterBuild] };
const bundler = await context(options);
await viteBuild({
  configFile: inProject('vite.config.ts'),
  mode: 'development',
  logLevel: 'warn',
  build: { watch: {} },
});
await bundler.watch();

let pending;
watch(inProject('src/portal/assets'), { recursive: true }, () => {
  clearTimeout(pending);
  pending = setTimeout(() => {
    queue = queue.then(() => buildPart('portal')).then(restart, console.error);
  }, 200);
});

// A file that came or went is another kind of document; half typed, it is said and waited for.
watch(typeFolder, () => {
  try {
    writeTypeList();
  } catch (error) {
    console.error(error.message);
  }
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    await queue;
    if (server?.exitCode === null) {
      server.once('exit', () => process.exit(0));
      server.kill('SIGTERM');
    } else process.exit(0);
  });
}
