import { AppError } from '#kernel/errors.ts';

/**
 * The refusal of what PostgreSQL and the journal cannot keep: the NUL character, and half a character (a surrogate by itself).
 * Nobody types either. Looks into every text of the values given, names of fields included, however deep they lie.
 */
export function unkeepableIn(...given: readonly unknown[]): AppError | undefined {
  const left: unknown[] = [...given];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      if (!keepable(value)) return refusal();
    } else if (Array.isArray(value)) {
      for (const item of value) left.push(item);
    } else if (value !== null && typeof value === 'object') {
      for (const [name, item] of Object.entries(value)) left.push(name, item);
    }
  }
  return undefined;
}

const keepable = (text: string) => !text.includes('\0') && text.isWellFormed();

const refusal = () => new AppError('invalid', 422, ['填写的内容里有无法保存的控制字符，请删除后重新提交']);
