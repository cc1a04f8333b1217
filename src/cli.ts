import { AppError } from '#kernel/errors.ts';
import { readConfig } from '#platform/config.ts';
import type { CliCommand } from '#platform/feature.ts';
import { makeLog } from '#platform/log.ts';
import { readSecrets } from '#platform/secrets.ts';
import { exitCodeOf } from './exit-code.ts';
import { features, openHouse } from './house.ts';
import { openDatabase } from './open-database.ts';
import { rootCommands } from './root-commands.ts';

// `npm run -s sunlit -- <command>`: the same verbs from a terminal. Prints results to standard output, troubles to standard error.
const commands: readonly CliCommand[] = [...rootCommands, ...features.flatMap((feature) => feature.commands ?? [])];
const out = (text: string) => void process.stdout.write(`${text}\n`);
// Whoever reads may stop reading (`| head`); the command is finished all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function run(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === 'help') return help();
  const command = commands
    .filter(({ words }) => words === args.slice(0, words.split(' ').length).join(' '))
    .sort((a, b) => b.words.length - a.words.length)[0];
  if (!command)
    throw new AppError('usage', 400, [`没有「${args.join(' ')}」这个命令。输入 sunlit --help 查看全部命令`]);
  const rest = args.slice(command.words.split(' ').length);
  if (command.pure) return command.pure(rest, out);
  return command.run ? withHouse((services) => command.run?.(rest, out, services) ?? Promise.resolve(1)) : 1;
}

async function withHouse(
  work: (services: Parameters<NonNullable<CliCommand['run']>>[2]) => Promise<number>,
): Promise<number> {
  const config = readConfig(process.env);
  const secrets = readSecrets(config.dataDir, config.secretKey);
  const database = await openDatabase(config, secrets, { report: (sentence) => console.error(sentence), join: true });
  try {
    const keys = { officeUrl: database.officeUrl, portalUrl: database.portalUrl, masterKey: secrets.masterKey };
    const house = await openHouse(config, keys, { log: makeLog('error', (line) => process.stderr.write(line)) });
    try {
      return await work(house.services);
    } finally {
      await house.close();
    }
  } finally {
    await database.close();
  }
}

function help(): number {
  const width = Math.max(...commands.map(({ words, usage }) => words.length + usage.length)) + 3;
  out('阳光药监命令行 · Sunlit command line\n\n  npm run -s sunlit -- <命令 command>\n');
  for (const { words, usage, zh, en } of commands) {
    out(`  ${`${words} ${usage}`.padEnd(width)}${zh}`);
    out(`  ${' '.repeat(width)}${en}`);
  }
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof AppError) for (const reason of error.reasons) console.error(reason);
  else console.error(error);
  process.exitCode = exitCodeOf(error);
}
