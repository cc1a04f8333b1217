/** An outcome we expect and can explain. Anything else that is thrown is a bug and becomes a 500. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: number;
  /** One sentence each; a refusal lists all of them at once. */
  readonly reasons: readonly string[];
  /** Sentences keyed by the field they are about, so that a form can stand each beside its input. */
  readonly fields: Readonly<Record<string, string>>;
  constructor(code: string, status: number, reasons: readonly string[], fields: Readonly<Record<string, string>> = {}) {
    super(reasons.join('；'));
    this.code = code;
    this.status = status;
    this.reasons = reasons;
    this.fields = fields;
  }
}

/** What may not be seen is not found: the same words whether it does not exist or is not yours. */
export const notFound = (what: string) =>
  new AppError('not-found', 404, [`没有找到${what}，可能已被移走，或您无权查看`]);

export const forbidden = (reason = '您的岗位没有这项权限，如需办理请联系本单位管理员') =>
  new AppError('forbidden', 403, [reason]);

export const unauthenticated = () => new AppError('unauthenticated', 401, ['请先登录']);

/** A step that cannot be taken now. Give every reason, not the first. */
export const refused = (reasons: readonly string[]) => new AppError('refused', 409, reasons);

/** What stands against a deed: sentences about the whole of it, and sentences about what was typed, by field. */
export interface Objections {
  readonly reasons?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
}

/** One refusal of everything that stands against a deed: each sentence once, of a field the first; undefined where nothing does. */
export function refusalOf(...objections: readonly Objections[]): AppError | undefined {
  const fields: Record<string, string> = {};
  for (const one of objections)
    for (const [field, sentence] of Object.entries(one.fields ?? {})) fields[field] ??= sentence;
  const reasons = objections.flatMap((one) => one.reasons ?? []);
  if (reasons.length === 0) return Object.keys(fields).length > 0 ? invalid(fields) : undefined;
  return new AppError('refused', 409, [...new Set([...reasons, ...Object.values(fields)])], fields);
}

/** What was typed does not fit; each field gets its sentence. */
export const invalid = (fields: Readonly<Record<string, string>>) =>
  new AppError('invalid', 422, Object.values(fields), fields);

export const stale = () =>
  new AppError('stale', 409, ['您打开之后，他人已经修改过这一事项。您填写的内容没有丢失，请刷新查看最新情况后再提交']);
