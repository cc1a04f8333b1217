import { createConnection } from 'node:net';
import { AppError } from '#kernel/errors.ts';

export type Scan =
  | { readonly found: 'clean' }
  | { readonly found: 'unscanned' }
  | { readonly found: 'infected'; readonly virus: string };
export type Scanner = (bytes: Uint8Array) => Promise<Scan>;

const CHUNK = 256 * 1024;
/** Large documents take clamd some seconds; a scanner that is silent for longer is taken for broken. */
const PATIENCE_MS = 60_000;

/**
 * Asks a clamd by its INSTREAM command over TCP (clamd(8): chunks preceded by their length, a zero length at the end).
 * When it does not answer, or answers with an error, the file is refused: an unscanned file must not pass for a clean one.
 */
export function clamdScanner({ host, port }: { readonly host: string; readonly port: number }): Scanner {
  return async (bytes) => {
    const answer = await ask(host, port, bytes).catch(() => undefined);
    if (answer === 'stream: OK') return { found: 'clean' };
    const virus = /^stream: (.+) FOUND$/.exec(answer ?? '')?.[1];
    if (virus) return { found: 'infected', virus };
    throw new AppError('scanner-unavailable', 503, [
      '病毒扫描服务没有应答，文件没有保存。请稍后再上传；如仍不行，请联系系统管理员',
    ]);
  };
}

function ask(host: string, port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    const answer: Buffer[] = [];
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('clamd is silent')));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => answer.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(answer).toString('utf8').replace(/\0.*$/s, '').trim()));
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const chunk = bytes.subarray(at, at + CHUNK);
        socket.write(lengthOf(chunk.length));
        socket.write(chunk);
      }
      socket.write(lengthOf(0));
    });
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
