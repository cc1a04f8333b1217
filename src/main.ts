import net from 'node:net';
import { AppError } from '#kernel/errors.ts';
import { setupToken } from '#commons/identity/index.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { readSecrets } from '#platform/secrets.ts';
import { demonstrationAccounts } from './demo/index.ts';
import { furnish } from './furnish.ts';
import { openHouse } from './house.ts';
import { openDatabase } from './open-database.ts';
import { openSite, openWorkers } from './site.ts';
import { startReport } from './start-report.ts';

// `npm start`: the whole bureau in one process. Every step says what it does; what we can foresee ends in one sentence.
const closers: (() => Promise<void>)[] = [];
let closing: Promise<void> | undefined;

function shutDown(code: number): Promise<void> {
  closing ??= (async () => {
    // A part that does not end in time must not keep the others alive.
    setTimeout(() => process.exit(code || 1), 15_000).unref();
    for (const close of closers.toReversed()) await close().catch(() => undefined);
    process.exit(code);
  })();
  return closing;
}

async function start(): Promise<void> {
  const report = startReport();
  const config = readConfig(process.env);
  await demandPort(config);
  const secrets = readSecrets(config.dataDir, config.secretKey);
  const database = await report.step(config.database ? '连接数据库' : '启动内置数据库', () =>
    openDatabase(config, secrets, {
      report: report.say,
      onLost: (sentence) => {
        report.say(sentence);
        void shutDown(1);
      },
    }),
  );
  closers.push(database.close);
  if (database.applied.length > 0) report.say(`数据库结构已更新：${database.applied.length} 项`);
  const house = await report.step('装配系统', () =>
    openHouse(config, { officeUrl: database.officeUrl, portalUrl: database.portalUrl, masterKey: secrets.masterKey }),
  );
  closers.push(house.close);
  await furnish(house, secrets, report);
  if (config.roles.includes('web')) {
    const site = await openSite(house);
    closers.push(site.close);
    await site.app.listen({ host: config.host, port: config.port });
  }
  if (config.roles.includes('worker')) await openWorkers(house);
  report.ready({
    baseUrl: config.baseUrl,
    accounts: config.demo.enabled ? await demonstrationAccounts(house.services) : [],
    password: config.demo.password ?? secrets.demoPassword,
    setupToken: await setupToken(house.services),
  });
}

/** Said before anything is started, so that nothing has to be undone. */
async function demandPort({ host, port, roles }: Config): Promise<void> {
  if (port === 0 || !roles.includes('web')) return;
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portTrouble(error, host, port)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

function portTrouble(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const said: Record<string, string> = {
    EADDRINUSE: `端口 ${port} 已被占用。请停掉占用它的程序，或用 PORT=其他端口 npm start 启动`,
    EACCES: `没有权限使用端口 ${port}。请换用 1024 以上的端口，例如 PORT=8080 npm start`,
    EADDRNOTAVAIL: `本机没有地址 ${host}。请检查 HOST`,
    ENOTFOUND: `认不出主机名 ${host}。请检查 HOST`,
  };
  return new AppError('port', 500, [said[error.code ?? ''] ?? `无法在 ${host}:${port} 上监听（${error.code}）`]);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0));

try {
  await start();
} catch (error) {
  // Stopped while starting: what was under way fails because its database was closed, and nobody needs to hear of it.
  if (closing) await closing;
  else if (error instanceof AppError) for (const reason of error.reasons) console.error(reason);
  else console.error('启动失败：', error);
  await shutDown(1);
}
