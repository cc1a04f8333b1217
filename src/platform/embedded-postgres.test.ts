import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.ts';
import { commandOf } from './embedded-postgres/processes.ts';
import { fastFolder } from './testing/fast-folder.ts';

let folder: string;
let dataDir: string;
let said: string[];
const open: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

const PRISTINE = mkdtempSync(path.join(fastFolder(), 'sunlit-pristine-'));

/** An empty database that has been started and stopped once: making one takes a second, copying it a tenth. */
beforeAll(async () => {
  chmodSync(PRISTINE, 0o755);
  const dataDirOfCopy = path.join(PRISTINE, 'data-dir');
  await (await startEmbeddedPostgres({ dataDir: dataDirOfCopy, report: () => undefined, durable: false })).stop();
});
afterAll(() => rmSync(PRISTINE, { recursive: true, force: true }));
const givenDatabase = () => execFileSync('cp', ['-a', path.join(PRISTINE, 'data-dir'), dataDir]);

beforeEach(() => {
  folder = mkdtempSync(path.join(fastFolder(), 'sunlit-postgres-'));
  chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'data-dir');
  said = [];
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of open.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    report: (sentence) => said.push(sentence),
    durable: false,
    ...more,
  });
  open.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

const inHome = (...parts: string[]) => path.join(dataDir, 'postgres', ...parts);
const postmaster = () => Number(readFileSync(inHome('data', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function eventually<T>(what: () => Promise<T> | T): Promise<T> {
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      return await what();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Another Node that starts the server on the same folder, writes what it got, and lives until it is killed. */
async function startElsewhere(durable = false): Promise<{ child: ChildProcess; url: string }> {
  const launcher = path.resolve(import.meta.dirname, 'embedded-postgres.ts');
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(launcher)};
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, report: () => {}, durable: ${durable} });
    console.log(server.ownerUrl);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

describe('a new data folder', () => {
  test('becomes a database that speaks UTF-8, keeps UTC, waits for the disk, and listens on loopback only', async () => {
    const { ownerUrl } = await start({ durable: true });
    const settings = ['server_encoding', 'TimeZone', 'fsync', 'jit', 'listen_addresses', 'unix_socket_directories'];
    const answers = await ask(
      ownerUrl,
      `select ${settings.map((name) => `current_setting('${name}') as "${name}"`).join()}`,
    );
    expect(answers).toEqual(['UTF8', 'UTC', 'on', 'off', '127.0.0.1', '']);
  });

  test('orders text the same on every machine, and by pinyin where asked', async () => {
    const { ownerUrl } = await start();
    const order = (collation: string) =>
      ask(ownerUrl, `select * from unnest(array['重庆','b','赣州','B']) as t order by t ${collation}`);
    expect(await order('')).toEqual(['B', 'b', '赣州', '重庆']);
    expect((await order('collate "zh-x-icu"')).slice(0, 2)).toEqual(['重庆', '赣州']);
  });

  test('lets nobody in without the password, which only we can read', async () => {
    const { ownerUrl } = await start();
    const wrong = ownerUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(inHome('owner-password')).mode & 0o777).toBe(0o600);
    expect(readFileSync(`/proc/${postmaster()}/cmdline`, 'utf8')).not.toContain(new URL(ownerUrl).password);
  });

  test.runIf(process.getuid?.() === 0)('is never run as root', async () => {
    await start();
    expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
    expect(statSync(inHome('data')).uid).toBe(statSync(`/proc/${postmaster()}`).uid);
    expect(statSync(inHome('data')).mode & 0o777).toBe(0o700);
  });

  test.runIf(process.getuid?.() === 0)(
    'under a folder only root may enter is put where the account can reach it, and found again',
    async () => {
      chmodSync(folder, 0o700);
      const systemHome = mkdtempSync(path.join(fastFolder(), 'sunlit-system-'));
      chmodSync(systemHome, 0o755);
      try {
        const first = await start({ systemHome });
        await ask(first.ownerUrl, 'create table kept as select 1 as n');
        await first.stop();
        expect(said[0]).toMatch(new RegExp(`进不了.*数据库改放在 ${systemHome}/`));
        const second = await start({ systemHome });
        expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([1]);
        await second.stop();
      } finally {
        rmSync(systemHome, { recursive: true, force: true });
      }
    },
  );

  test.runIf(process.getuid?.() === 0)(
    'that moved to where the account cannot follow is refused, not replaced by an empty one',
    async () => {
      await (await start()).stop();
      chmodSync(folder, 0o700);
      await expect(start()).rejects.toThrow(/^数据库在 .*，但运行数据库的账号 \w+ 进不去；请把数据文件夹移到/);
    },
  );

  test('whose pointer leads nowhere is refused', async () => {
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'postgres.place'), path.join(folder, 'gone'));
    await expect(start()).rejects.toThrow(/postgres\.place 说数据库在 .*gone，但那里没有/);
  });

  test('that was only half made is made anew', async () => {
    mkdirSync(inHome('data.unfinished', 'base'), { recursive: true });
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, 'select 1')).toEqual([1]);
    expect(existsSync(inHome('data.unfinished'))).toBe(false);
  });
});

describe('stopping and starting again', () => {
  beforeEach(givenDatabase);

  test('keeps what was written, and the address', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'create table kept as select 1 as n');
    const pid = postmaster();
    await first.stop();
    expect(commandOf(pid)).toBeUndefined();
    const second = await start();
    expect(second).toMatchObject({ ownerUrl: first.ownerUrl, adopted: false });
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([1]);
  });

  test('stopping twice at once is stopping once', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await expect(ask(server.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('takes another port when the last one is taken by somebody else', async () => {
    const first = await start();
    await first.stop();
    const { createServer } = await import('node:net');
    const squatter = createServer().listen(first.port, '127.0.0.1');
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await ask(second.ownerUrl, 'select 1')).toEqual([1]);
    } finally {
      squatter.close();
    }
  });
});

describe('after a kill', () => {
  beforeEach(givenDatabase);

  test('of the application, the next start takes over the running database with everything in it', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'create table kept as select 1 as n');
    const pid = postmaster();
    await kill(child);
    expect(commandOf(pid)).toContain('postgres');
    const server = await start();
    expect(server).toMatchObject({ ownerUrl: url, adopted: true });
    expect(said).toEqual(['接管上次意外退出后仍在运行的数据库']);
    expect(await ask(server.ownerUrl, 'select n from kept')).toEqual([1]);
    await server.stop();
    expect(commandOf(pid)).toBeUndefined();
  });

  test('of both, the next start recovers what was acknowledged', async () => {
    const { child, url } = await startElsewhere(true);
    await ask(url, 'create table kept as select 1 as n');
    await kill(child);
    process.kill(postmaster(), 'SIGKILL');
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await ask(server.ownerUrl, 'select n from kept')).toEqual([1]);
  });

  test.each(['its own child', 'one it took over'])(
    'of the database, it is started again on the same address (%s)',
    async (kind) => {
      if (kind === 'one it took over') await kill((await startElsewhere(true)).child);
      const server = await start({ durable: true });
      await ask(server.ownerUrl, 'create table kept as select 1 as n');
      const before = postmaster();
      process.kill(before, 'SIGKILL');
      expect(await eventually(() => ask(server.ownerUrl, 'select n from kept'))).toEqual([1]);
      expect(postmaster()).not.toBe(before);
      await eventually(() =>
        expect(said.slice(-2)).toEqual(['数据库意外停止，正在重新启动（第 1 次）…', '数据库已恢复']),
      );
    },
  );

  test('and stopping while it is being started again leaves nothing running', async () => {
    const server = await start();
    process.kill(postmaster(), 'SIGKILL');
    await eventually(() => expect(said).toContainEqual(expect.stringContaining('正在重新启动')));
    await server.stop();
    await expect(ask(server.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('a process id that now belongs to another program is not taken for the database', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(
      inHome('data', 'postmaster.pid'),
      `${process.pid}\n${inHome('data')}\n0\n${first.port}\n\n127.0.0.1\n\nready\n`,
    );
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second.ownerUrl, 'select 1')).toEqual([1]);
  });
});

describe('two on one data folder', () => {
  beforeEach(givenDatabase);

  test('the second start is refused in one sentence and disturbs nothing', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(
      `数据文件夹 ${inHome()} 正由另一个进程（进程号 ${process.pid}）使用；请先停止它，或用 SUNLIT_DATA_DIR 指定另一个文件夹`,
    );
    expect(await ask(first.ownerUrl, 'select 1')).toEqual([1]);
  });

  test('a command may join, and leaves the database running when it is done', async () => {
    const first = await start();
    const command = await start({ join: true });
    expect(command.ownerUrl).toBe(first.ownerUrl);
    await command.stop();
    expect(await ask(first.ownerUrl, 'select 1')).toEqual([1]);
  });

  test('a command that finds none running starts and stops its own', async () => {
    const command = await start({ join: true });
    expect(await ask(command.ownerUrl, 'select 1')).toEqual([1]);
    await command.stop();
    await expect(ask(command.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('a folder that cannot be used is one sentence', () => {
  async function refusal(spoil: () => void): Promise<string> {
    givenDatabase();
    spoil();
    try {
      await start();
    } catch (error) {
      if (error instanceof Error && error.name === 'AppError') return error.message;
      throw error;
    }
    return '';
  }

  test('when parts of it are missing', async () => {
    expect(await refusal(() => rmSync(inHome('data', 'global', 'pg_control')))).toMatch(
      /^数据库文件夹 .* 已损坏（缺少 global\/pg_control）；请从备份恢复/,
    );
  });

  test('when the database itself finds it damaged', async () => {
    const message = await refusal(() => {
      const size = statSync(inHome('data', 'global', 'pg_control')).size;
      writeFileSync(inHome('data', 'global', 'pg_control'), Buffer.alloc(size));
    });
    expect(message).toMatch(/^数据库没有启动：.+。请查看 .*start\.log/);
  });

  test('when another version made it', async () => {
    expect(await refusal(() => writeFileSync(inHome('data', 'PG_VERSION'), '15\n'))).toMatch(
      /属于 PostgreSQL 15，本程序随附的是 18；请用原来的版本备份/,
    );
  });

  test('when its password is gone', async () => {
    expect(await refusal(() => rmSync(inHome('owner-password')))).toMatch(/^找不到数据库密码文件/);
  });

  test('when its password is another', async () => {
    expect(await refusal(() => writeFileSync(inHome('owner-password'), 'other\n'))).toMatch(/无法登录.*同一份备份/);
  });

  test('when a file stands in its place', async () => {
    writeFileSync(dataDir, '');
    await expect(start()).rejects.toThrow(/^数据文件夹 .* 无法写入：.*；请修改权限，或用 SUNLIT_DATA_DIR/);
  });
});

test('a database that keeps dying is given up, and said so', async () => {
  let lost: (sentence: string) => void = () => undefined;
  const gaveUp = new Promise<string>((resolve) => {
    lost = resolve;
  });
  givenDatabase();
  const server = await start({ patience: [0, 10, 10], onLost: (sentence) => lost(sentence) });
  rmSync(inHome('data', 'global', 'pg_control'));
  process.kill(postmaster(), 'SIGKILL');
  expect(await gaveUp).toMatch(/^数据库十分钟内停止了 4 次，不再重新启动；请查看日志/);
  await server.stop();
});
