import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, invalid } from '#kernel/errors.ts';
import { LIMITS } from './contract.ts';
import type { Answered, CallName, Calls } from './engine/protocol.ts';

/** A file opened in a process of its own: what it holds can neither reach the network nor read, write or start anything on this machine. */
export interface Engine {
  ask<C extends CallName>(call: C, ask: Calls[C]['ask']): Promise<Calls[C]['answer']>;
}

/** One answer may take so long; a page that takes longer is made to. */
const ANSWER_WITHIN_MS = 60_000;
const HEAP_MB = 768;

/**
 * Opens a file and gives `work` the process that holds it; the process ends with the work, or when an answer takes too long. Refuses, under
 * the field `file`, what cannot be opened: damaged, with a password, with too many pages.
 */
export async function withFile<T>(
  file: ForeignFile,
  work: (engine: Engine, sizes: Calls['open']['answer']) => Promise<T>,
): Promise<T> {
  const { engine, close } = startEngine();
  try {
    return await opened(engine, file, work);
  } finally {
    close();
  }
}

export interface ForeignFile {
  readonly bytes: Uint8Array;
  readonly picture: boolean;
  readonly pages?: number;
}

/** How a file is opened: `withFile`, in a process that nothing else was opened in. */
export type Opener = typeof withFile;

export async function opened<T>(
  engine: Engine,
  { bytes, picture, pages = LIMITS.pages }: ForeignFile,
  work: (engine: Engine, sizes: Calls['open']['answer']) => Promise<T>,
): Promise<T> {
  return work(engine, await engine.ask('open', { bytes: new Uint8Array(bytes), picture, pages }));
}

export function startEngine(): { readonly engine: Engine; close(): void } {
  const child = startChild();
  return { engine: conversation(child), close: () => void child.kill('SIGKILL') };
}

function startChild(): ChildProcess {
  const script = scriptFile();
  const packages = realpathSync(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')));
  const readable = [realpathSync(path.dirname(script)), path.resolve(packages, '..'), ...ownSources(script)];
  return fork(script, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { TZ: 'Asia/Shanghai' },
    execArgv: [
      `--max-old-space-size=${HEAP_MB}`,
      '--permission',
      // The library that draws is native; everything else of it stays closed: network, writing, other processes.
      '--allow-addons',
      ...[...new Set(readable)].map((folder) => `--allow-fs-read=${folder}`),
    ],
  });
}

/** Built, the script lies beside this file (bin/build.mjs); in tests it is its source. */
function scriptFile(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const built = path.join(here, 'redactor.js');
  return existsSync(built) ? built : path.join(here, 'engine/main.ts');
}

/** As source it finds its neighbours and the map of names in the project's package.json. */
function ownSources(script: string): string[] {
  if (!script.endsWith('.ts'))
    return [
      path.resolve(path.dirname(script), '../../package.json'),
      path.resolve(path.dirname(script), '../../node_modules'),
    ];
  const root = path.resolve(path.dirname(script), '../../../..');
  return [root];
}

function conversation(child: ChildProcess): Engine {
  const waiting = new Map<number, { done(answer: unknown): void; failed(error: Error): void; timer: NodeJS.Timeout }>();
  let last = 0;
  const settle = (id: number) => {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    return one;
  };
  child.on('message', (message: Answered) => {
    const one = settle(message.id);
    if ('answer' in message) one?.done(message.answer);
    else if ('sentence' in message) one?.failed(invalid({ file: message.sentence }));
    else one?.failed(brokenFile(message.defect));
  });
  const ended = (why: string) => {
    for (const id of [...waiting.keys()]) settle(id)?.failed(brokenFile(why));
  };
  child.on('error', (error) => ended(error.message));
  child.on('exit', (code, signal) => ended(`ended with ${signal ?? code}`));
  return {
    ask: (call, ask) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => {
          settle(id)?.failed(brokenFile(`no answer to ${call}`));
          child.kill('SIGKILL');
        }, ANSWER_WITHIN_MS);
        waiting.set(id, { done: resolve as (answer: unknown) => void, failed: reject, timer });
        if (!child.connected) settle(id)?.failed(brokenFile('is not running'));
        else child.send({ id, call, ask }, (error) => error && settle(id)?.failed(brokenFile(error.message)));
      }),
  };
}

/** What made the drawing process stumble or end is the file's doing as far as anybody can tell; the log has the cause. */
class BrokenFile extends AppError {
  readonly detail: string;
  constructor(detail: string) {
    const sentence = '这份文件打不开或者内容过于复杂，请用原来的软件重新导出 PDF 后再上传';
    super('invalid', 422, [sentence], { file: sentence });
    this.detail = detail;
  }
}
const brokenFile = (detail: string) => new BrokenFile(detail);
