import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { ask } from './load.ts';
import type { Installation, Product } from './product.ts';

/** A filled installation, ready to be asked. */
export interface Bench {
  readonly where: Installation;
  readonly product: Product;
  readonly pid: number;
  /** Index numbers of what was put on the portal. */
  readonly numbers: readonly string[];
  readonly columns: readonly string[];
  newEdition(): Promise<void>;
}

export interface Raw {
  readonly base: string;
  readonly pid: number;
  readonly pages: readonly { readonly page: string; readonly path: string; readonly bytes: number }[];
  stop(): void;
}

/** The three kinds of page as the product answers them now, given to the bare server. */
export async function startRaw({ product, where, numbers, columns }: Bench): Promise<Raw> {
  const kinds = [
    { page: '首页', path: '/' },
    { page: '列表（栏目页）', path: `/columns/${columns[1] ?? columns[0]}` },
    { page: '文章', path: `/documents/${numbers[Math.floor(numbers.length / 2)]}` },
  ];
  const answers = await Promise.all(
    kinds.map(async ({ page, path: at }): Promise<RawAnswer> => {
      const { status, type, encoding, body } = await ask(product.base + at);
      if (status !== 200) throw new Error(`${at} answered ${status}`);
      return { page, path: at, type, encoding, body };
    }),
  );
  return serveRaw(where, answers);
}

/** What the bare server answers at a path, to whoever reads it or sends a form there. */
export interface RawAnswer {
  readonly page: string;
  readonly path: string;
  readonly type: string;
  /** Empty where the bytes are not compressed. */
  readonly encoding: string;
  readonly body: Buffer;
}

/** A bare Fastify in a process of its own that answers these bytes and does nothing else. */
export async function serveRaw(where: Installation, answers: readonly RawAnswer[]): Promise<Raw> {
  const file = path.join(where.dataDir, 'raw-pages.json');
  await writeFile(
    file,
    JSON.stringify(answers.map(({ body, ...rest }) => ({ ...rest, body: body.toString('base64') }))),
  );
  const script = path.join(projectRoot(), 'bench/raw.ts');
  const child = spawn(process.execPath, [script, file], { env: where.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    base: `http://127.0.0.1:${Number(String(port))}`,
    pid: child.pid ?? 0,
    pages: answers.map(({ page, path: at, body }) => ({ page, path: at, bytes: body.length })),
    stop: () => void child.kill(),
  };
}
