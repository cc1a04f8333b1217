import { type Confinement, startConfined } from '#platform/confined.ts';
import { LIMITS } from './contract.ts';
import type { CallName, Calls } from './engine/protocol.ts';

/** A file opened in a process of its own: what it holds can neither reach the network nor read, write or start anything on this machine. */
export interface Engine {
  ask<C extends CallName>(call: C, ask: Calls[C]['ask']): Promise<Calls[C]['answer']>;
}

const DRAWING: Confinement = {
  built: 'redactor.js',
  source: 'commons/redaction/engine/main.ts',
  withinMs: 60_000,
  heapMb: 768,
  // Reading a page (engine/recognition.ts) takes some 250 MB beside the heap.
  wasmMb: 1024,
  // The library that draws is native; everything else of it stays closed: network, writing, other processes.
  addons: true,
  stumbled: '这份文件打不开或者内容过于复杂，请用原来的软件重新导出 PDF 后再上传',
};

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
  const engine = startConfined<Calls>(DRAWING);
  return { engine, close: engine.close };
}
