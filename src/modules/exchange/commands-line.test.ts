import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchangeCommands } from './commands-line.ts';
import { sign } from './signing.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sunlit-exchange-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(words: string, args: readonly string[]): Promise<string> {
  const said: string[] = [];
  await exchangeCommands.find((command) => command.words === words)?.pure?.(args, (text) => said.push(text));
  return said.join('\n');
}

test('sign says the text and the headers of a request, and they fit together', async () => {
  const key = path.join(folder, 'key.json');
  const body = path.join(folder, 'body.json');
  await writeFile(key, JSON.stringify({ keyId: 'sk-0123456789abcdef01234567', secret: 'a secret' }));
  await writeFile(body, '{"甲":1}');
  const said = await run('exchange sign', [key, 'POST', '/open/v1/exchange/documents', body]);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(said)?.[1] ?? '';
  const request = {
    method: 'POST',
    path: '/open/v1/exchange/documents',
    timestamp: header('x-sunlit-timestamp'),
    nonce: header('x-sunlit-nonce'),
    body: Buffer.from('{"甲":1}'),
  };
  expect(header('x-sunlit-signature')).toBe(`sha256=${sign('a secret', request)}`);
  expect(said).toMatch(/^SUNLIT-HMAC-SHA256\nPOST\n\/open\/v1\/exchange\/documents\n/);
});

test.each([
  [[], '用法'],
  [['/no/such/file', 'GET', '/x'], '读不到文件'],
])('%j is refused in a sentence', async (args, words) => {
  await expect(run('exchange sign', args)).rejects.toThrow(words);
});
