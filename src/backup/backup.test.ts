import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { recordFile } from '#commons/attachments/index.ts';
import { sealOverdueDays } from '#commons/seals/index.ts';
import { addDays, instant } from '#kernel/dates.ts';
import { migrate } from '#platform/migrate.ts';
import { systemActor } from '#platform/services.ts';
import { fastFolder } from '#platform/testing/fast-folder.ts';
import { addStandardCatalogue } from '#modules/disclosure-catalogue/index.ts';
import { demoDocuments, publishDemoDocuments } from '../demo/publishing/index.ts';
import { type World, makeWorld } from '../testing/world.ts';
import { connectForCopy, rowsIn, tablesOf } from './catalogue.ts';
import { backupCommands } from './commands.ts';
import { makeBackup } from './make.ts';
import { rehearse } from './rehearse.ts';
import { restoreBackup } from './restore.ts';

const KEY = 'a master key for tests, long enough';
const NOW = instant('2026-03-05T10:00:00+08:00');
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let world: World;
let folder: string;
let whole: string;
let hash: string;
let original: Record<string, string>;
const made: string[] = [];

const clusterUrl = () => process.env.SUNLIT_TEST_CLUSTER_URL ?? '';
const at = (name: string) => path.join(folder, name);

async function onServer(statement: string, url = clusterUrl()): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** An empty database on the test server, gone after the test. */
async function emptyDatabase(owner?: string): Promise<string> {
  const name = `r_${randomBytes(5).toString('hex')}`;
  await onServer(`create database ${name} template template0 encoding 'UTF8'${owner ? ` owner ${owner}` : ''}`);
  made.push(name);
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** What a database holds, table by table: rows and a hash over all of them. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = await connectForCopy(url);
  try {
    const found: Record<string, string> = {};
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ is: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate "C")), '') as is from ${name} t`,
      );
      found[name] = rows[0]?.is ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}

const source = () => ({ ownerUrl: world.database.ownerUrl, dataDir: world.services.config.dataDir, masterKey: KEY });

beforeAll(async () => {
  world = await makeWorld();
  folder = await mkdtemp(path.join(fastFolder(), 'sunlit-backup-'));
  await chmod(folder, 0o711);
  const kept = await world.services.files.put(PICTURE, { name: '图.png' });
  hash = kept.hash;
  await world.as(systemActor, (a) => recordFile(a, { ...kept, text: '一张图\t\\n与\n换行' } as never));
  // Documents of the demonstration say which item of the catalogue they fill.
  await world.as(systemActor, (a) => addStandardCatalogue(a, addDays(world.services.time.today(), -500)));
  const [document] = demoDocuments;
  if (!document) throw new Error('no demonstration documents');
  await publishDemoDocuments(world.services, world.clock, world.services.time.today(), world.services.time.now(), [
    document,
  ]);
  world.clock.moveTo(NOW);
  await sealOverdueDays(world.services);
  whole = at('whole.backup');
  await makeBackup(source(), whole, NOW);
  original = await contents(source().ownerUrl);
});
afterEach(async () => {
  for (const name of made.splice(0)) await onServer(`drop database if exists ${name} with (force)`);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test('everything comes back: every row of every table, the files, and the next number of each sequence', async () => {
  const url = await emptyDatabase();
  const dataDir = at('restored');
  const { files } = await restoreBackup(whole, { ownerUrl: url, dataDir });
  expect(Object.values(original).filter((rows) => !rows.startsWith('0 ')).length).toBeGreaterThan(15);
  expect(await contents(url)).toEqual(original);
  expect([...files]).toEqual([hash]);
  expect(await readFile(path.join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash))).toEqual(PICTURE);
  const next = async (address: string) => {
    const client = await connectForCopy(address);
    const { rows } = await client.query(`select nextval('public.journal_entry_id_seq')`);
    await client.end();
    return rows[0]?.nextval;
  };
  expect(await next(url)).toBe(await next(source().ownerUrl));
});

test('what protected the original protects the copy: constraints, triggers, rights', async () => {
  const url = await emptyDatabase();
  await restoreBackup(whole, { ownerUrl: url, dataDir: undefined });
  const guards = async (address: string) => {
    const client = await connectForCopy(address);
    const { rows } = await client.query(
      `select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated from pg_constraint order by 1, 2
      `,
    );
    const triggers = await client.query(
      `select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
    );
    await client.end();
    return [...rows, ...triggers.rows].filter((row) => !String(Object.values(row)[0]).startsWith('pgboss.'));
  };
  expect(await guards(url)).toEqual(await guards(source().ownerUrl));
  await expect(onServer('delete from journal_entry', url)).rejects.toThrow('append-only');
});

test('a rehearsal restores, verifies the journal, and leaves nothing behind', async () => {
  const databases = async () => {
    const client = await connectForCopy(clusterUrl());
    const { rows } = await client.query(`select datname from pg_database where datname like 'sunlit_rehearsal%'`);
    await client.end();
    return rows;
  };
  const { journal, defects, rows } = await rehearse(source().ownerUrl, whole, world.services.time.today());
  expect(journal).toMatchObject({ ok: true, findings: [] });
  expect(journal.entries).toBeGreaterThan(5);
  expect(journal.seals).toBeGreaterThan(0);
  expect(rows).toBeGreaterThan(100);
  expect(defects).toEqual([]);
  expect(await databases()).toEqual([]);
});

test('a backup made while people write holds one moment, not half an act', async () => {
  const { services } = world;
  let going = true;
  const writing = (async () => {
    for (let i = 0; going; i++)
      await services.db.transaction().execute(async (tx) => {
        await tx
          .insertInto('number_series')
          .values({ series: `left-${i}`, year: 2026, last: 1 })
          .execute();
        await tx
          .insertInto('intake.idempotency_key')
          .values({ scope: 's', key: `right-${i}`, made_at: NOW })
          .execute();
      });
  })();
  const file = at('busy.backup');
  await makeBackup(source(), file, NOW);
  going = false;
  await writing;
  const url = await emptyDatabase();
  await restoreBackup(file, { ownerUrl: url, dataDir: undefined });
  const client = await connectForCopy(url);
  const { rows } = await client.query(
    `select (select count(*) from public.number_series where series like 'left-%') as l,
            (select count(*) from intake.idempotency_key where key like 'right-%') as r`,
  );
  await client.end();
  expect(rows[0]?.l).toBe(rows[0]?.r);
});

test('an owner who is no superuser can restore', async () => {
  const owner = `owner_${randomBytes(4).toString('hex')}`;
  await onServer(`create role ${owner} login password 'x' in role sunlit_office`);
  const url = new URL(await emptyDatabase(owner));
  url.username = owner;
  url.password = 'x';
  await restoreBackup(whole, { ownerUrl: url.href, dataDir: undefined });
  expect(await contents(url.href)).toEqual(original);
  await onServer(`drop database ${url.pathname.slice(1)} with (force)`);
  await onServer(`drop role ${owner}`);
});

test('a backup of an older structure is restored as it was and then brought up to date', async () => {
  const old = await emptyDatabase();
  const early = new Set(['0001_platform.sql', '0002_organisations.sql', '0003_identity.sql', '0004_casework.sql']);
  await migrate(old, undefined, early);
  await onServer(`insert into number_series values ('old', 2024, 7)`, old);
  const file = at('old.backup');
  await makeBackup({ ...source(), ownerUrl: old }, file, NOW);
  const url = await emptyDatabase();
  await restoreBackup(file, { ownerUrl: url, dataDir: undefined });
  const client = await connectForCopy(url);
  expect(await rowsIn(client, 'public.number_series')).toBe(1);
  expect((await tablesOf(client)).map(({ name }) => name)).toContain('portal.document');
  await client.end();
});

describe('is refused in one sentence, and nothing is changed:', () => {
  /** The backup with its plain bytes changed and packed again, as somebody would who knows the form. */
  async function repacked(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
    const file = at(`${name}.backup`);
    await writeFile(file, gzipSync(change(gunzipSync(await readFile(whole)))));
    return file;
  }
  const replaced = (from: string, to: string) => (bytes: Buffer) => {
    const i = bytes.indexOf(from);
    if (i < 0) throw new Error(`${from} does not occur`);
    return Buffer.concat([bytes.subarray(0, i), Buffer.from(to), bytes.subarray(i + Buffer.byteLength(from))]);
  };
  async function refusal(file: string): Promise<string> {
    const url = await emptyDatabase();
    const said = await restoreBackup(file, { ownerUrl: url, dataDir: at('nothing') }).then(
      () => 'restored',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    const client = await connectForCopy(url);
    expect(await tablesOf(client)).toEqual([]);
    await client.end();
    await expect(stat(at('nothing'))).rejects.toThrow('ENOENT');
    return said;
  }

  test.each([0.1, 0.5, 0.9, 0.999])('a file cut off at %d of its length', async (part) => {
    const bytes = await readFile(whole);
    const file = at('cut.backup');
    await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * part)));
    expect(await refusal(file)).toMatch(/^AppError: 备份文件 .* 不完整或被改动（.*处），请换一份备份$/);
  });

  test.each([0.2, 0.4, 0.6, 0.8])('one bit changed at %d of the file', async (part) => {
    const bytes = await readFile(whole);
    const i = Math.floor(bytes.length * part);
    bytes.writeUInt8(bytes.readUInt8(i) ^ 1, i);
    const file = at('bit.backup');
    await writeFile(file, bytes);
    expect(await refusal(file)).toMatch(/不完整或被改动/);
  });

  test.each([
    ['a value in a row', replaced('省药品监督管理局', '省药品监管管理局'), /不完整或被改动（table .*处）/],
    [
      'the head of a section',
      replaced('"section":"table","name":"intake.page_feedback"', '"section":"table","name":"intake.page_feedbacks"'),
      /不完整或被改动（结尾处）/,
    ],
    ['what the head says', replaced('"madeAt":"2026', '"madeAt":"2025'), /不完整或被改动（结尾处）/],
    ['a newer form', replaced('SUNLIT-BACKUP 1', 'SUNLIT-BACKUP 2'), /格式比程序新/],
  ])('%s altered and the file packed again', async (name, change, sentence) => {
    expect(await refusal(await repacked(name, change))).toMatch(sentence);
  });

  test('another file', async () => {
    await writeFile(at('other'), 'something else');
    expect(await refusal(at('other'))).toBe(`AppError: ${at('other')} 不是本系统的备份文件`);
    expect(await refusal(at('nowhere'))).toBe(`AppError: 找不到备份文件 ${at('nowhere')}，请检查路径`);
  });

  test('a backup of a newer program', async () => {
    const newer = await emptyDatabase();
    await migrate(newer, undefined);
    await onServer(`insert into schema_migration values ('9999_future.sql', 'f')`, newer);
    await makeBackup({ ...source(), ownerUrl: newer }, at('newer.backup'), NOW);
    expect(await refusal(at('newer.backup'))).toContain(
      '备份来自更新的程序（数据库结构有 9999_future.sql，本程序没有）',
    );
  });

  test('a target in which a bureau lives', async () => {
    const before = await contents(source().ownerUrl);
    await expect(restoreBackup(whole, { ownerUrl: source().ownerUrl, dataDir: undefined })).rejects.toThrow(
      '目标不是空的',
    );
    expect(await contents(source().ownerUrl)).toEqual(before);
  });

  test('a target in which another program lives', async () => {
    const url = await emptyDatabase();
    await onServer('create table public.other (id integer)', url);
    await expect(restoreBackup(whole, { ownerUrl: url, dataDir: undefined })).rejects.toThrow('其他程序的数据');
  });

  test('a file that is there already, and a place that cannot be written', async () => {
    await expect(makeBackup(source(), whole, NOW)).rejects.toThrow('已经存在，请换一个名称');
    await expect(makeBackup(source(), path.join(whole, 'x.backup'), NOW)).rejects.toThrow(/已经存在|不能写入/);
  });

  test('a database that holds nothing of ours', async () => {
    await expect(makeBackup({ ...source(), ownerUrl: await emptyDatabase() }, at('none'), NOW)).rejects.toThrow(
      '没有什么可以备份',
    );
  });
});

test('a restore that was interrupted can be begun again', async () => {
  const url = await emptyDatabase();
  await migrate(url, undefined);
  await restoreBackup(whole, { ownerUrl: url, dataDir: undefined });
  expect(await contents(url)).toEqual(original);
});

test('a file that the store has lost is named, and does not keep the rest from being saved', async () => {
  const lost = { ...source(), dataDir: at('empty-store') };
  const backup = await makeBackup(lost, at('lost.backup'), NOW);
  expect(backup).toMatchObject({ files: 0, lost: [hash] });
  const { defects } = await rehearse(source().ownerUrl, backup.file, world.services.time.today());
  expect(defects).toEqual([`文件 ${hash}：数据库里有登记，备份里没有`]);
});

test('a backup is for its owner’s eyes, and holds no key', async () => {
  expect((await stat(whole)).mode & 0o777).toBe(0o600);
  expect(gunzipSync(await readFile(whole)).includes(KEY)).toBe(false);
});

describe('from the terminal', () => {
  const run = async (words: string, ...args: string[]) => {
    const lines: string[] = [];
    const command = backupCommands.find((one) => one.words === words);
    const code = await command?.pure?.(args, (text) => lines.push(text));
    return { code, said: lines.join('\n') };
  };

  test('a backup is restored into a data folder with a database of its own', async () => {
    const dataDir = at('new-home');
    const { code, said } = await run('restore', whole, '--data-dir', dataDir);
    expect(said).toContain('已恢复 2026年3月5日 10:00的备份');
    expect(said).toContain(`请把原来的 secrets.json 放进 ${dataDir}`);
    expect(code).toBe(0);
    await writeFile(
      path.join(dataDir, 'secrets.json'),
      JSON.stringify({ secretKey: 'another key, also long enough for us' }),
    );
    const again = await run('restore', whole, '--data-dir', dataDir).catch((error: Error) => error.message);
    expect(again).toContain('目标不是空的');
  });

  test('a key that is not the one of the backup is noticed', async () => {
    const dataDir = at('other-key');
    await mkdir(dataDir);
    await writeFile(
      path.join(dataDir, 'secrets.json'),
      JSON.stringify({ secretKey: 'another key, also long enough for us' }),
    );
    const url = await emptyDatabase();
    const { said } = await run('restore', whole, '--into', url, '--data-dir', dataDir);
    expect(said).toContain('主密钥与备份时不同');
    await writeFile(path.join(dataDir, 'secrets.json'), JSON.stringify({ secretKey: KEY }));
    const { said: same } = await run('restore', whole, '--into', await emptyDatabase(), '--data-dir', dataDir);
    expect(same).toContain('主密钥与备份时相同');
  });

  test.each([
    ['restore', [], '用法：sunlit restore'],
    ['restore', ['x'], '用法：sunlit restore'],
    ['restore', ['x', '--into'], '--into 后面缺少内容'],
    ['restore', ['x', '--into', 'somewhere'], '应是 postgres:// 开头的数据库地址'],
    ['restore', ['x', '--to', 'y'], '不认识「--to」'],
    ['backup', ['a', 'b'], '用法：sunlit backup [文件]'],
    ['backup rehearse', ['--all'], '用法：sunlit backup rehearse'],
  ])('%s %j is answered with how to write it', async (words, args, sentence) => {
    await expect(run(words, ...args)).rejects.toThrow(sentence);
  });
});
