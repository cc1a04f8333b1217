import { availableParallelism } from 'node:os';
import { npm } from './install.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inProject } from './project.mjs';
import { environment } from './runtime.mjs';
import { typeListIsFresh } from './type-list.mjs';

/** The fast gate: every tool is run to its end, so that one run tells everything. */
const tools = [
  ['服务端类型', 'typescript-7/bin/tsc', ['-p', 'tsconfig.json']],
  ['工作台类型', 'typescript-7/bin/tsc', ['-p', 'tsconfig.workbench.json']],
  ['脚本类型', 'typescript-7/bin/tsc', ['-p', 'tsconfig.tools.json']],
  ['格式与写法', '@biomejs/biome/bin/biome', ['check']],
  ['依赖方向', 'dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.cjs', 'src']],
  ['无用代码', 'knip/bin/knip.js', []],
  ['日期计算', '../bin/check-dates.mjs', []],
];

/** Runs the tools, prints what the failing ones said, and gives the names of those that failed. */
export async function failedChecks(node) {
  const env = environment(node);
  const jobs = [
    ...tools.map(([name, script, args]) => async () => {
      const { code, output } = await run(node, [inProject('node_modules', script), ...args], { env, output: 'keep' });
      return { name, code, output };
    }),
    // A lock that npm itself would refuse is found here, not on somebody's first start.
    async () => ({
      name: '信息类型清单',
      code: typeListIsFresh() ? 0 : 1,
      output: 'types/ 里的文件变了：请运行 npm run codegen',
    }),
    async () => ({ name: '锁文件', ...(await npm(['ci', '--dry-run', '--loglevel=error'], env)) }),
  ];
  const results = await step(`检查：${tools.map(([name]) => name).join('、')}、信息类型清单、锁文件`, () =>
    someAtATime(jobs),
  );
  const failed = results.filter(({ code }) => code !== 0);
  for (const { name, output } of failed) process.stdout.write(`\n✗ ${name}\n${output}\n`);
  return failed.map(({ name }) => name);
}

export async function runCheck(node) {
  const failed = await failedChecks(node);
  console.log(failed.length === 0 ? '检查全部通过' : `检查未通过：${failed.join('、')}`);
  return failed.length === 0 ? 0 : 1;
}

async function someAtATime(jobs) {
  const results = [];
  const queue = jobs.entries();
  const worker = async () => {
    for (const [index, job] of queue) results[index] = await job();
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return results;
}
