import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Confined, startConfined } from './confined.ts';
import type { Tries, Way } from './testing/prisoner.ts';

let prisoner: Confined<Tries>;
let server: net.Server;
beforeAll(async () => {
  process.env.SUNLIT_OF_A_TEST = 'a key';
  prisoner = startConfined<Tries>({
    built: 'prisoner.js',
    source: 'platform/testing/prisoner.ts',
    withinMs: 30_000,
    heapMb: 128,
    stumbled: '这份文件读不出来',
  });
  server = net.createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => {
  delete process.env.SUNLIT_OF_A_TEST;
  prisoner.close();
  server.close();
});

test('a process for foreign files is handed nothing of our environment', async () => {
  expect(await prisoner.ask('environment', undefined)).toEqual(['TZ']);
});

test.each<Way>([
  'start a program',
  'start a thread',
  'write a file',
  'make a folder',
  'read the accounts of the machine',
  'read what the program was started with',
  'reach the network',
  'end the program',
  'end the program by the name it was imported under',
  'end the program by the call beneath',
  'open the program for debugging',
])('whoever takes it over cannot %s', async (way) => {
  const { port } = server.address() as AddressInfo;
  expect(await prisoner.ask('escape', { way, port })).toBe('ERR_ACCESS_DENIED');
});
