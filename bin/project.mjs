import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was typed. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export const inProject = (...parts) => path.join(root, ...parts);

/** Something we expected may go wrong: its message is the sentence to show, without a stack. */
export class Stop extends Error {}

const REASONS = {
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '文件系统只读',
  ENOSPC: '磁盘已满',
  EEXIST: '已有同名的文件',
};

/** Refuses, before work begins, a folder we could not write the result into. */
export function mustBeWritable(folder, forWhat) {
  const probe = path.join(folder, `.write-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const why = REASONS[error.code] ?? error.message;
    throw new Stop(`无法${forWhat}：${folder} 不能写入（${why}）；请先消除这个原因，或把项目放到可以写入的位置`);
  }
}
