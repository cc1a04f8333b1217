import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, invalid } from '#kernel/errors.ts';

/** What a process may be asked, and what it answers. Bytes go over as they are. */
export type Asks = { readonly [call: string]: { readonly ask: unknown; readonly answer: unknown } };

/** A process of its own: what it is given can neither reach the network nor write, start or end anything on this machine, nor read what it need not. */
export interface Confined<A extends Asks> {
  ask<C extends keyof A & string>(call: C, ask: A[C]['ask']): Promise<A[C]['answer']>;
  close(): void;
}

export interface Confinement {
  /** As it is built, beside the program (`bin/build.mjs`). */
  readonly built: string;
  /** Its source below `src`, for tests. */
  readonly source: string;
  /** One answer may take so long; a process that takes longer is ended. */
  readonly withinMs: number;
  readonly heapMb: number;
  /** What WebAssembly may take besides, of each of its memories: the heap's limit does not count it. */
  readonly wasmMb?: number;
  /** It needs libraries that are native. */
  readonly addons?: boolean;
  /** Said where it ended without an answer: the file's doing as far as anybody can tell. */
  readonly stumbled: string;
}

/** So many processes at once; who comes later waits for one of them to end. */
export function atOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((turn) => waiting.push(turn));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

export interface Asked {
  readonly id: number;
  readonly call: string;
  readonly ask: unknown;
}
/** `sentence`: for people. `defect`: for the log. */
export type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly sentence: string }
  | { readonly id: number; readonly defect: string };

/** Starts a process for foreign files. A refusal of its own and every end without an answer comes back as `invalid`, field `file`. */
export function startConfined<A extends Asks>(how: Confinement): Confined<A> {
  const child = startChild(how);
  return { ask: conversation<A>(child, how), close: () => void child.kill('SIGKILL') };
}

function startChild({ built, source, heapMb, wasmMb = heapMb, addons }: Confinement): ChildProcess {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const beside = path.join(here, built);
  const isBuilt = existsSync(beside);
  const root = path.resolve(here, '../..');
  const packages = path.resolve(
    realpathSync(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))),
    '..',
  );
  // As source it finds its neighbours and the map of names in the project's package.json.
  const readable = isBuilt
    ? [realpathSync(here), packages, path.join(root, 'package.json'), path.join(root, 'node_modules')]
    : [root, packages];
  return fork(isBuilt ? beside : path.join(root, 'src', source), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { TZ: 'Asia/Shanghai' },
    execArgv: [
      `--max-old-space-size=${heapMb}`,
      `--wasm-max-mem-pages=${wasmMb * WASM_PAGES_PER_MB}`,
      '--permission',
      ...(addons ? ['--allow-addons'] : []),
      ...[...new Set(readable)].map((folder) => `--allow-fs-read=${folder}`),
    ],
  });
}

/** A page of WebAssembly is 64 KiB. */
const WASM_PAGES_PER_MB = 16;

function conversation<A extends Asks>(child: ChildProcess, { withinMs, stumbled }: Confinement): Confined<A>['ask'] {
  const waiting = new Map<number, { done(answer: unknown): void; failed(error: Error): void; timer: NodeJS.Timeout }>();
  let last = 0;
  const broken = (defect: string) => new BrokenFile(stumbled, defect);
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
    else one?.failed(broken(message.defect));
  });
  const ended = (why: string) => {
    for (const id of [...waiting.keys()]) settle(id)?.failed(broken(why));
  };
  child.on('error', (error) => ended(error.message));
  child.on('exit', (code, signal) => ended(`ended with ${signal ?? code}`));
  return (call, ask) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => {
        settle(id)?.failed(broken(`no answer to ${call}`));
        child.kill('SIGKILL');
      }, withinMs);
      waiting.set(id, { done: resolve as (answer: unknown) => void, failed: reject, timer });
      if (!child.connected) settle(id)?.failed(broken('is not running'));
      else child.send({ id, call, ask }, (error) => error && settle(id)?.failed(broken(error.message)));
    });
}

/** What made the process stumble or end; the log has the cause. */
class BrokenFile extends AppError {
  readonly detail: string;
  constructor(sentence: string, detail: string) {
    super('invalid', 422, [sentence], { file: sentence });
    this.detail = detail;
  }
}

/** The other side: answers what it is asked, and ends with whoever asks. `sentenceOf` gives what is for people of an error; undefined where it is a defect. */
export function answerAsked<A extends Asks>(
  answers: { readonly [C in keyof A]: (ask: A[C]['ask']) => Promise<A[C]['answer']> },
  sentenceOf: (error: unknown) => string | undefined,
): void {
  giveUpSignals();
  process.on('message', (asked: Asked) => {
    const call = answers[asked.call] as (ask: unknown) => Promise<unknown>;
    call(asked.ask).then(
      (answer) => process.send?.({ id: asked.id, answer }),
      (error: unknown) => {
        const sentence = sentenceOf(error);
        const defect = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
        process.send?.(sentence === undefined ? { id: asked.id, defect } : { id: asked.id, sentence });
      },
    );
  });
  process.on('disconnect', () => process.exit());
}

/** Node's permissions do not reach signals: with them whoever has taken over this process could end the one that asks, or open it for debugging. */
function giveUpSignals(): void {
  const value = () => {
    throw Object.assign(new Error('a process for foreign files sends no signals'), { code: 'ERR_ACCESS_DENIED' });
  };
  for (const name of ['kill', '_kill', '_debugProcess']) Object.defineProperty(process, name, { value });
  syncBuiltinESMExports();
}
