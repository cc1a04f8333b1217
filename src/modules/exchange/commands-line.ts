import { readFile } from 'node:fs/promises';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { wallClock } from '#platform/time.ts';
import { newNonce, sign, textToSign } from './signing.ts';

/** For whoever connects a system: try a key, and compare one's own signatures with ours. Needs no database. */
export const exchangeCommands: readonly CliCommand[] = [
  {
    words: 'exchange ping',
    usage: 'ADDRESS KEYFILE',
    zh: '用密钥文件 {"keyId","secret"} 试连一个地址，如 https://域名',
    en: 'try a key against an address; KEYFILE holds {"keyId","secret"}',
    async pure([address, keyFile], out) {
      const base = URL.parse(address ?? '');
      if (!base || !keyFile) throw usage('exchange ping 地址 密钥文件');
      const path = '/open/v1/exchange/ping';
      const headers = signedHeaders(await keyIn(keyFile), 'GET', path, Buffer.alloc(0));
      const answer = await fetch(new URL(path, base), {
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      }).catch((error: unknown) => {
        throw new AppError('no-answer', 502, [`连接不上 ${base.origin}：${String(error)}`]);
      });
      out(`${answer.status}\n${await answer.text()}`);
      return answer.ok ? 0 : 1;
    },
  },
  {
    words: 'exchange sign',
    usage: 'KEYFILE METHOD PATH [BODYFILE]',
    zh: '给出一个请求的签名文本和四个请求头，用来核对对接方的实现',
    en: 'the text to sign and the four headers of a request, to compare an implementation with',
    async pure([keyFile, method, path, bodyFile], out) {
      if (!keyFile || !method || !path?.startsWith('/')) throw usage('exchange sign 密钥文件 方法 路径 [内容文件]');
      const body = bodyFile ? await contentOf(bodyFile) : Buffer.alloc(0);
      const headers = signedHeaders(await keyIn(keyFile), method, path, body);
      const request = {
        method,
        path,
        timestamp: headers['x-sunlit-timestamp'],
        nonce: headers['x-sunlit-nonce'],
        body,
      };
      out(`${textToSign(request)}\n`);
      for (const [name, value] of Object.entries(headers)) out(`${name}: ${value}`);
      return 0;
    },
  },
];

interface Key {
  readonly keyId: string;
  readonly secret: string;
}

function signedHeaders({ keyId, secret }: Key, method: string, path: string, body: Uint8Array) {
  const timestamp = wallClock.now();
  const nonce = newNonce();
  return {
    'x-sunlit-key': keyId,
    'x-sunlit-timestamp': timestamp,
    'x-sunlit-nonce': nonce,
    'x-sunlit-signature': `sha256=${sign(secret, { method, path, timestamp, nonce, body })}`,
  };
}

async function keyIn(file: string): Promise<Key> {
  const text = (await contentOf(file)).toString('utf8');
  try {
    const { keyId, secret } = JSON.parse(text) as Partial<Key>;
    if (typeof keyId === 'string' && typeof secret === 'string') return { keyId, secret };
  } catch {
    // Said below, like a file without the two names.
  }
  throw new AppError('key-file', 400, [`「${file}」不是密钥文件，应是 {"keyId": "sk-…", "secret": "…"}`]);
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new AppError('no-file', 400, [`读不到文件「${file}」，请检查路径`]);
  }
}

const usage = (words: string) => new AppError('usage', 400, [`用法：sunlit ${words}`]);
