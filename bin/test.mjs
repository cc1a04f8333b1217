import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';
import { failedChecks } from './check.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inProject, root } from './project.mjs';
import { environment } from './runtime.mjs';

const suites = {
  unit: { label: '单元与集成测试', config: 'vitest.config.ts' },
  e2e: { label: '浏览器测试', config: 'vitest.e2e.config.ts' },
};

export async function runUnit(node, args) {
  return (await runSuite(node, 'unit', args)).code;
}

export async function runEndToEnd(node, args) {
  const chromium = await ensureBrowser();
  return (await runSuite(node, 'e2e', args, { SUNLIT_CHROMIUM: chromium })).code;
}

/** The whole gate. Every stage is run, so that one run tells everything; the last line counts the tests of all suites. */
export async function runTests(node) {
  // Fetching packages waits for the network, checking for the processor.
  const [failed, chromium] = await Promise.all([failedChecks(node), ensureBrowser()]);
  const demonstration = beginDemonstration(node);
  const unit = await runSuite(node, 'unit', []);
  const base = await demonstration.base;
  const journeys = await runSuite(node, 'e2e', [], {
    SUNLIT_CHROMIUM: chromium,
    ...(base && { SUNLIT_E2E_BASE: base }),
  });
  await demonstration.end();
  const results = [unit, journeys];
  const sum = (kind) => results.reduce((total, result) => total + result[kind], 0);
  if (failed.length > 0) console.log(`检查未通过：${failed.join('、')}`);
  // A check that failed counts as one failed test: the line must not look green when the gate is shut.
  console.log(`${sum('passed')} passed, ${sum('failed') + failed.length} failed, ${sum('skipped')} skipped`);
  return failed.length === 0 && results.every(({ code }) => code === 0) ? 0 : 1;
}

/**
 * What the journeys walk through takes one processor for most of a minute: it is made while the units run. Where it cannot be, the
 * journeys begin one themselves and say why it fails.
 */
function beginDemonstration(node) {
  const child = spawn(node, ['--import', 'tsx', inProject('e2e/standing.ts')], {
    cwd: root,
    env: environment(node, { NODE_ENV: 'test' }),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said = new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  return {
    base: Promise.race([said, ended.then(() => undefined)]),
    end() {
      child.stdin.end();
      return ended;
    },
  };
}

async function runSuite(node, name, args, more = {}) {
  const { label, config } = suites[name];
  const report = inProject('test-results', `${name}.json`);
  mkdirSync(inProject('test-results'), { recursive: true });
  rmSync(report, { force: true });
  const argv = [inProject('node_modules/vitest/vitest.mjs'), 'run', '--config', config, ...args];
  argv.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  const env = environment(node, { NODE_ENV: 'test', ...more });
  const { code } = await step(label, () => run(node, argv, { env }));
  return { code, ...counts(report, code) };
}

/** A runner that died before it could count is one failure, never silence. */
function counts(report, code) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that could not be loaded fails the run without a failed test of its own.
    const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
