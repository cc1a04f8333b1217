import { describeConfig, readConfig } from '#platform/config.ts';
import type { CliCommand } from '#platform/feature.ts';
import { backupCommands } from './backup/commands.ts';
import { clockCommand } from './clock-explain/command.ts';
import { docsCommand } from './docs/command.ts';

const configCommand: CliCommand = {
  words: 'config',
  usage: '',
  zh: '列出全部配置变量，并检查现在的设置',
  en: 'list every configuration variable and check the present settings',
  pure(_args, out) {
    for (const { name, about, usual, secret } of describeConfig()) {
      const given = process.env[name];
      const now =
        given === undefined || given.trim() === '' ? `未设置（${usual}）` : secret ? '已设置（不显示）' : given;
      out(`${name}\n  ${about}\n  现在：${now}`);
    }
    readConfig(process.env);
    out('\n设置没有问题');
    return 0;
  },
};

/** Commands about the installation as a whole; those of features are declared by the features. */
export const rootCommands: readonly CliCommand[] = [...backupCommands, clockCommand, configCommand, docsCommand];
