import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '..');
let project: string;
const children: ChildProcess[] = [];

/** A project of three small programs with our real bin/ and dependencies: what is tested is how they are started. */
beforeEach(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'sunlit-run-'));
  chmodSync(project, 0o755);
  for (const file of ['bin', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']) {
    cpSync(path.join(PROJECT, file), path.join(project, file), { recursive: true });
  }
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(project, 'node_modules'));
  write('src/cli.ts', `console.log('cli', ...process.argv.slice(2)); process.exitCode = process.argv.length - 2;`);
  write(
    'src/main.ts',
    `for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { console.log('heard', signal); process.exit(7); });
     console.log('started', process.pid, process.version, process.env.SUNLIT_ROOT, process.env.NODE_ENV);
     setInterval(() => undefined, 1000);`,
  );
  write('src/commons/redaction/engine/main.ts', 'export {};');
  write('src/platform/extraction/process.ts', 'export {};');
  write('src/commons/scanning/process.ts', 'export {};');
  write('src/workbench/index.html', '<script type="module" src="./main.ts"></script>');
  write('src/workbench/main.ts', `document.title = 'workbench';`);
  write('src/portal/assets/site.css', 'body { background: url(./icons/dot.svg) }');
  write('src/portal/assets/icons/dot.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(project, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  const full = path.join(project, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

const runner = () => path.join(project, 'bin/run.mjs');

/** As npm would call it, without what this test run itself was told. */
function environment(more: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: os.tmpdir(), ...more };
}

function sunlit(args: readonly string[], more: { env?: Record<string, string>; uid?: number } = {}) {
  const { env, uid } = more;
  const result = spawnSync(process.execPath, [runner(), ...args], {
    cwd: '/',
    encoding: 'utf8',
    timeout: 25_000,
    env: environment(env),
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

describe('a command of the command line', () => {
  test('builds the server only, says so beside its output, and next time says nothing at all', () => {
    const first = sunlit(['cli', 'calendar', '--json']);
    expect(first).toMatchObject({ out: 'cli calendar --json\n', code: 2 });
    expect(first.err).toMatch(/^① 构建服务端 …\n {3}完成，\d+\.\d 秒\n$/);
    expect(readdirSync(path.join(project, 'dist'))).toEqual(['server']);
    expect(sunlit(['cli', 'calendar'])).toEqual({ out: 'cli calendar\n', err: '', code: 1 });
  });

  test('is built anew after a source changed, went, or came, and not after a test did', () => {
    const builds = () => sunlit(['cli']).err !== '';
    expect(builds()).toBe(true);
    utimesSync(path.join(project, 'src/cli.ts'), 1, 1);
    expect(builds()).toBe(true);
    write('src/more.ts', 'export {};');
    expect(builds()).toBe(true);
    rmSync(path.join(project, 'src/more.ts'));
    expect(builds()).toBe(true);
    write('src/more.test.ts', 'export {};');
    expect(builds()).toBe(false);
  });

  test('of a source that does not build ends in one sentence and leaves the last good build in place', () => {
    sunlit(['cli']);
    write('src/cli.ts', 'console.log(');
    const { code, out, err } = sunlit(['cli']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /Unexpected end of file\s+src\/cli\.ts:1:12:[\s\S]*构建失败（退出码 1）；原因见上面的提示，消除后再试\n$/,
    );
    expect(readdirSync(path.join(project, 'dist'))).toEqual(['server']);
    expect(execFileSync(process.execPath, [path.join(project, 'dist/server/cli.js')]).toString()).toBe('cli\n');
  });
});

describe('a kind of documents', () => {
  const types = 'src/commons/publishing/types';
  const list = () => readFileSync(path.join(project, 'src/commons/publishing/types.gen.ts'), 'utf8');

  test('is one file: whatever is built lists it, lists it no more when it went, and leaves a list alone that is right', () => {
    write('src/commons/publishing/content-type.ts', 'export const inPlace = (types: readonly string[]) => types;');
    write(
      'src/cli.ts',
      `import { generalTypes } from './commons/publishing/types.gen.ts'; console.log(generalTypes.join());`,
    );
    write(`${types}/news.ts`, `export const news = 'news';`);
    expect(sunlit(['cli']).out).toBe('news\n');
    write(`${types}/site-visit.ts`, `export const siteVisit = 'site-visit';`);
    write(`${types}/site-visit.test.ts`, '');
    expect(sunlit(['cli']).out).toBe('news,site-visit\n');
    expect(sunlit(['cli']).err).toBe('');
    rmSync(path.join(project, types, 'news.ts'));
    expect(sunlit(['cli']).out).toBe('site-visit\n');
    expect(list()).not.toContain('news');
  });

  test.each([
    ['site-visit.ts', 'export const visits = 1;', 'types/site-visit.ts 应导出 siteVisit'],
    ['Site_Visit.ts', 'export const siteVisit = 1;', '文件名应是小写英文字母、数字和连字符'],
  ])('in %s that cannot be listed is told in a sentence', (file, text, sentence) => {
    write(`${types}/${file}`, text);
    const { code, err } = sunlit(['cli']);
    expect({ code, told: err.includes(sentence), stack: err.includes('at ') }).toEqual({
      code: 1,
      told: true,
      stack: false,
    });
  });
});

describe('a build', () => {
  test('gives the public site’s files names that change with their content, and a list of them', async () => {
    expect(sunlit(['build']).code).toBe(0);
    const manifestFile = path.join(project, 'dist/portal/manifest.json');
    const { default: names } = (await import(manifestFile, { with: { type: 'json' } })) as {
      default: Record<string, string>;
    };
    expect(names).toEqual({
      'icons/dot.svg': expect.stringMatching(/^icons\/dot-[A-Z0-9]{8}\.svg$/),
      'site.css': expect.stringMatching(/^site-[A-Z0-9]{8}\.css$/),
    });
    for (const name of Object.values(names)) expect(existsSync(path.join(project, 'dist/portal', name))).toBe(true);
    expect(existsSync(path.join(project, 'dist/workbench/manifest.json'))).toBe(true);
  });
});

describe('a build that fails says why', () => {
  const failed = (env: Record<string, string> = {}) => {
    const { code, out, err } = sunlit(['build'], { env });
    expect([code, out]).toEqual([1, expect.stringContaining('① 构建')]);
    expect(err).toContain('；原因见上面的提示，消除后再试');
    return err;
  };

  test('of the workbench, which vite does not print itself', () => {
    write('src/workbench/main.ts', `import './nowhere.ts';`);
    expect(failed()).toMatch(/workbench: [\s\S]*\.\/nowhere\.ts[\s\S]*退出码 1/);
  });

  test('when its program was killed', () => {
    write('kill.mjs', `if (process.argv[1]?.endsWith('build.mjs')) process.kill(process.pid, 'SIGKILL');`);
    const err = failed({ NODE_OPTIONS: `--import=${path.join(project, 'kill.mjs')}` });
    expect(err).toMatch(/build\.mjs 被信号 SIGKILL 终止；常见的原因是内存不足[\s\S]*退出码 137/);
  });

  test('when its program ends without a word', () => {
    write('end.mjs', `if (process.argv[1]?.endsWith('build.mjs')) process.exit(3);`);
    const err = failed({ NODE_OPTIONS: `--import=${path.join(project, 'end.mjs')}` });
    expect(err).toMatch(/build\.mjs 没有说明原因（退出码 3）\n构建失败（退出码 3）/);
  });

  test('where something is in the way of its folder', () => {
    write('dist', 'a file of somebody else');
    expect(sunlit(['build']).err).toMatch(/^无法构建程序：.*dist 不能写入（已有同名的文件）/);
  });
});

describe('a running product', () => {
  async function start(command: string, args: readonly string[]) {
    sunlit(['build']);
    const child = spawn(command, args, { cwd: '/', env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let out = '';
    const started = new Promise<void>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => {
        out += text.toString();
        if (out.includes('started')) resolve();
      });
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await started;
    return { child, ended, output: () => out };
  }

  test('runs on the locked Node, from anywhere, as production', async () => {
    const { output } = await start(process.execPath, [runner(), 'start']);
    expect(output()).toMatch(new RegExp(`started \\d+ v26\\.\\d+\\.\\d+ ${project} production`));
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('hears %s, and its exit code comes back', async (signal) => {
    const { child, ended, output } = await start(process.execPath, [runner(), 'start']);
    child.kill(signal);
    expect(await ended).toBe(7);
    expect(output()).toContain(`heard ${signal}`);
  });

  test('stops when whoever started it is killed, as npm kills only its shell', async () => {
    const shell = await start('/bin/sh', ['-c', `"${process.execPath}" "${runner()}" start & wait`]);
    shell.child.kill('SIGKILL');
    // The pipe closes when the last of them has ended.
    await shell.ended;
    expect(shell.output()).toContain('heard SIGTERM');
  });

  test('stops when run.mjs itself is killed', async () => {
    const { child, ended, output } = await start(process.execPath, [runner(), 'start']);
    child.kill('SIGKILL');
    await ended;
    expect(output()).toContain('heard SIGTERM');
  });
});

describe('what cannot be done is one sentence', () => {
  test('an unknown task names those there are', () => {
    expect(sunlit(['strat'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^没有名为 strat 的任务；可用的有：start、.*、new-module\n$/),
    });
  });

  test('a project without its lock file', () => {
    rmSync(path.join(project, 'package-lock.json'));
    expect(sunlit(['cli'])).toMatchObject({
      code: 1,
      err: '缺少 package-lock.json，无法确定依赖的版本；请重新获取完整的项目文件\n',
    });
  });

  test('an installation that fails shows npm’s reason and passes it on', () => {
    rmSync(path.join(project, 'node_modules'));
    write('package-lock.json', '{"lockfileVersion": 3, "packages": {"": {"dependencies": {"fastify": "0.0.0"}}}}');
    const { code, out, err } = sunlit(['cli'], { env: { npm_config_offline: 'true' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^① 安装依赖.*\n[\s\S]*npm error[\s\S]*依赖安装失败（npm ci 退出码 1）；请查看上面的原因/);
  });

  test('a folder of packages that is only linked to is left as it is', () => {
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'sunlit-packages-'));
    write('package-lock.json', '{"lockfileVersion": 3, "packages": {"node_modules/one": {"version": "1.0.0"}}}');
    rmSync(path.join(project, 'node_modules'));
    symlinkSync(elsewhere, path.join(project, 'node_modules'));
    writeFileSync(path.join(elsewhere, 'mine'), '');
    const { code, out, err } = sunlit(['cli']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^node_modules 是一个链接，指向.*安装会清空那个文件夹，所以没有安装/);
    expect(readdirSync(elsewhere)).toEqual(['mine']);
    rmSync(elsewhere, { recursive: true });
  });

  test('a machine without npm', () => {
    rmSync(path.join(project, 'node_modules'));
    expect(sunlit(['cli'], { env: { PATH: '/nowhere' } }).err).toMatch(
      /没有找到 npm，无法安装依赖；请安装随 Node\.js 附带的 npm/,
    );
  });

  test('a folder that cannot be written', () => {
    const somebody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    chmodSync(project, 0o555);
    expect(sunlit(['cli'], somebody)).toEqual({
      code: 1,
      out: '',
      err: `无法构建程序：${path.join(project, 'dist')} 不能写入（没有写入权限）；请先消除这个原因，或把项目放到可以写入的位置\n`,
    });
    chmodSync(project, 0o755);
  });

  test.each(['', 'Annual', 'a_b', '-a', 'a--b'])('a module key such as "%s"', (key) => {
    expect(sunlit(['new-module', key])).toMatchObject({ code: 1, err: expect.stringContaining('请给出模块的英文键') });
  });
});

test('a new module is laid out under its key, once', () => {
  const { code, out } = sunlit(['new-module', 'annual-reports']);
  expect(code).toBe(0);
  expect(out).toContain('src/modules/annual-reports/module.ts\n');
  expect(sunlit(['new-module', 'annual-reports']).err).toContain('已经存在');
});

test('nothing in a new module lies unused: `check` is green as soon as the house names it', () => {
  const folder = path.join(import.meta.dirname, 'templates/module');
  const all = readdirSync(folder).filter((name) => name.endsWith('.ts.template'));
  const files = all.filter((name) => /^[a-z]+\./.test(name));
  const imported = all.flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(/from '\.\/(\w+)\.ts'/g)].map(([, file]) => file),
  );
  const unused = files.map((name) => name.split('.')[0]).filter((name) => name !== 'index' && !imported.includes(name));
  expect(unused).toEqual([]);
});
