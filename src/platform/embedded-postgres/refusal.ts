import { AppError } from '#kernel/errors.ts';

/** The product cannot start here: one sentence that says what is wrong and what to do, never a stack. */
export const cannotStart = (sentence: string) => new AppError('cannot-start', 503, [sentence]);

/** The short reason of a failed system call, for the middle of a sentence. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    EACCES: '没有权限',
    EPERM: '没有权限',
    EROFS: '文件系统只读',
    ENOSPC: '磁盘已满',
    EDQUOT: '磁盘配额已满',
    ENOTDIR: '路径中有一段不是文件夹',
    EEXIST: '同名文件已存在',
    ENOENT: '文件不存在',
    ELOOP: '路径中的符号链接成环',
    ENAMETOOLONG: '路径过长',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
