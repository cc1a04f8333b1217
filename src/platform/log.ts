/** Structured lines on standard output. Callers pass ids and counts, never names, numbers or texts of people. */
export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number] | 'silent';

export function makeLog(level: LogLevel, write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  const lowest = level === 'silent' ? LEVELS.length : LEVELS.indexOf(level);
  const writer = (of: (typeof LEVELS)[number]) =>
    LEVELS.indexOf(of) < lowest
      ? () => undefined
      : (message: string, facts: Facts = {}) =>
          write(`${JSON.stringify({ at: new Date().toISOString(), level: of, message, ...facts })}\n`);
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/** What an unexpected error may say in the log: its name, its message without values, and where it happened. */
export function errorFacts(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    error: error.name,
    detail: error.message,
    stack: error.stack?.split('\n').slice(1, 8).join(' | '),
    code: typeof code === 'string' ? code : undefined,
  };
}
