import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runCheck } from './check.mjs';
import { isFresh, parts } from './freshness.mjs';
import { ensureInstalled } from './install.mjs';
import { newModule } from './new-module.mjs';
import { passSignalsOn, run } from './processes.mjs';
import { keepStdoutClean, nextStep, step } from './progress.mjs';
import { inProject, mustBeWritable, root, Stop } from './project.mjs';
import { environment, findNode } from './runtime.mjs';
import { runEndToEnd, runTests, runUnit } from './test.mjs';
import { writeTypeList } from './type-list.mjs';

/**
 * What each npm script does: `build` names the parts that must be fresh before it. Gives an exit code.
 * @type {Record<string, { build: readonly string[], run: (node: string, args: string[]) => number | Promise<number> }>}
 */
const tasks = {
  start: { build: parts, run: (node, args) => runBuilt(node, 'main.js', args) },
  cli: { build: ['server'], run: (node, args) => runBuilt(node, 'cli.js', args) },
  docs: { build: ['server'], run: (node, args) => runBuilt(node, 'cli.js', ['docs', ...args]) },
  build: { build: parts, run: () => 0 },
  dev: {
    build: [],
    run: async (node, args) =>
      (await run(node, [inProject('bin/dev.mjs'), ...args], { env: builtEnvironment(node) })).code,
  },
  check: { build: [], run: (node) => runCheck(node) },
  unit: { build: [], run: (node, args) => runUnit(node, args) },
  e2e: { build: parts, run: (node, args) => runEndToEnd(node, args) },
  test: { build: parts, run: (node) => runTests(node) },
  faults: { build: parts, run: (node, args) => runScript(node, 'bench/faults.ts', args) },
  bench: { build: parts, run: (node, args) => runScript(node, 'bench/run.ts', args) },
  'bench-search': { build: parts, run: (node, args) => runScript(node, 'bench/search.ts', args) },
  'bench-year': { build: [], run: (node, args) => runScript(node, 'bench/year.ts', args) },
  'bench-requests': { build: parts, run: (node, args) => runScript(node, 'bench/requests.ts', args) },
  codegen: {
    build: [],
    run: (node, args) => {
      writeTypeList();
      return runScript(node, 'src/platform/testing/codegen.ts', args);
    },
  },
  'new-module': { build: [], run: (_node, args) => newModule(args[0]) },
};

/** Installs, builds what is stale, runs the task, and gives its exit code. What we can foresee ends in one sentence. */
export async function runTask([name = 'start', ...args]) {
  const task = tasks[name];
  try {
    if (!task) throw new Stop(`没有名为 ${name} 的任务；可用的有：${Object.keys(tasks).join('、')}`);
    if (name === 'cli') keepStdoutClean();
    passSignalsOn();
    await ensureInstalled();
    const node = findNode();
    await ensureBuilt(node, task.build, name === 'build');
    return await task.run(node, args);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function ensureBuilt(node, wanted, always) {
  if (wanted.length > 0) writeTypeList();
  const stale = wanted.filter((part) => always || !isFresh(part));
  if (stale.length === 0) return;
  mustBeWritable(inProject('dist'), '构建程序');
  const names = { server: '服务端', portal: '公众网站样式', workbench: '工作台' };
  await step(`构建${stale.map((part) => names[part]).join('、')}`, async () => {
    const env = environment(node, { NODE_ENV: 'production' });
    const { code, output } = await run(node, [inProject('bin/build.mjs'), ...stale], { env, output: 'keep' });
    if (code === 0) return;
    process.stderr.write(output);
    throw new Stop(`构建失败（退出码 ${code}）；原因见上面的提示，消除后再试`);
  });
}

// glibc keeps a heap for each thread that hashed a password; with two of them a demonstration takes about 60 MB less.
const builtEnvironment = (node) =>
  environment(node, {
    NODE_ENV: 'production',
    SUNLIT_ROOT: root,
    SUNLIT_FIRST_STEP: String(nextStep()),
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
  });

async function runBuilt(node, file, args) {
  const watch = pathToFileURL(inProject('bin/watch-parent.mjs')).href;
  const argv = ['--enable-source-maps', '--import', watch, inProject('dist/server', file), ...args];
  return (await run(node, argv, { env: builtEnvironment(node) })).code;
}

async function runScript(node, file, args) {
  if (!existsSync(inProject(file))) throw new Stop(`还没有 ${file}，这项任务暂不可用`);
  return (await run(node, ['--import', 'tsx', inProject(file), ...args], { env: environment(node) })).code;
}
